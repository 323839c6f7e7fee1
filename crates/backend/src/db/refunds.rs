//! Money that is owed: written down in the transaction that makes it owed, struck out when the provider gave it back.

use std::future::Future;

use meadow_wire::{OrderKey, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{Db, DbError, SessionId, rows};

/// A payment to give back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// Who paid.
    pub session: SessionId,
    /// With which key.
    pub key: OrderKey,
    /// How often the provider was asked.
    pub tries: u32,
}

/// Refunds.
pub trait Refunds {
    /// Up to `limit` payments whose refund is due, those that wait longest first.
    fn due(&self, now: Timestamp, limit: u32) -> impl Future<Output = Result<Vec<Refund>, DbError>> + Send;

    /// The provider gave it back.
    fn given_back(&self, refund: &Refund) -> impl Future<Output = Result<(), DbError>> + Send;

    /// The provider is asked now: if nothing comes of it, again at the time given.
    fn put_off(&self, refund: &Refund, until: Timestamp) -> impl Future<Output = Result<(), DbError>> + Send;
}

impl Refunds for Db {
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<Refund>, DbError> {
        let rows = sqlx::query(
            "SELECT session, key, tries FROM refunds WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
        )
        .bind(now.ms)
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Refund {
                    session: SessionId(row.try_get("session")?),
                    key: OrderKey(row.try_get("key")?),
                    tries: rows::count(row, "tries")?,
                })
            })
            .collect()
    }

    async fn given_back(&self, refund: &Refund) -> Result<(), DbError> {
        sqlx::query("DELETE FROM refunds WHERE session = $1 AND key = $2")
            .bind(&refund.session.0)
            .bind(&refund.key.0)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn put_off(&self, refund: &Refund, until: Timestamp) -> Result<(), DbError> {
        sqlx::query("UPDATE refunds SET due_at = $3, tries = tries + 1 WHERE session = $1 AND key = $2")
            .bind(&refund.session.0)
            .bind(&refund.key.0)
            .bind(until.ms)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// From now on this payment has to be given back, under the name that the provider knows it by.
pub(super) async fn owe(
    writing: &mut SqliteConnection,
    session: &SessionId,
    key: &OrderKey,
    now: Timestamp,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO refunds (session, key, due_at) VALUES (COALESCE((SELECT payer FROM attempts \
         WHERE session = $1 AND key = $2), $1), $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(&session.0)
    .bind(&key.0)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(())
}
