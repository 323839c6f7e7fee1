//! Payments that go on without the shopper's request, and the webhooks that were taken.

use std::future::Future;

use meadow_wire::{
    NextAction, OrderId, OrderKey, OrderRequest, Payment, PaymentKind, PaymentState, Timestamp,
};
use sha2::{Digest, Sha256};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    Db, DbError, SessionId, attempts,
    holds::{self, HoldState},
    orders::Attempt,
    rows::{self, as_word},
    tries::Try,
};
use crate::{payment, rules};

/// A payment as it stands in the database.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What was asked.
    pub attempt: Attempt,
    /// Who is asked about it.
    pub provider: PaymentKind,
    /// Its name there.
    pub reference: String,
    /// What the shopper is told.
    pub payment: Payment,
    /// When the provider was asked last.
    pub asked_at: Timestamp,
}

/// However often the same is asked, a provider is asked no more often than this.
const GENTLE_MS: i64 = 2_000;

impl Standing {
    /// Whether the provider was asked so lately that it need not be asked again.
    pub fn was_asked_lately(&self, now: Timestamp) -> bool {
        now < self.asked_at.plus_ms(GENTLE_MS)
    }
}

/// Payments.
pub trait Payments {
    /// The provider wants something first. What the payment is now: open, or over because the goods are gone.
    fn waits(
        &self,
        attempt: &Attempt,
        next: &NextAction,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Standing>, DbError>> + Send;

    /// Where the payment with this key stands.
    fn standing(
        &self,
        session: &SessionId,
        key: &OrderKey,
    ) -> impl Future<Output = Result<Option<Standing>, DbError>> + Send;

    /// The payment that the provider knows by this name.
    fn named(&self, reference: &str) -> impl Future<Output = Result<Option<Standing>, DbError>> + Send;

    /// Up to `limit` open payments about which the provider should be asked, those that wait longest first.
    fn to_ask(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Standing>, DbError>> + Send;

    /// Whether this webhook was taken before.
    fn was_taken(
        &self,
        provider: PaymentKind,
        id: &str,
    ) -> impl Future<Output = Result<bool, DbError>> + Send;

    /// Everything that this webhook tells is written down.
    fn take_note(
        &self,
        provider: PaymentKind,
        id: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), DbError>> + Send;
}

/// The name of a payment at the provider: says nothing about who pays, and is the same for the same key.
pub(super) fn reference(session: &SessionId, key: &OrderKey) -> String {
    let hash = Sha256::digest(format!("{}:{key}", session.0));
    let hex: String = hash.iter().take(20).map(|byte| format!("{byte:02x}")).collect();
    format!("pay_{hex}")
}

const SELECT: &str = "SELECT p.*, a.state, a.request_hash, c.held_until, \
     (SELECT o.id FROM orders o WHERE o.session = p.session AND o.key = p.key) AS order_id \
     FROM payments p JOIN attempts a ON a.session = p.session AND a.key = p.key \
     JOIN checkouts c ON c.id = a.checkout ";

impl Payments for Db {
    async fn waits(
        &self,
        attempt: &Attempt,
        next: &NextAction,
        now: Timestamp,
    ) -> Result<Option<Standing>, DbError> {
        let mut writing = self.write().await?;
        let key = &attempt.request.key;
        let hold = sqlx::query("SELECT * FROM checkouts WHERE id = $1")
            .bind(&attempt.request.checkout.0)
            .fetch_one(&mut *writing)
            .await?;
        let hold = holds::hold(&hold, now)?;
        // Who was sent somewhere has no goods to come back to. A bank that is slow may still take the money.
        let is_over = hold.state == HoldState::Released && *next != NextAction::Wait;
        if is_over {
            attempts::give_up(&mut writing, &attempt.session, key, now).await?;
        } else {
            sqlx::query(
                "UPDATE payments SET next = $3, asked_at = $4, asked = asked + 1 \
                 WHERE session = $1 AND key = $2",
            )
            .bind(&attempt.session.0)
            .bind(&key.0)
            .bind(serde_json::to_string(next)?)
            .bind(now.ms)
            .execute(&mut *writing)
            .await?;
        }
        let standing = by_key(&mut writing, &attempt.session, key).await?;
        writing.commit().await?;
        Ok(standing)
    }

    async fn standing(&self, session: &SessionId, key: &OrderKey) -> Result<Option<Standing>, DbError> {
        by_key(&mut *self.reader.acquire().await?, session, key).await
    }

    async fn named(&self, reference: &str) -> Result<Option<Standing>, DbError> {
        let found = sqlx::query(sqlx::AssertSqlSafe(format!("{SELECT} WHERE p.reference = $1")))
            .bind(reference)
            .fetch_optional(&self.reader)
            .await?;
        found.map(|row| standing(&row)).transpose()
    }

    async fn to_ask(&self, now: Timestamp, limit: u32) -> Result<Vec<Standing>, DbError> {
        // Less and less often: 2, 4, 8 … 64 seconds after the last time.
        let due = format!(
            "{SELECT} WHERE p.next IS NOT NULL AND a.state = 'paying' \
             AND p.asked_at + 1000 * (CASE WHEN p.asked < 6 THEN 2 << (p.asked - 1) ELSE 64 END) <= $1 \
             ORDER BY p.asked_at LIMIT $2"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(due))
            .bind(now.ms)
            .bind(i64::from(limit))
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(standing).collect()
    }

    async fn was_taken(&self, provider: PaymentKind, id: &str) -> Result<bool, DbError> {
        let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM webhooks WHERE provider = $1 AND id = $2")
            .bind(as_word(&provider)?)
            .bind(id)
            .fetch_one(&self.reader)
            .await?;
        Ok(known > 0)
    }

    async fn take_note(&self, provider: PaymentKind, id: &str, now: Timestamp) -> Result<(), DbError> {
        sqlx::query("INSERT INTO webhooks (provider, id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(as_word(&provider)?)
            .bind(id)
            .bind(now.ms)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// From now on this try works on the attempt, and whoever comes later knows what it was about. Says by which name the
/// provider knows it: once given, that stays, whoever the purchase belongs to by then.
pub(super) async fn work_on(
    writing: &mut SqliteConnection,
    attempt: &Attempt,
    held_until: Timestamp,
    held: &Try,
) -> Result<String, DbError> {
    attempts::take_over(writing, attempt, held).await?;
    let provider = payment::kind(attempt.request.payment);
    sqlx::query(
        "INSERT INTO payments (session, key, provider, reference, request, ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(&attempt.session.0)
    .bind(&attempt.request.key.0)
    .bind(as_word(&provider)?)
    .bind(reference(&attempt.session, &attempt.request.key))
    .bind(serde_json::to_string(&attempt.request)?)
    .bind(held_until.plus_ms(rules::PAYMENT_ENDS_MS).ms)
    .execute(&mut *writing)
    .await?;
    let name = sqlx::query_scalar("SELECT reference FROM payments WHERE session = $1 AND key = $2");
    Ok(name
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .fetch_one(writing)
        .await?)
}

async fn by_key(
    reader: &mut SqliteConnection,
    session: &SessionId,
    key: &OrderKey,
) -> Result<Option<Standing>, DbError> {
    let found = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{SELECT} WHERE p.session = $1 AND p.key = $2"
    )))
    .bind(&session.0)
    .bind(&key.0)
    .fetch_optional(reader)
    .await?;
    found.map(|row| standing(&row)).transpose()
}

fn standing(row: &SqliteRow) -> Result<Standing, DbError> {
    let request: OrderRequest = rows::json(row, "request")?;
    let next: Option<String> = row.try_get("next")?;
    let state = match row.try_get("state")? {
        "ordered" => PaymentState::Paid(OrderId(row.try_get("order_id")?)),
        "declined" => PaymentState::Declined,
        "paying" => PaymentState::Open(match next {
            Some(next) => serde_json::from_str(&next)?,
            None => NextAction::Wait,
        }),
        _ => PaymentState::Expired,
    };
    Ok(Standing {
        provider: payment::kind(request.payment),
        reference: row.try_get("reference")?,
        payment: Payment {
            key: request.key.clone(),
            state,
            until: rows::moment(row, "held_until")?.plus_ms(rules::PAYING_EXTENSION_MS),
        },
        asked_at: rows::moment(row, "asked_at")?,
        attempt: Attempt {
            session: SessionId(row.try_get("session")?),
            request,
            hash: row.try_get("request_hash")?,
        },
    })
}
