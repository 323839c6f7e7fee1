//! Orders: each key is one attempt, each checkout at most one order.

use std::future::Future;

use meadow_wire::{Checkout, Money, Order, OrderId, OrderRequest, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, attempts, checkouts,
    holds::{self, HoldState},
    payments, purchases, refunds, sessions, steps,
    tries::{Tries, Try},
};
use crate::rules;

/// One try to pay, named by its key.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Who buys.
    pub session: SessionId,
    /// What was asked.
    pub request: OrderRequest,
    /// The hash of what was asked: the same key with another hash is another purchase.
    pub hash: String,
}

/// What there is to do about an attempt.
#[derive(Debug)]
pub enum Begun {
    /// Charge this amount, then say [`Orders::paid`] or [`Orders::declined`].
    Pay {
        /// How much.
        amount: Money,
        /// The payment's name at the provider.
        reference: String,
        /// So long the goods wait for a payment that needs one step more.
        until: Timestamp,
        /// As long as this lives, everybody else sees that somebody works on it.
        held: Try,
    },
    /// This key has an order.
    Ordered(Box<Order>),
    /// This key's payment was declined.
    Declined,
    /// The hold is over.
    Expired,
    /// The key was used for something else.
    KeyReused,
    /// Somebody is paying for these goods just now.
    InFlight,
    /// There is no such checkout.
    NoCheckout,
    /// The checkout is an order already, made with another key.
    Taken,
    /// The totals were worked out for this other country.
    OtherCountry(String),
}

/// Orders.
pub trait Orders {
    /// Begins an attempt, or finds out what became of it.
    fn begin(&self, attempt: &Attempt, now: Timestamp)
    -> impl Future<Output = Result<Begun, DbError>> + Send;

    /// The payment came in, however late: the goods leave the stock, the order is placed and paid, the cart loses what
    /// was bought. `None` if the goods are gone, or the cart was bought otherwise; then the money is owed.
    fn paid(
        &self,
        attempt: &Attempt,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Order>, DbError>> + Send;

    /// The payment was declined; the goods stay held.
    fn declined(&self, attempt: &Attempt) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Whether somebody is paying for the attempt's goods just now.
    fn is_being_paid(&self, attempt: &Attempt) -> impl Future<Output = Result<bool, DbError>> + Send;

    /// An order of this session.
    fn order(
        &self,
        session: &SessionId,
        id: &OrderId,
    ) -> impl Future<Output = Result<Option<Order>, DbError>> + Send;

    /// Up to `limit` orders of this session, newest first, after the time and id given.
    fn orders(
        &self,
        session: &SessionId,
        after: Option<(i64, &str)>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Order>, DbError>> + Send;
}

impl Orders for Db {
    async fn begin(&self, attempt: &Attempt, now: Timestamp) -> Result<Begun, DbError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, &attempt.session).await?;
        let begun = begin(&mut writing, &self.tries, attempt, now).await?;
        writing.commit().await?;
        Ok(begun)
    }

    async fn paid(&self, attempt: &Attempt, now: Timestamp) -> Result<Option<Order>, DbError> {
        let mut writing = self.write().await?;
        let order = match attempts::state(&mut writing, attempt).await?.as_deref() {
            // Written down before, though the one who wrote it may not know.
            Some("ordered") => match ordered(&mut writing, attempt).await? {
                Begun::Ordered(order) => return Ok(Some(*order)),
                _ => None,
            },
            Some("paying" | "declined") => purchases::complete(&mut writing, attempt, now).await?,
            Some("expired")
                if refunds::keep(&mut writing, &attempt.session, &attempt.request.key).await? =>
            {
                purchases::complete(&mut writing, attempt, now).await?
            }
            _ => None,
        };
        if order.is_none() {
            // What was taken from the stock so far goes back with the transaction.
            writing.rollback().await?;
            writing = self.write().await?;
            attempts::give_up(&mut writing, &attempt.session, &attempt.request.key, now).await?;
        }
        writing.commit().await?;
        Ok(order)
    }

    async fn declined(&self, attempt: &Attempt) -> Result<(), DbError> {
        let mut writing = self.write().await?;
        attempts::declined(&mut writing, attempt).await?;
        sqlx::query("UPDATE checkouts SET state = 'held' WHERE id = $1 AND state = 'paying'")
            .bind(&attempt.request.checkout.0)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(())
    }

    async fn is_being_paid(&self, attempt: &Attempt) -> Result<bool, DbError> {
        let paying: Vec<String> =
            sqlx::query_scalar("SELECT run FROM attempts WHERE checkout = $1 AND state = 'paying'")
                .bind(&attempt.request.checkout.0)
                .fetch_all(&self.reader)
                .await?;
        Ok(paying.iter().any(|run| self.tries.is_under_way(run)))
    }

    async fn order(&self, session: &SessionId, id: &OrderId) -> Result<Option<Order>, DbError> {
        let mut reader = self.reader.begin().await?;
        steps::load(&mut reader, session, id).await
    }

