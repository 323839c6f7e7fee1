//! The way of an order after it was paid.

use std::future::Future;

use meadow_domain::{
    order::{self, NotPossible, OrderAction},
    tracking,
};
use meadow_wire::{
    Carrier, MessageAbout, Order, OrderId, OrderKey, OrderState, OrderStep, Shipment, Timestamp, VariantId,
};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, coupons, inbox, refunds, return_rows,
    rows::{self, as_word, word},
    sessions,
};

/// Why an order did not move.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The session has no such order.
    #[error("no such order")]
    NotFound,
    /// Its state does not allow it.
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for StepError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// The way of orders.
pub trait Steps {
    /// Gives an order up and puts its goods back on sale, and its coupons back; what was paid is owed. One that is given up already is
    /// answered as it is.
    fn cancel(
        &self,
        session: &SessionId,
        id: &OrderId,
        now: Timestamp,
    ) -> impl Future<Output = Result<Order, StepError>> + Send;

    /// Moves every order that stands in `from` and was placed before the time given, but for those that an owner moves
    /// by hand; says how many. What is shipped so goes with the test carrier.
    fn advance(
        &self,
        from: OrderState,
        action: OrderAction,
        placed_before: Timestamp,
        now: Timestamp,
    ) -> impl Future<Output = Result<usize, DbError>> + Send;
}

impl Steps for Db {
    async fn cancel(&self, session: &SessionId, id: &OrderId, now: Timestamp) -> Result<Order, StepError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let Some(mut order) = load(&mut writing, session, id).await? else {
            return Err(StepError::NotFound);
        };
        if order.state == OrderState::Cancelled {
            return Ok(order);
        }
        let state = order::next(order.state, OrderAction::Cancel)?;
        step(&mut writing, session, &mut order, state, now).await?;
        for line in &order.lines {
            put_back(&mut writing, &line.variant, line.quantity).await?;
        }
        let (key, checkout): (String, String) =
            sqlx::query_as("SELECT key, checkout FROM orders WHERE id = $1")
                .bind(&id.0)
                .fetch_one(&mut *writing)
                .await?;
        coupons::give_back(&mut writing, &checkout).await?;
        refunds::owe(&mut writing, session, &OrderKey(key), now).await?;
        writing.commit().await?;
        Ok(order)
    }

    async fn advance(
        &self,
        from: OrderState,
        action: OrderAction,
        placed_before: Timestamp,
        now: Timestamp,
    ) -> Result<usize, DbError> {
        let Ok(to) = order::next(from, action) else {
            return Ok(0);
        };
        let due = "SELECT id FROM orders WHERE state = $1 AND placed_at <= $2 AND NOT by_hand \
                   ORDER BY placed_at LIMIT 100";
        let from = as_word(&from)?;
        let waiting: Vec<String> = sqlx::query_scalar(due)
            .bind(&from)
            .bind(placed_before.ms)
            .fetch_all(&self.reader)
            .await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let mut writing = self.write().await?;
        let ids: Vec<String> = sqlx::query_scalar(due)
            .bind(&from)
            .bind(placed_before.ms)
            .fetch_all(&mut *writing)
            .await?;
        for id in &ids {
            let Some((session, mut order)) = load_any(&mut writing, &OrderId(id.clone())).await? else {
                continue;
            };
            if to == OrderState::Shipped {
                order.tracking = tracking::track(&Shipment {
                    carrier: Carrier::Test,
                    number: format!("MEADOW-{}", order.number),
                });
            }
            step(&mut writing, &session, &mut order, to, now).await?;
        }
        writing.commit().await?;
        Ok(ids.len())
    }
}

/// An order of the session, on a connection.
pub(super) async fn load(
    reader: &mut SqliteConnection,
    session: &SessionId,
    id: &OrderId,
) -> Result<Option<Order>, DbError> {
    let found = load_any(reader, id).await?;
    Ok(found
        .filter(|(owner, _)| owner == session)
        .map(|(_, order)| order))
}

/// An order and the session that has it.
pub(super) async fn load_any(
    reader: &mut SqliteConnection,
    id: &OrderId,
) -> Result<Option<(SessionId, Order)>, DbError> {
    let found = sqlx::query("SELECT * FROM orders WHERE id = $1")
        .bind(&id.0)
        .fetch_optional(&mut *reader)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let steps = sqlx::query("SELECT state, at FROM order_steps WHERE order_id = $1 ORDER BY position")
        .bind(&id.0)
        .fetch_all(&mut *reader)
        .await?;
    let tracking: String = row.try_get("tracking")?;
    let order = Order {
        id: id.clone(),
        number: row.try_get("number")?,
        state: word(row.try_get("state")?)?,
        steps: steps
            .iter()
            .map(|row| {
                Ok(OrderStep {
                    state: word(row.try_get("state")?)?,
                    at: rows::moment(row, "at")?,
                })
            })
            .collect::<Result<_, DbError>>()?,
        lines: rows::order_lines(&row)?,
        coupons: rows::json(&row, "coupons")?,
        totals: rows::json(&row, "totals")?,
        address: rows::json(&row, "address")?,
        placed_at: rows::moment(&row, "placed_at")?,
        tracking: match tracking.as_str() {
            "" => None,
            text => Some(serde_json::from_str(text)?),
        },
        returns: return_rows::of_order(reader, id).await?,
    };
    Ok(Some((SessionId(row.try_get("session")?), order)))
}

/// So many of a variant are in stock again.
pub(super) async fn put_back(
    writing: &mut SqliteConnection,
    variant: &VariantId,
    quantity: u32,
) -> Result<(), DbError> {
    sqlx::query("UPDATE stock SET on_hand = on_hand + $2 WHERE sku = $1")
        .bind(&variant.0)
        .bind(i64::from(quantity))
        .execute(writing)
        .await?;
    Ok(())
}

/// Takes an order one step on, and tells the shopper where that matters. One that is shipped now brings its `tracking`.
pub(super) async fn step(
    writing: &mut SqliteConnection,
    session: &SessionId,
    order: &mut Order,
    state: OrderState,
    now: Timestamp,
) -> Result<(), DbError> {
    let word = as_word(&state)?;
    let tracking = match &order.tracking {
        Some(tracking) => serde_json::to_string(tracking)?,
        None => String::new(),
    };
    sqlx::query("UPDATE orders SET state = $2, tracking = $3 WHERE id = $1")
        .bind(&order.id.0)
        .bind(&word)
        .bind(tracking)
        .execute(&mut *writing)
        .await?;
    sqlx::query("INSERT INTO order_steps (order_id, position, state, at) VALUES ($1, $2, $3, $4)")
        .bind(&order.id.0)
        .bind(i64::try_from(order.steps.len()).unwrap_or(i64::MAX))
        .bind(&word)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
    order.state = state;
    order.steps.push(OrderStep { state, at: now });
    let news = match state {
        OrderState::Shipped => Some(MessageAbout::Shipped(order.tracking.clone().unwrap_or_default())),
        OrderState::Delivered => Some(MessageAbout::Delivered),
        _ => None,
    };
    match news {
        Some(about) => inbox::tell(writing, session, order, &about, "", now).await,
        None => Ok(()),
    }
}
