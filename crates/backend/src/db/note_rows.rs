//! All of a note, as somebody sees it.

use meadow_domain::limits::COMMENTS_PAGE;
use meadow_wire::{
    CommentSort, Hotspot, Note, NoteId, OwnNote, PhotoId, Picture, ProductCard, ProductId, Timestamp,
};
use sqlx::{Row, SqliteConnection};

use super::{
    DbError, SessionId, comment_pages, relationships,
    rows::{self, note_card, note_columns, product_card, product_columns},
};

/// A note, also one that a moderator took away, with one comment more than fits its first page.
pub(super) async fn load(
    reader: &mut SqliteConnection,
    id: &NoteId,
    viewer: Option<&SessionId>,
) -> Result<Option<Note>, DbError> {
    let viewed_by = viewer.map_or("", |viewer| viewer.0.as_str());
    let found = sqlx::query(concat!(
        "SELECT ",
        note_columns!(),
        ", n.body, n.place, n.traits, n.edited_at, n.session, n.collects, c.note IS NOT NULL AS collected \
         FROM notes n JOIN people p ON p.id = n.author \
         LEFT JOIN marks m ON m.session = $2 AND m.note = n.id AND m.kind = 'like' \
         LEFT JOIN marks c ON c.session = $2 AND c.note = n.id AND c.kind = 'collect' WHERE n.id = $1"
    ))
    .bind(id.as_str())
    .bind(viewed_by)
    .fetch_optional(&mut *reader)
    .await?;
    let Some(row) = found else { return Ok(None) };
    let card = note_card(&row)?;
    let mine = row.try_get::<Option<&str>, _>("session")? == Some(viewed_by);
    Ok(Some(Note {
        relationship: relationships::load(&mut *reader, &card.author.id, viewer)
            .await?
            .unwrap_or_default(),
        card,
        text: row.try_get("body")?,
        pictures: rows::json::<Vec<Picture>>(&row, "pictures")?,
        hotspots: hotspots(&mut *reader, id).await?,
        products: tagged(&mut *reader, id).await?,
        place: row.try_get("place")?,
        traits: rows::json(&row, "traits")?,
        edited_at: row
            .try_get::<Option<i64>, _>("edited_at")?
            .map(Timestamp::from_ms),
        own: match mine {
            true => Some(own(&mut *reader, id).await?),
            false => None,
        },
        collects: rows::count(&row, "collects")?,
        collected: row.try_get("collected")?,
        comments: comment_pages::page(reader, id, CommentSort::Best, None, COMMENTS_PAGE + 1, viewer).await?,
    }))
}

/// All that a session published, newest first.
pub(super) async fn of_session(
    reader: &mut SqliteConnection,
    session: &SessionId,
) -> Result<Vec<Note>, DbError> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM notes WHERE session = $1 ORDER BY at DESC, id")
        .bind(&session.0)
        .fetch_all(&mut *reader)
        .await?;
    let mut notes = Vec::with_capacity(ids.len());
    for id in ids {
        notes.extend(load(reader, &NoteId(id), Some(session)).await?);
    }
    Ok(notes)
}

async fn own(reader: &mut SqliteConnection, note: &NoteId) -> Result<OwnNote, DbError> {
    let photos: Vec<String> =
        sqlx::query_scalar("SELECT photo FROM note_photos WHERE note = $1 ORDER BY position")
            .bind(note.as_str())
            .fetch_all(reader)
            .await?;
    Ok(OwnNote {
        photos: photos.into_iter().map(PhotoId).collect(),
    })
}

async fn hotspots(reader: &mut SqliteConnection, note: &NoteId) -> Result<Vec<Hotspot>, DbError> {
    let found = sqlx::query(
        "SELECT picture, x_permille, y_permille, product FROM note_products WHERE note = $1 ORDER BY position",
    )
    .bind(note.as_str())
    .fetch_all(reader)
    .await?;
    found
        .iter()
        .map(|row| {
            Ok(Hotspot {
                picture: rows::count(row, "picture")?,
                x_permille: rows::count(row, "x_permille")?,
                y_permille: rows::count(row, "y_permille")?,
                product: ProductId(row.try_get("product")?),
            })
        })
        .collect()
}

async fn tagged(reader: &mut SqliteConnection, note: &NoteId) -> Result<Vec<ProductCard>, DbError> {
    // A product may be tagged in two pictures; it is listed once, where it came first.
    let found = sqlx::query(concat!(
        "SELECT ",
        product_columns!(),
        " FROM products g JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
         JOIN (SELECT product, MIN(position) AS position FROM note_products WHERE note = $1 GROUP BY product) t \
         ON t.product = g.id GROUP BY g.id, t.position ORDER BY t.position"
    ))
    .bind(note.as_str())
    .fetch_all(reader)
    .await?;
    found.iter().map(product_card).collect()
}
