//! Reviews, row by row: what one hangs on, what it says, and what becomes of it when its goods come back.

use meadow_domain::review::{days_between, delivered_at, outcome};
use meadow_wire::{
    Order, OrderId, OrderLine, Picture, ProductId, ReviewId, ReviewWords, Timestamp, VariantId,
};
use sqlx::SqliteConnection;

use super::{DbError, ReviewError, SessionId, rows::as_word, steps};

/// What a review hangs on.
pub(super) struct Bought {
    pub(super) order: Order,
    pub(super) product: ProductId,
    line: OrderLine,
    delivered_at: Timestamp,
}

/// What the session bought with this order, if it is with them.
pub(super) async fn bought(
    reader: &mut SqliteConnection,
    session: &SessionId,
    order: &OrderId,
    variant: &VariantId,
) -> Result<Bought, ReviewError> {
    let order = steps::load(reader, session, order)
        .await?
        .ok_or(ReviewError::NoOrder)?;
    let line = order.lines.iter().find(|line| line.variant == *variant);
    let line = line.ok_or(ReviewError::NotInOrder)?.clone();
    let delivered_at = delivered_at(&order.steps).ok_or(ReviewError::NotDelivered)?;
    Ok(Bought {
        order,
        product: line.product.clone(),
        line,
        delivered_at,
    })
}

/// Puts the words into the review's row, and its photos beside it.
pub(super) async fn say(
    writing: &mut SqliteConnection,
    session: &SessionId,
    id: &ReviewId,
    words: &ReviewWords,
    bought: &Bought,
    now: Timestamp,
) -> Result<(), ReviewError> {
    // Nobody can have used it longer than they had it.
    let days = days_between(bought.delivered_at, now);
    sqlx::query(
        "UPDATE reviews SET stars = $2, body = $3, outcome = $4, days_used = $5, paid = $6, traits = $7, days = $8 \
         WHERE id = $1",
    )
    .bind(&id.0)
    .bind(i64::from(words.stars))
    .bind(words.text.trim())
    .bind(as_word(&outcome(&bought.order, &bought.line, words.outcome))?)
    .bind(i64::from(words.days_used.min(days)))
    .bind(words.paid)
    .bind(serde_json::to_string(&words.traits).map_err(DbError::from)?)
    .bind(i64::from(days))
    .execute(&mut *writing)
    .await?;
    let_photos_go(writing, id, now).await?;
    for (position, used) in words.photos.iter().enumerate() {
        let kept: Option<String> =
            sqlx::query_scalar("SELECT picture FROM photos WHERE id = $1 AND session = $2")
                .bind(&used.photo.0)
                .bind(&session.0)
                .fetch_optional(&mut *writing)
                .await?;
        let kept = kept.ok_or(ReviewError::NoPhoto(position))?;
        let mut picture: Picture = serde_json::from_str(&kept).map_err(DbError::from)?;
        used.alt.trim().clone_into(&mut picture.alt);
        sqlx::query("INSERT INTO review_photos (review, position, photo, picture) VALUES ($1, $2, $3, $4)")
            .bind(&id.0)
            .bind(i64::try_from(position).unwrap_or_default())
            .bind(&used.photo.0)
            .bind(serde_json::to_string(&picture).map_err(DbError::from)?)
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}

/// The review uses no photo any more; they may be used again for a day.
pub(super) async fn let_photos_go(
    writing: &mut SqliteConnection,
    id: &ReviewId,
    now: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("UPDATE photos SET at = $2 WHERE id IN (SELECT photo FROM review_photos WHERE review = $1)")
        .bind(&id.0)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
    sqlx::query("DELETE FROM review_photos WHERE review = $1")
        .bind(&id.0)
        .execute(writing)
        .await?;
    Ok(())
}

/// All of a line came back: what its review says of that is not true any more, and is signed anew.
pub(super) async fn line_came_back(
    writing: &mut SqliteConnection,
    order: &OrderId,
    variant: &VariantId,
) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE reviews SET outcome = 'returned', key = NULL, signature = NULL \
         WHERE order_id = $1 AND variant = $2 AND outcome <> 'returned'",
    )
    .bind(&order.0)
    .bind(&variant.0)
    .execute(writing)
    .await?;
    Ok(())
}
