//! A page of a note's comments, each with its first replies.

use meadow_domain::limits::REPLIES_FIRST;
use meadow_wire::{Comment, CommentSort, Comments, NoteId};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    DbError, SessionId,
    comment_rows::{self, acts_as, comment_columns, viewer_of},
    comments::After,
    rows,
};

/// Some of a note's comments, as [`CommentReads::comments`] gives them.
pub(super) async fn page(
    reader: &mut SqliteConnection,
    note: &NoteId,
    sort: CommentSort,
    after: Option<After>,
    limit: u32,
    viewer: Option<&SessionId>,
) -> Result<Comments, DbError> {
    let first = after.is_none();
    let after = after.unwrap_or(After {
        likes: i64::MAX,
        at: i64::MAX,
        id: String::new(),
    });
    let mut found = match first {
        true => {
            sqlx::query(concat!(comment_columns!(), " WHERE i.note = $2"))
                .bind(viewer_of(viewer))
                .bind(note.as_str())
                .fetch_all(&mut *reader)
                .await?
        }
        false => Vec::new(),
    };
    let others = sqlx::query(concat!(
        "SELECT * FROM (",
        comment_columns!(),
        " WHERE c.note = $2 AND c.root IS NULL AND i.comment IS NULL) AS stands \
         WHERE $6 * likes < $3 OR ($6 * likes = $3 AND (at < $4 OR (at = $4 AND id > $5))) \
         ORDER BY $6 * likes DESC, at DESC, id LIMIT $7"
    ))
    .bind(viewer_of(viewer))
    .bind(note.as_str())
    .bind(after.likes)
    .bind(after.at)
    .bind(&after.id)
    .bind(i64::from(sort == CommentSort::Best))
    .bind(i64::from(limit))
    .fetch_all(&mut *reader)
    .await?;
    found.extend(others);
    let items = with_first_replies(reader, found, viewer).await?;
    let row = sqlx::query(
        "SELECT author, (SELECT COUNT(*) FROM comments WHERE note = $1 AND NOT withdrawn AND NOT removed) AS total \
         FROM notes WHERE id = $1",
    )
    .bind(note.as_str())
    .fetch_one(&mut *reader)
    .await?;
    let author = meadow_wire::PersonId(row.try_get("author")?);
    Ok(Comments {
        items,
        next: None,
        total: rows::count(&row, "total")?,
        may_pin: match viewer {
            Some(viewer) => acts_as(reader, viewer, &author).await?,
            None => false,
        },
    })
}

/// These comments on a note, each with its first replies.
async fn with_first_replies(
    reader: &mut SqliteConnection,
    mut found: Vec<SqliteRow>,
    viewer: Option<&SessionId>,
) -> Result<Vec<Comment>, DbError> {
    let roots = found
        .iter()
        .map(|row| row.try_get("id"))
        .collect::<Result<Vec<&str>, _>>()?;
    let replies = sqlx::query(concat!(
        comment_columns!(),
        " JOIN (SELECT id, ROW_NUMBER() OVER (PARTITION BY root ORDER BY at, id) AS place FROM comments \
         WHERE root IN (SELECT value FROM json_each($2))) AS early ON early.id = c.id AND early.place <= $3 \
         ORDER BY c.at, c.id"
    ))
    .bind(viewer_of(viewer))
    .bind(serde_json::to_string(&roots)?)
    .bind(i64::from(REPLIES_FIRST))
    .fetch_all(&mut *reader)
    .await?;
    found.extend(replies);
    let all = comment_rows::comments(reader, &found, viewer).await?;
    let (mut roots, replies): (Vec<Comment>, Vec<Comment>) =
        all.into_iter().partition(|comment| comment.root.is_none());
    for reply in replies {
        if let Some(root) = roots
            .iter_mut()
            .find(|root| Some(&root.id) == reply.root.as_ref())
        {
            root.replies.push(reply);
        }
    }
    Ok(roots)
}
