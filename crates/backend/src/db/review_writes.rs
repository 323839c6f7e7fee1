//! Writing a review: once for each thing that was delivered, by whoever bought it.

use std::future::Future;

use meadow_wire::{OrderId, Review, ReviewId, ReviewRequest, ReviewWords, Timestamp, VariantId};
use sqlx::SqliteConnection;

use super::{Db, DbError, PhotoRefusal, SessionId, photos, proofs, review_rows, reviews, sessions};
use crate::{clock, signing::Signer};

/// Why a review is not written.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The session has no such order.
    #[error("no such order")]
    NoOrder,
    /// The session has no such review, or not any more.
    #[error("no such review")]
    NoReview,
    /// The order is not with the shopper yet.
    #[error("not delivered")]
    NotDelivered,
    /// The order has no such thing.
    #[error("not in the order")]
    NotInOrder,
    /// There is one already.
    #[error("reviewed")]
    Reviewed,
    /// It was written with this key, and taken back.
    #[error("taken back")]
    TakenBack,
    /// The key was used for something else.
    #[error("the key was used for something else")]
    KeyReused,
    /// A photo can't be shown with it; which of those named.
    #[error("no such photo")]
    Photo(usize, PhotoRefusal),
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for ReviewError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Writing reviews.
pub trait ReviewWrites {
    /// Writes a review of one thing of an order, and says whether it is new: the same key gives the same one.
    fn review(
        &self,
        session: &SessionId,
        order: &OrderId,
        asked: &ReviewRequest,
        hash: &str,
        signer: &Signer,
        now: Timestamp,
    ) -> impl Future<Output = Result<(Review, bool), ReviewError>> + Send;

    /// Says something else.
    fn change_review(
        &self,
        session: &SessionId,
        id: &ReviewId,
        words: &ReviewWords,
        signer: &Signer,
        now: Timestamp,
    ) -> impl Future<Output = Result<Review, ReviewError>> + Send;

    /// Takes a review back; one that is taken back already stays so.
    fn remove_review(
        &self,
        session: &SessionId,
        id: &ReviewId,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), ReviewError>> + Send;
}

impl ReviewWrites for Db {
    async fn review(
        &self,
        session: &SessionId,
        order: &OrderId,
        asked: &ReviewRequest,
        hash: &str,
        signer: &Signer,
        now: Timestamp,
    ) -> Result<(Review, bool), ReviewError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        if let Some(review) = known(&mut writing, session, asked, hash).await? {
            return Ok((review, false));
        }
        let bought = review_rows::bought(&mut writing, session, order, &asked.variant).await?;
        let taken: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM reviews WHERE order_id = $1 AND variant = $2")
                .bind(&order.0)
                .bind(&asked.variant.0)
                .fetch_optional(&mut *writing)
                .await?;
        if taken.is_some() {
            return Err(ReviewError::Reviewed);
        }
        let id = ReviewId(clock::random_id("rv"));
        sqlx::query(
            "INSERT INTO reviews (id, product, variant, session, order_id, stars, body, outcome, days_used, at, bought_at) \
             VALUES ($1, $2, $3, $4, $5, 1, '', 'kept', 0, $6, $7)",
        )
        .bind(&id.0)
        .bind(&bought.product.0)
        .bind(&asked.variant.0)
        .bind(&session.0)
        .bind(&order.0)
        .bind(now.ms)
        .bind(bought.order.placed_at.ms)
        .execute(&mut *writing)
        .await?;
        sqlx::query("INSERT INTO review_keys (session, key, request_hash, review) VALUES ($1, $2, $3, $4)")
            .bind(&session.0)
            .bind(&asked.key.0)
            .bind(hash)
            .bind(&id.0)
            .execute(&mut *writing)
            .await?;
        review_rows::say(&mut writing, session, &id, &asked.words, &bought, now).await?;
        proofs::sign(&mut writing, signer, &id, &bought.product).await?;
        let review = read(&mut writing, session, &id).await?;
        writing.commit().await.map_err(DbError::from)?;
        Ok((review, true))
    }

    async fn change_review(
        &self,
        session: &SessionId,
        id: &ReviewId,
        words: &ReviewWords,
        signer: &Signer,
        now: Timestamp,
    ) -> Result<Review, ReviewError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let (order, variant): (String, String) = sqlx::query_as(
            "SELECT order_id, variant FROM reviews WHERE id = $1 AND session = $2 AND order_id IS NOT NULL",
        )
        .bind(&id.0)
        .bind(&session.0)
        .fetch_optional(&mut *writing)
        .await?
        .ok_or(ReviewError::NoReview)?;
        let bought = review_rows::bought(&mut writing, session, &OrderId(order), &VariantId(variant)).await?;
        review_rows::say(&mut writing, session, id, words, &bought, now).await?;
        sqlx::query("UPDATE reviews SET edited_at = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(now.ms)
            .execute(&mut *writing)
            .await?;
        proofs::sign(&mut writing, signer, id, &bought.product).await?;
        let review = read(&mut writing, session, id).await?;
        writing.commit().await.map_err(DbError::from)?;
        Ok(review)
    }

    async fn remove_review(
        &self,
        session: &SessionId,
        id: &ReviewId,
        now: Timestamp,
    ) -> Result<(), ReviewError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        // Its key outlives it; a review whose key is not there any more is its author's all the same.
        let ours: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM review_keys WHERE review = $1 AND session = $2 \
             UNION SELECT 1 FROM reviews WHERE id = $1 AND session = $2",
        )
        .bind(&id.0)
        .bind(&session.0)
        .fetch_optional(&mut *writing)
        .await?;
        if ours.is_none() {
            return Err(ReviewError::NoReview);
        }
        photos::clear(&mut writing, photos::REVIEW, &id.0, now).await?;
        sqlx::query("DELETE FROM reviews WHERE id = $1")
            .bind(&id.0)
            .execute(&mut *writing)
            .await?;
        writing.commit().await.map_err(DbError::from)?;
        Ok(())
    }
}

/// The review that was written with this key. A key is over with its review, whatever else is said with it.
async fn known(
    reader: &mut SqliteConnection,
    session: &SessionId,
    asked: &ReviewRequest,
    hash: &str,
) -> Result<Option<Review>, ReviewError> {
    let known: Option<(String, String)> =
        sqlx::query_as("SELECT request_hash, review FROM review_keys WHERE session = $1 AND key = $2")
            .bind(&session.0)
            .bind(&asked.key.0)
            .fetch_optional(&mut *reader)
            .await?;
    let Some((known, id)) = known else { return Ok(None) };
    let review = reviews::load(reader, &ReviewId(id), Some(session)).await?;
    let review = review.ok_or(ReviewError::TakenBack)?;
    match known == hash {
        true => Ok(Some(reviews::shown(review))),
        false => Err(ReviewError::KeyReused),
    }
}

async fn read(
    reader: &mut SqliteConnection,
    session: &SessionId,
    id: &ReviewId,
) -> Result<Review, ReviewError> {
    let review = reviews::load(reader, id, Some(session)).await?;
    review.map(reviews::shown).ok_or(ReviewError::NoReview)
}
