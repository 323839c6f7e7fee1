//! Money that is owed: written down in the transaction that makes it owed, struck out when the provider gave it back.

use std::future::Future;

use meadow_wire::{MessageAbout, Money, OrderId, OrderKey, PaymentKind, ReturnId, Timestamp};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{Db, DbError, ReturnError, SessionId, inbox, payments, returns, rows, steps};
use crate::clock;

/// Money to give back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The payment's name at the provider.
    pub reference: String,
    /// Who gives it back.
    pub provider: PaymentKind,
    /// How much of it.
    pub owed: Owed,
    /// How often the provider was asked.
    pub tries: u32,
}

/// How much of a payment is given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owed {
    /// All that was taken.
    Whole {
        /// Who paid.
        session: SessionId,
        /// With which key.
        key: OrderKey,
    },
    /// A part of it.
    Part(Part),
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
            "SELECT r.session, r.key, r.provider, r.tries, r.due_at, p.reference, NULL AS name, NULL AS amount \
             FROM refunds r LEFT JOIN payments p ON p.session = r.session AND p.key = r.key WHERE r.due_at <= $1 \
             UNION ALL SELECT '', '', provider, tries, due_at, reference, name, amount \
             FROM part_refunds WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
        )
        .bind(now.ms)
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(refund).collect()
    }

    async fn given_back(&self, refund: &Refund) -> Result<(), DbError> {
        let now = clock::now();
        let mut writing = self.write().await?;
        match &refund.owed {
            Owed::Whole { session, key } => {
                let struck = sqlx::query("DELETE FROM refunds WHERE session = $1 AND key = $2")
                    .bind(&session.0)
                    .bind(&key.0)
                    .execute(&mut *writing)
                    .await?;
                if struck.rows_affected() > 0 {
                    tell_of_all(&mut writing, session, key, now).await?;
                }
            }
            Owed::Part(part) => {
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
        let put_off = match &refund.owed {
            Owed::Whole { session, key } => sqlx::query(
                "UPDATE refunds SET due_at = $1, tries = tries + 1 WHERE session = $2 AND key = $3",
            )
            .bind(until.ms)
            .bind(&session.0)
            .bind(&key.0),
            Owed::Part(part) => {
                sqlx::query("UPDATE part_refunds SET due_at = $1, tries = tries + 1 WHERE name = $2")
                    .bind(until.ms)
                    .bind(&part.name.0)
            }
        };
        put_off.execute(&self.writer).await?;
        Ok(())
    }
}

fn refund(row: &SqliteRow) -> Result<Refund, DbError> {
    let known: Option<String> = row.try_get("reference")?;
    let name: Option<String> = row.try_get("name")?;
    let amount: Option<i64> = row.try_get("amount")?;
    let (reference, owed) = match name.zip(amount) {
        Some((name, amount)) => {
            let (name, amount) = (ReturnId(name), rows::euros(amount));
            (known.unwrap_or_default(), Owed::Part(Part { name, amount }))
        }
        None => {
            let (session, key) = (SessionId(row.try_get("session")?), OrderKey(row.try_get("key")?));
            (named(known, &session, &key), Owed::Whole { session, key })
        }
    };
    Ok(Refund {
        reference,
        provider: rows::word(row.try_get("provider")?)?,
        owed,
        tries: rows::count(row, "tries")?,
    })
}

/// A payment that is forgotten already is known by the name that it was given at first.
fn named(known: Option<String>, session: &SessionId, key: &OrderKey) -> String {
    known.unwrap_or_else(|| payments::reference(session, key))
}

/// The money of a whole order was given back. Of a payment that never became an order there is nothing to tell. The order
/// may have gone to an account since.
async fn tell_of_all(
    writing: &mut SqliteConnection,
    session: &SessionId,
    key: &OrderKey,
    now: Timestamp,
) -> Result<(), DbError> {
    let id: Option<String> = sqlx::query_scalar(
        "SELECT id FROM orders WHERE key = $2 AND (session = $1 OR session = \
         (SELECT merged_into FROM sessions WHERE id = $1))",
    )
    .bind(&session.0)
    .bind(&key.0)
    .fetch_optional(&mut *writing)
    .await?;
    let Some(id) = id else { return Ok(()) };
    if let Some((owner, order)) = steps::load_any(writing, &OrderId(id)).await? {
        let about = MessageAbout::RefundGiven(order.totals.total);
        inbox::tell(writing, &owner, &order, &about, "", now).await?;
    }
    Ok(())
}

/// From now on this part of what was paid for the order has to be given back.
pub(super) async fn owe_part(
    writing: &mut SqliteConnection,
    order: &OrderId,
    part: &Part,
    now: Timestamp,
) -> Result<(), DbError> {
    let row = sqlx::query(
        "SELECT o.session, o.key, p.reference, COALESCE(p.provider, 'test') AS provider FROM orders o \
         LEFT JOIN payments p ON p.session = o.session AND p.key = o.key WHERE o.id = $1",
    )
    .bind(&order.0)
    .fetch_one(&mut *writing)
    .await?;
    let (session, key) = (SessionId(row.try_get("session")?), OrderKey(row.try_get("key")?));
    sqlx::query(
        "INSERT INTO part_refunds (name, reference, provider, amount, due_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(&part.name.0)
    .bind(named(row.try_get("reference")?, &session, &key))
    .bind(row.try_get::<&str, _>("provider")?)
    .bind(part.amount.minor)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(())
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
