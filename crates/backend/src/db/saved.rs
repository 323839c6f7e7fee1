//! What shoppers keep for another day.

use std::future::Future;

use meadow_wire::{Saved, SavedList, SavedThings, Timestamp, VariantId};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, products,
    rows::{self, as_word, euros, word},
    sessions,
};

/// The most that one shopper keeps.
pub const SAVED_MAX: i64 = 200;

/// Why something is not kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// There is no such variant.
    #[error("no such variant")]
    NotFound,
    /// [`SAVED_MAX`] things are kept already.
    #[error("full")]
    Full,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for SaveError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// What is kept.
pub trait SavedForLater {
    /// All that a session keeps, newest first.
    fn saved(&self, session: &SessionId) -> impl Future<Output = Result<SavedThings, DbError>> + Send;

    /// Keeps so many of a variant. What is kept already keeps its price and its place, and takes the new quantity.
    fn save(
        &self,
        session: &SessionId,
        list: SavedList,
        variant: &VariantId,
        quantity: u32,
        now: Timestamp,
    ) -> impl Future<Output = Result<SavedThings, SaveError>> + Send;

    /// Keeps it no longer; nothing changes if it was not kept.
    fn forget_saved(
        &self,
        session: &SessionId,
        list: SavedList,
        variant: &VariantId,
    ) -> impl Future<Output = Result<SavedThings, DbError>> + Send;
}

impl SavedForLater for Db {
    async fn saved(&self, session: &SessionId) -> Result<SavedThings, DbError> {
        load(&mut *self.reader.acquire().await?, session).await
    }

    async fn save(
        &self,
        session: &SessionId,
        list: SavedList,
        variant: &VariantId,
        quantity: u32,
        now: Timestamp,
    ) -> Result<SavedThings, SaveError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let changed = sqlx::query(
            "INSERT INTO saved (session, variant, list, quantity, price, at) \
             SELECT $1, v.id, $3, $4, v.price, $5 FROM variants v WHERE v.id = $2 \
             ON CONFLICT (session, variant, list) DO UPDATE SET quantity = excluded.quantity",
        )
        .bind(&session.0)
        .bind(&variant.0)
        .bind(as_word(&list)?)
        .bind(i64::from(quantity))
        .bind(now.ms)
        .execute(&mut *writing)
        .await?
        .rows_affected();
        if changed == 0 {
            return Err(SaveError::NotFound);
        }
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM saved WHERE session = $1")
            .bind(&session.0)
            .fetch_one(&mut *writing)
            .await?;
        if kept > SAVED_MAX {
            return Err(SaveError::Full);
        }
        let things = load(&mut writing, session).await?;
        writing.commit().await?;
        Ok(things)
    }

    async fn forget_saved(
        &self,
        session: &SessionId,
        list: SavedList,
        variant: &VariantId,
    ) -> Result<SavedThings, DbError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        sqlx::query("DELETE FROM saved WHERE session = $1 AND variant = $2 AND list = $3")
            .bind(&session.0)
            .bind(&variant.0)
            .bind(as_word(&list)?)
            .execute(&mut *writing)
            .await?;
        let things = load(&mut writing, session).await?;
        writing.commit().await?;
        Ok(things)
    }
}

/// All that a session keeps, on a connection.
pub(super) async fn load(reader: &mut SqliteConnection, session: &SessionId) -> Result<SavedThings, DbError> {
    let kept = sqlx::query(
        "SELECT list, variant, quantity, price, at FROM saved WHERE session = $1 ORDER BY at DESC, variant",
    )
    .bind(&session.0)
    .fetch_all(&mut *reader)
    .await?;
    let mut items = Vec::with_capacity(kept.len());
    for row in &kept {
        let variant = VariantId(row.try_get("variant")?);
        let offer = products::offer(reader, &variant).await?;
        items.push(Saved {
            list: word(row.try_get("list")?)?,
            offer: offer.ok_or(DbError::Unknown(variant.0))?,
            quantity: rows::count(row, "quantity")?,
            price_then: euros(row.try_get("price")?),
            at: rows::moment(row, "at")?,
        });
    }
    Ok(SavedThings { items })
}
