//! Money that is owed: written down in the transaction that makes it owed, struck out when the provider gave it back.

use std::future::Future;

use meadow_wire::{MessageAbout, Money, OrderId, OrderKey, ReturnId, Timestamp};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{Db, DbError, ReturnError, SessionId, inbox, returns, rows, steps};
use crate::clock;

/// A payment to give back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// Who paid.
    pub session: SessionId,
    /// With which key.
    pub key: OrderKey,
    /// The part that is given back; all of it without one.
    pub part: Option<Part>,
    /// How often the provider was asked.
    pub tries: u32,
}

/// A part of a payment, by a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The return that it is for.
    pub name: ReturnId,
    /// How much.
    pub amount: Money,
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
            "SELECT session, key, tries, NULL AS name, NULL AS amount, due_at FROM refunds WHERE due_at <= $1 \
             UNION ALL SELECT session, key, tries, name, amount, due_at FROM part_refunds WHERE due_at <= $1 \
             ORDER BY due_at LIMIT $2",
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
                    part: part(row)?,
                    tries: rows::count(row, "tries")?,
                })
            })
            .collect()
    }

    async fn given_back(&self, refund: &Refund) -> Result<(), DbError> {
        let now = clock::now();
        let mut writing = self.write().await?;
        match &refund.part {
            None => {
                let struck = sqlx::query("DELETE FROM refunds WHERE session = $1 AND key = $2")
                    .bind(&refund.session.0)
                    .bind(&refund.key.0)
                    .execute(&mut *writing)
                    .await?;
                if struck.rows_affected() > 0 {
                    tell_of_all(&mut writing, refund, now).await?;
                }
            }
            Some(part) => {
                sqlx::query("DELETE FROM part_refunds WHERE name = $1")
                    .bind(&part.name.0)
                    .execute(&mut *writing)
                    .await?;
                returns::given_back(&mut writing, &part.name, now)
                    .await
                    .map_err(|error| match error {
                        ReturnError::Db(error) => error,
                        other => DbError::Unknown(other.to_string()),
                    })?;
            }
        }
        Ok(writing.commit().await?)
    }

    async fn put_off(&self, refund: &Refund, until: Timestamp) -> Result<(), DbError> {
        let put_off = match &refund.part {
            None => sqlx::query(
                "UPDATE refunds SET due_at = $1, tries = tries + 1 WHERE session = $2 AND key = $3",
            )
            .bind(until.ms)
            .bind(&refund.session.0)
            .bind(&refund.key.0),
            Some(part) => {
                sqlx::query("UPDATE part_refunds SET due_at = $1, tries = tries + 1 WHERE name = $2")
                    .bind(until.ms)
                    .bind(&part.name.0)
            }
        };
        put_off.execute(&self.writer).await?;
        Ok(())
    }
}

fn part(row: &SqliteRow) -> Result<Option<Part>, DbError> {
    let name: Option<String> = row.try_get("name")?;
    let amount: Option<i64> = row.try_get("amount")?;
    Ok(name.zip(amount).map(|(name, amount)| Part {
        name: ReturnId(name),
        amount: rows::euros(amount),
    }))
}

/// The money of a whole order was given back. Of a payment that never became an order there is nothing to tell.
async fn tell_of_all(writing: &mut SqliteConnection, refund: &Refund, now: Timestamp) -> Result<(), DbError> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM orders WHERE session = $1 AND key = $2")
        .bind(&refund.session.0)
        .bind(&refund.key.0)
        .fetch_optional(&mut *writing)
        .await?;
    let Some(id) = id else { return Ok(()) };
    if let Some(order) = steps::load(writing, &refund.session, &OrderId(id)).await? {
        let about = MessageAbout::RefundGiven(order.totals.total);
        inbox::tell(writing, &refund.session, &order, &about, "", now).await?;
    }
    Ok(())
}

/// From now on this part of what was paid for the order has to be given back.
pub(super) async fn owe_part(
    writing: &mut SqliteConnection,
    session: &SessionId,
    order: &OrderId,
    name: &ReturnId,
    amount: Money,
    now: Timestamp,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO part_refunds (name, session, key, amount, due_at) \
         SELECT $1, $2, key, $4, $5 FROM orders WHERE id = $3 ON CONFLICT DO NOTHING",
    )
    .bind(&name.0)
    .bind(&session.0)
    .bind(&order.0)
    .bind(amount.minor)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(())
}

/// From now on this payment has to be given back.
pub(super) async fn owe(
    writing: &mut SqliteConnection,
    session: &SessionId,
    key: &OrderKey,
    now: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO refunds (session, key, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(&session.0)
        .bind(&key.0)
        .bind(now.ms)
        .execute(writing)
        .await?;
    Ok(())
}
