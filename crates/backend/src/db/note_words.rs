//! What a note says, put where everybody reads it.

use meadow_domain::place;
use meadow_wire::{NoteId, NoteWords, Timestamp};
use sqlx::SqliteConnection;

use super::{DbError, NoteError, SessionId, authors, photos};

/// Puts the words into the note's row, and its pictures and products beside it.
pub(super) async fn say(
    writing: &mut SqliteConnection,
    session: &SessionId,
    id: &NoteId,
    words: &NoteWords,
    now: Timestamp,
) -> Result<(), NoteError> {
    photos::clear(writing, photos::NOTE, id.as_str(), now).await?;
    let mut pictures = Vec::with_capacity(words.pictures.len());
    for (position, used) in words.pictures.iter().enumerate() {
        let shown = photos::show(writing, session, photos::NOTE, id.as_str(), position, used)
            .await?
            .map_err(|refusal| NoteError::Photo(position, refusal))?;
        pictures.push(shown);
    }
    let mut products: Vec<&str> = words.hotspots.iter().map(|spot| spot.product.as_str()).collect();
    products.sort_unstable();
    products.dedup();
    sqlx::query(
        "UPDATE notes SET title = $2, body = $3, pictures = $4, topics = $5, place = $6, town = $7, lang = $8, \
         paid = $9, traits = $10, product_count = $11 WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(&words.title)
    .bind(&words.text)
    .bind(json(&pictures)?)
    .bind(json(&words.topics)?)
    .bind(&words.place)
    .bind(place::town(&words.place))
    .bind(&words.lang)
    .bind(words.paid)
    .bind(json(&words.traits)?)
    .bind(i64::try_from(products.len()).unwrap_or(i64::MAX))
    .execute(&mut *writing)
    .await?;
    tag(writing, id, words).await?;
    authors::tell_traits(writing, session).await?;
    Ok(())
}

async fn tag(writing: &mut SqliteConnection, id: &NoteId, words: &NoteWords) -> Result<(), NoteError> {
    sqlx::query("DELETE FROM note_products WHERE note = $1")
        .bind(id.as_str())
        .execute(&mut *writing)
        .await?;
    for (position, spot) in words.hotspots.iter().enumerate() {
        let tagged = sqlx::query(
            "INSERT INTO note_products (note, position, product, picture, x_permille, y_permille) \
             SELECT $1, $2, id, $4, $5, $6 FROM products WHERE id = $3",
        )
        .bind(id.as_str())
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .bind(spot.product.as_str())
        .bind(i64::from(spot.picture))
        .bind(i64::from(spot.x_permille))
        .bind(i64::from(spot.y_permille))
        .execute(&mut *writing)
        .await?;
        if tagged.rows_affected() == 0 {
            return Err(NoteError::Product(position));
        }
    }
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, DbError> {
    Ok(serde_json::to_string(value)?)
}
