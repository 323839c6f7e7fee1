//! Money that is owed: written down in the transaction that makes it owed, struck out when the provider gave it back.

use std::future::Future;

use meadow_wire::{OrderKey, PaymentKind, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{Db, DbError, SessionId, payments, rows};

/// A payment to give back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// Who paid.
    pub session: SessionId,
    /// With which key.
    pub key: OrderKey,
    /// Its name at the provider.
    pub reference: String,
    /// Who gives it back.
    pub provider: PaymentKind,
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
            "SELECT r.session, r.key, r.provider, r.tries, p.reference FROM refunds r \
             LEFT JOIN payments p ON p.session = r.session AND p.key = r.key \
             WHERE r.due_at <= $1 ORDER BY r.due_at LIMIT $2",
        )
        .bind(now.ms)
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                let (session, key) = (SessionId(row.try_get("session")?), OrderKey(row.try_get("key")?));
                // A payment that is forgotten already is known by the name that it was given at first.
                let known: Option<String> = row.try_get("reference")?;
                Ok(Refund {
                    reference: known.unwrap_or_else(|| payments::reference(&session, &key)),
                    session,
                    key,
                    provider: rows::word(row.try_get("provider")?)?,
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
    // Before there were several providers nobody wrote down which.
    sqlx::query(
        "INSERT INTO refunds (session, key, provider, due_at) VALUES ($1, $2, COALESCE( \
         (SELECT p.provider FROM payments p WHERE p.session = $1 AND p.key = $2), 'test'), $3) \
         ON CONFLICT DO NOTHING",
    )
    .bind(&session.0)
    .bind(&key.0)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(())
}

/// The money is here after all and is kept, if nobody was asked to give it back yet. Says whether it is.
pub(super) async fn keep(
    writing: &mut SqliteConnection,
    session: &SessionId,
    key: &OrderKey,
) -> Result<bool, DbError> {
    let struck = sqlx::query("DELETE FROM refunds WHERE session = $1 AND key = $2 AND tries = 0")
        .bind(&session.0)
        .bind(&key.0)
        .execute(writing)
        .await?;
    Ok(struck.rows_affected() == 1)
}
