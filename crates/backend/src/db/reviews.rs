//! What buyers say: from rows to the wire, of the town's people and of shoppers alike.

use std::future::Future;

use meadow_wire::{
    OrderId, Outcome, PersonCard, Photo, PhotoId, ProductId, PurchaseProof, Review, ReviewCounts, ReviewId,
    VariantId,
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    Db, DbError, SessionId,
    rows::{self, person_card, person_columns},
};

/// What [`review`] reads; without a `WHERE`.
macro_rules! columns {
    () => {
        concat!(
            "SELECT r.*, COALESCE(r.traits, p.traits, '[]') AS told, s.person AS shopper, ",
            person_columns!(),
            " FROM reviews r LEFT JOIN people p ON p.id = r.author LEFT JOIN sessions s ON s.id = r.session"
        )
    };
}
/// Reading reviews.
pub trait Reviews {
    /// What the session wrote about its order; nothing if it has no such order.
    fn reviews_of_order(
        &self,
        session: &SessionId,
        order: &OrderId,
    ) -> impl Future<Output = Result<Option<Vec<Review>>, DbError>> + Send;

    /// Up to `limit` of what is said of a product, newest first, after the time and id given; nothing if there is no
    /// such product.
    fn reviews_of_product(
        &self,
        product: &ProductId,
        after: Option<(i64, &str)>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Vec<Review>>, DbError>> + Send;
}

impl Reviews for Db {
    async fn reviews_of_order(
        &self,
        session: &SessionId,
        order: &OrderId,
    ) -> Result<Option<Vec<Review>>, DbError> {
        let mut reader = self.reader.begin().await?;
        let ours: Option<i64> = sqlx::query_scalar("SELECT 1 FROM orders WHERE id = $1 AND session = $2")
            .bind(&order.0)
            .bind(&session.0)
            .fetch_optional(&mut *reader)
            .await?;
        if ours.is_none() {
            return Ok(None);
        }
        let found = sqlx::query(concat!(
            columns!(),
            " WHERE r.order_id = $1 ORDER BY r.at DESC, r.id"
        ))
        .bind(&order.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(Some(all_with_photos(&mut reader, &found, Some(session)).await?))
    }

    async fn reviews_of_product(
        &self,
        product: &ProductId,
        after: Option<(i64, &str)>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> Result<Option<Vec<Review>>, DbError> {
        let mut reader = self.reader.begin().await?;
        let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM products WHERE id = $1")
            .bind(product.as_str())
            .fetch_optional(&mut *reader)
            .await?;
        match known {
            Some(_) => Ok(Some(
                of_product(&mut reader, product, after, limit, viewer).await?,
            )),
            None => Ok(None),
        }
    }
}

/// What a session wrote, newest first.
pub(super) async fn of_session(
    reader: &mut SqliteConnection,
    session: &SessionId,
) -> Result<Vec<Review>, DbError> {
    let found = sqlx::query(concat!(
        columns!(),
        " WHERE r.session = $1 ORDER BY r.at DESC, r.id"
    ))
    .bind(&session.0)
    .fetch_all(&mut *reader)
    .await?;
    all_with_photos(reader, &found, Some(session)).await
}

/// Up to `limit` of what is said of a product, newest first, after the time and id given.
pub(super) async fn of_product(
    reader: &mut SqliteConnection,
    product: &ProductId,
    after: Option<(i64, &str)>,
    limit: u32,
    viewer: Option<&SessionId>,
) -> Result<Vec<Review>, DbError> {
    let (at, id) = after.unwrap_or((i64::MAX, ""));
    let found = sqlx::query(concat!(
        columns!(),
        " WHERE r.product = $1 AND (r.at < $2 OR (r.at = $2 AND r.id > $3)) ORDER BY r.at DESC, r.id LIMIT $4"
    ))
    .bind(product.as_str())
    .bind(at)
    .bind(id)
    .bind(i64::from(limit))
    .fetch_all(&mut *reader)
    .await?;
    all_with_photos(reader, &found, viewer).await
}

/// What all reviews of a product say on the whole.
pub(super) async fn counts(
    reader: &mut SqliteConnection,
    product: &ProductId,
) -> Result<ReviewCounts, DbError> {
    let found = sqlx::query(
        "SELECT stars, COUNT(*) AS given, COUNT(CASE WHEN outcome = 'kept' THEN 1 END) AS kept \
         FROM reviews WHERE product = $1 GROUP BY stars",
    )
    .bind(product.as_str())
    .fetch_all(reader)
    .await?;
    let mut counts = ReviewCounts::default();
    for row in &found {
        let place = usize::try_from(row.try_get::<i64, _>("stars")? - 1).unwrap_or(usize::MAX);
        if let Some(given) = counts.by_stars.get_mut(place) {
            *given = rows::count(row, "given")?;
        }
        counts.kept += rows::count(row, "kept")?;
    }
    Ok(counts)
}

/// A review as it is kept, also one whose proof nobody signed yet.
pub(super) async fn load(
    reader: &mut SqliteConnection,
    id: &ReviewId,
    viewer: Option<&SessionId>,
) -> Result<Option<Review>, DbError> {
    let found = sqlx::query(concat!(columns!(), " WHERE r.id = $1"))
        .bind(&id.0)
        .fetch_optional(&mut *reader)
        .await?;
    match found {
        Some(row) => Ok(Some(with_photos(reader, &row, viewer).await?)),
        None => Ok(None),
    }
}

/// As others see it: a proof without a signature proves nothing.
pub(super) fn shown(mut review: Review) -> Review {
    review.proof = review.proof.filter(|proof| !proof.signature.is_empty());
    review
}

async fn all_with_photos(
    reader: &mut SqliteConnection,
    found: &[SqliteRow],
    viewer: Option<&SessionId>,
) -> Result<Vec<Review>, DbError> {
    let mut reviews = Vec::with_capacity(found.len());
    for row in found {
        reviews.push(shown(with_photos(reader, row, viewer).await?));
    }
    Ok(reviews)
}

async fn with_photos(
    reader: &mut SqliteConnection,
    row: &SqliteRow,
    viewer: Option<&SessionId>,
) -> Result<Review, DbError> {
    let mut review = review(row, viewer)?;
    let photos = sqlx::query("SELECT photo, picture FROM review_photos WHERE review = $1 ORDER BY position")
        .bind(review.id.as_str())
        .fetch_all(reader)
        .await?;
    review.photos = photos.iter().map(photo).collect::<Result<_, _>>()?;
    Ok(review)
}

fn photo(row: &SqliteRow) -> Result<Photo, DbError> {
    Ok(Photo {
        id: PhotoId(row.try_get("photo")?),
        picture: rows::json(row, "picture")?,
    })
}

fn review(row: &SqliteRow, viewer: Option<&SessionId>) -> Result<Review, DbError> {
    let author: PersonCard = match row.try_get::<Option<&str>, _>("shopper")? {
        Some(shopper) => serde_json::from_str(shopper)?,
        None => person_card(row)?,
    };
    let session: Option<&str> = row.try_get("session")?;
    Ok(Review {
        id: ReviewId(row.try_get("id")?),
        author,
        has_page: session.is_none(),
        traits: rows::json(row, "told")?,
        stars: u8::try_from(row.try_get::<i64, _>("stars")?).unwrap_or(1),
        text: row.try_get("body")?,
        outcome: rows::word::<Outcome>(row.try_get("outcome")?)?,
        days_used: rows::count(row, "days_used")?,
        paid: row.try_get("paid")?,
        variant: row.try_get::<Option<String>, _>("variant")?.map(VariantId),
        photos: Vec::new(),
        at: rows::moment(row, "at")?,
        edited_at: row
            .try_get::<Option<i64>, _>("edited_at")?
            .map(meadow_wire::Timestamp::from_ms),
        proof: proof(row)?,
        mine: session.is_some() && session == viewer.map(|viewer| viewer.0.as_str()),
    })
}

fn proof(row: &SqliteRow) -> Result<Option<PurchaseProof>, DbError> {
    let Some(bought_at) = row.try_get::<Option<i64>, _>("bought_at")? else {
        return Ok(None);
    };
    Ok(Some(PurchaseProof {
        // The month of `2026-08-04T…`.
        bought: meadow_wire::Timestamp::from_ms(bought_at)
            .to_string()
            .chars()
            .take(7)
            .collect(),
        days: rows::count(row, "days")?,
        key: row.try_get::<Option<String>, _>("key")?.unwrap_or_default(),
        signature: row.try_get::<Option<String>, _>("signature")?.unwrap_or_default(),
    }))
}
