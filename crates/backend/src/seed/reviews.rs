//! What the town's people say of what they bought.

use meadow_wire::Timestamp;
use sqlx::SqliteConnection;

use super::{SeedError, pictures::Catalogue, words::ProductWords};
use crate::db::as_word;

const DAY_MS: f64 = 86_400_000.0;
/// Who bought it here waited so long for it, and had it a little longer than they used it; in days.
const ON_ITS_WAY: f64 = 4.0;
const LYING_ABOUT: i64 = 2;

/// Writes the reviews of a product. They are signed when the shop opens.
pub async fn plant(
    writing: &mut SqliteConnection,
    pictures: &Catalogue,
    product: &ProductWords,
    lang: &str,
    now: Timestamp,
) -> Result<(), SeedError> {
    for (index, review) in product.reviews.iter().enumerate() {
        let id = format!("rv-{}-{index}", product.id);
        let bought = review.bought.as_ref();
        let days = review.days_used + LYING_ABOUT;
        let bought_at = ago(now, review.days_ago + days_of(days) + ON_ITS_WAY);
        sqlx::query(
            "INSERT INTO reviews (id, product, author, stars, body, outcome, days_used, at, variant, bought_at, days) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&id)
        .bind(&product.id)
        .bind(&review.by)
        .bind(review.stars)
        .bind(&review.text)
        .bind(as_word(&review.outcome)?)
        .bind(review.days_used)
        .bind(ago(now, review.days_ago))
        .bind(bought.map(|key| format!("{}:{key}", product.id)))
        .bind(bought.map(|_| bought_at))
        .bind(bought.map(|_| days))
        .execute(&mut *writing)
        .await?;
        for (position, file) in (0_i64..).zip(&review.photos) {
            sqlx::query(
                "INSERT INTO review_photos (review, position, photo, picture) VALUES ($1, $2, $3, $4)",
            )
            .bind(&id)
            .bind(position)
            .bind(format!("ph-{file}"))
            .bind(serde_json::to_string(&pictures.picture(file, lang))?)
            .execute(&mut *writing)
            .await?;
        }
    }
    Ok(())
}

fn ago(now: Timestamp, days: f64) -> i64 {
    now.ms - whole(days * DAY_MS)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "days of hand-written files, far below 2^53"
)]
fn days_of(days: i64) -> f64 {
    days as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "numbers of hand-written files, far below 2^53"
)]
fn whole(number: f64) -> i64 {
    number.round() as i64
}