    async fn orders(
        &self,
        session: &SessionId,
        after: Option<(i64, &str)>,
        limit: u32,
    ) -> Result<Vec<Order>, DbError> {
        let (at, id) = after.unwrap_or((i64::MAX, ""));
        let mut reader = self.reader.begin().await?;
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM orders WHERE session = $1 AND (placed_at < $2 OR (placed_at = $2 AND id > $3)) \
             ORDER BY placed_at DESC, id LIMIT $4",
        )
        .bind(&session.0)
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(&mut *reader)
        .await?;
        let mut orders = Vec::with_capacity(ids.len());
        for id in ids {
            orders.extend(steps::load(&mut reader, session, &OrderId(id)).await?);
        }
        Ok(orders)
    }
}

async fn begin(
    writing: &mut SqliteConnection,
    tries: &Tries,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<Begun, DbError> {
    let known = sqlx::query("SELECT request_hash, state, run FROM attempts WHERE session = $1 AND key = $2")
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .fetch_optional(&mut *writing)
        .await?;
    let hold = sqlx::query("SELECT * FROM checkouts WHERE id = $1 AND session = $2")
        .bind(&attempt.request.checkout.0)
        .bind(&attempt.session.0)
        .fetch_optional(&mut *writing)
        .await?
        .map(|row| holds::hold(&row, now))
        .transpose()?;
    let held = tries.begin();
    if let Some(row) = known {
        if row.try_get::<&str, _>("request_hash")? != attempt.hash {
            return Ok(Begun::KeyReused);
        }
        return match (row.try_get("state")?, hold) {
            ("ordered", _) => ordered(writing, attempt).await,
            ("declined", _) => Ok(Begun::Declined),
            ("paying", _) if tries.is_under_way(row.try_get("run")?) => Ok(Begun::InFlight),
            // Whoever worked on it is gone. Charging again with the same key charges once.
            ("paying", Some(hold)) => pay(writing, attempt, hold.checkout, held).await,
            _ => Ok(Begun::Expired),
        };
    }
    let Some(hold) = hold else {
        return Ok(Begun::NoCheckout);
    };
    let destination = &hold.checkout.destination;
    if !destination.is_empty() && *destination != attempt.request.address.country {
        return Ok(Begun::OtherCountry(destination.clone()));
    }
    match hold.state {
        HoldState::Used => return Ok(Begun::Taken),
        HoldState::Paying => {
            let (session, checkout) = (&attempt.session, &hold.checkout.id);
            if !attempts::give_up_others(writing, tries, session, checkout, now).await? {
                return Ok(Begun::InFlight);
            }
        }
        HoldState::Held | HoldState::Released if hold.is_over(now) => return Ok(Begun::Expired),
        HoldState::Held | HoldState::Released => {}
    }
    for (other, state) in attempts::siblings(writing, &hold.checkout.id).await? {
        match state {
            HoldState::Used => return Ok(Begun::Taken),
            // The cart is paid for in another tab. Whoever is at it goes on; a payment that only waits gives way.
            HoldState::Paying => {
                if !attempts::give_up_others(writing, tries, &attempt.session, &other, now).await? {
                    return Ok(Begun::InFlight);
                }
                checkouts::release(writing, &other.0).await?;
            }
            HoldState::Held | HoldState::Released => {}
        }
    }
    sqlx::query("UPDATE checkouts SET state = 'paying' WHERE id = $1")
        .bind(&hold.checkout.id.0)
        .execute(&mut *writing)
        .await?;
    sqlx::query(
        "INSERT INTO attempts (session, key, request_hash, checkout, state, run) VALUES ($1, $2, $3, $4, 'paying', $5)",
    )
    .bind(&attempt.session.0)
    .bind(&attempt.request.key.0)
    .bind(&attempt.hash)
    .bind(&attempt.request.checkout.0)
    .bind(held.name())
    .execute(&mut *writing)
    .await?;
    pay(writing, attempt, hold.checkout, held).await
}

async fn pay(
    writing: &mut SqliteConnection,
    attempt: &Attempt,
    checkout: Checkout,
    held: Try,
) -> Result<Begun, DbError> {
    let reference = payments::work_on(writing, attempt, checkout.held_until, &held).await?;
    Ok(Begun::Pay {
        reference,
        amount: checkout.totals.total,
        until: checkout.held_until.plus_ms(rules::PAYING_EXTENSION_MS),
        held,
    })
}

async fn ordered(reader: &mut SqliteConnection, attempt: &Attempt) -> Result<Begun, DbError> {
    let id: String = sqlx::query_scalar("SELECT id FROM orders WHERE session = $1 AND key = $2")
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .fetch_one(&mut *reader)
        .await?;
    match steps::load(reader, &attempt.session, &OrderId(id)).await? {
        Some(order) => Ok(Begun::Ordered(Box::new(order))),
        None => Err(DbError::Unknown("an attempt without its order".to_owned())),
    }
}
