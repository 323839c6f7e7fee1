//! Reviews, row by row: what one hangs on, what it says, and what becomes of it when its goods come back.

use meadow_domain::review::{days_between, delivered_at, outcome};
use meadow_wire::{Order, OrderId, OrderLine, ProductId, ReviewId, ReviewWords, Timestamp, VariantId};
use sqlx::SqliteConnection;

use super::{DbError, ReviewError, SessionId, photos, rows::as_word, steps};

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
    photos::clear(writing, photos::REVIEW, &id.0, now).await?;
    for (position, used) in words.photos.iter().enumerate() {
        photos::show(writing, session, photos::REVIEW, &id.0, position, used)
            .await?
            .map_err(|refusal| ReviewError::Photo(position, refusal))?;
    }
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
