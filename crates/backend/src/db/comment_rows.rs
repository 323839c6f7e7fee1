//! Comments, row by row: who says what, to whom, and what this session may know of it.

use std::collections::HashMap;

use meadow_domain::comment::handles;
use meadow_wire::{Answered, Comment, CommentId, CommentState, Mention, PersonCard, PersonId};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    DbError, SessionId,
    rows::{self, person_card},
};

/// What [`comment`] reads, for the viewer `$1`; without a `WHERE`.
macro_rules! comment_columns {
    () => {
        concat!(
            "SELECT c.id, c.note, c.root, c.body, c.likes, c.at, c.withdrawn, c.removed, c.session, \
             n.author AS note_author, l.comment IS NOT NULL AS liked, i.comment IS NOT NULL AS pinned, \
             s.person AS speaker, t.id AS to_id, t.withdrawn OR t.removed AS to_gone, tp.name AS to_name, \
             ts.person AS to_speaker, (SELECT COUNT(*) FROM comments k WHERE k.root = c.id) AS reply_count, ",
            // Delivered to whoever says it: an order of theirs, or what the shop vouches for in a review.
            "(EXISTS (SELECT 1 FROM orders o JOIN order_steps d ON d.order_id = o.id AND d.state = 'delivered' \
             JOIN note_products g ON g.note = c.note AND o.lines LIKE '%\"product\":\"' || g.product || '\"%' \
             WHERE o.session = c.session) \
             OR EXISTS (SELECT 1 FROM reviews r JOIN note_products g ON g.product = r.product AND g.note = c.note \
             WHERE r.author = c.author AND r.bought_at IS NOT NULL)) AS bought, ",
            $crate::db::rows::person_columns!(),
            " FROM comments c JOIN notes n ON n.id = c.note \
             LEFT JOIN people p ON p.id = c.author LEFT JOIN sessions s ON s.id = c.session \
             LEFT JOIN comment_likes l ON l.comment = c.id AND l.session = $1 \
             LEFT JOIN comment_pins i ON i.comment = c.id \
             LEFT JOIN comments t ON t.id = c.parent AND t.root IS NOT NULL \
             LEFT JOIN people tp ON tp.id = t.author LEFT JOIN sessions ts ON ts.id = t.session"
        )
    };
}
pub(super) use comment_columns;

/// Who looks, as `$1`.
pub(super) fn viewer_of(viewer: Option<&SessionId>) -> &str {
    viewer.map_or("", |viewer| viewer.0.as_str())
}

/// Comments as the viewer sees them, without their replies.
pub(super) async fn comments(
    reader: &mut SqliteConnection,
    found: &[SqliteRow],
    viewer: Option<&SessionId>,
) -> Result<Vec<Comment>, DbError> {
    let mut all = found
        .iter()
        .map(|row| comment(row, viewer))
        .collect::<Result<Vec<_>, _>>()?;
    let pages = pages(reader, &all).await?;
    for one in &mut all {
        if one.state != CommentState::Shown {
            continue;
        }
        one.has_page |= pages.values().any(|person| *person == one.author.id);
        let named = handles(&one.text).into_iter().filter_map(|handle| {
            let person = pages.get(&handle)?.clone();
            Some(Mention { handle, person })
        });
        one.mentions = named.collect();
    }
    Ok(all)
}

fn comment(row: &SqliteRow, viewer: Option<&SessionId>) -> Result<Comment, DbError> {
    let session: Option<&str> = row.try_get("session")?;
    let to: Option<String> = row.try_get("to_id")?;
    let mut one = Comment {
        id: CommentId(row.try_get("id")?),
        mine: session.is_some() && session == viewer.map(|viewer| viewer.0.as_str()),
        state: state(row)?,
        at: rows::moment(row, "at")?,
        root: row.try_get::<Option<String>, _>("root")?.map(CommentId),
        to: to.map(|id| answered(row, id)).transpose()?,
        reply_count: rows::count(row, "reply_count")?,
        ..Comment::default()
    };
    if one.state == CommentState::Shown {
        one.author = speaker(row)?;
        // Somebody of the town. Who is a session may have one too.
        one.has_page = row.try_get::<Option<&str>, _>("speaker")?.is_none();
        one.by_author = one.author.id.as_str() == row.try_get::<&str, _>("note_author")?;
        one.bought = row.try_get("bought")?;
        one.text = row.try_get("body")?;
        one.likes = rows::count(row, "likes")?;
        one.liked = row.try_get("liked")?;
        one.pinned = row.try_get("pinned")?;
    }
    Ok(one)
}

fn state(row: &SqliteRow) -> Result<CommentState, DbError> {
    Ok(match (row.try_get("removed")?, row.try_get("withdrawn")?) {
        // Whoever took it back has the last word: a moderator can't bring it again.
        (_, true) => CommentState::Withdrawn,
        (true, false) => CommentState::Removed,
        (false, false) => CommentState::Shown,
    })
}

/// Somebody of the town, or whoever the session is.
pub(super) fn speaker(row: &SqliteRow) -> Result<PersonCard, DbError> {
    match row.try_get::<Option<&str>, _>("speaker")? {
        Some(speaker) => Ok(serde_json::from_str(speaker)?),
        None => person_card(row),
    }
}

fn answered(row: &SqliteRow, id: String) -> Result<Answered, DbError> {
    let name = if row.try_get("to_gone")? {
        String::new()
    } else {
        match row.try_get::<Option<&str>, _>("to_speaker")? {
            Some(speaker) => serde_json::from_str::<PersonCard>(speaker)?.name,
            None => row.try_get::<Option<String>, _>("to_name")?.unwrap_or_default(),
        }
    };
    Ok(Answered {
        id: CommentId(id),
        name,
    })
}

/// The pages, by handle, of those who speak and of those who are named. Asked each time, since somebody may get a page or
/// another handle later; but once for all of these comments.
async fn pages(reader: &mut SqliteConnection, all: &[Comment]) -> Result<HashMap<String, PersonId>, DbError> {
    let speakers: Vec<&PersonId> = all
        .iter()
        .filter(|one| one.state == CommentState::Shown && !one.has_page)
        .map(|one| &one.author.id)
        .collect();
    let named: Vec<String> = all.iter().flat_map(|one| handles(&one.text)).collect();
    if speakers.is_empty() && named.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(String, String)> = sqlx::query_as(
        "SELECT handle, id FROM people WHERE id IN (SELECT value FROM json_each($1)) \
         OR handle IN (SELECT value FROM json_each($2))",
    )
    .bind(serde_json::to_string(&speakers)?)
    .bind(serde_json::to_string(&named)?)
    .fetch_all(reader)
    .await?;
    Ok(found
        .into_iter()
        .map(|(handle, person)| (handle, PersonId(person)))
        .collect())
}

/// Whether a session is a person, or acts for them in the studio.
pub(super) async fn acts_as(
    reader: &mut SqliteConnection,
    session: &SessionId,
    person: &PersonId,
) -> Result<bool, DbError> {
    let row = sqlx::query(
        "SELECT s.person, EXISTS (SELECT 1 FROM studio_sessions o WHERE o.session = s.id AND o.owner = $2 \
         AND NOT o.moderator) AS acts FROM sessions s WHERE s.id = $1",
    )
    .bind(&session.0)
    .bind(person.as_str())
    .fetch_optional(reader)
    .await?;
    let Some(row) = row else { return Ok(false) };
    Ok(row.try_get("acts")? || rows::json::<PersonCard>(&row, "person")?.id == *person)
}
