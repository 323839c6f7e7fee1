//! The moment in which held goods become an order: one transaction.

use meadow_domain::pricing::coupons::does_something;
use meadow_wire::{Order, OrderId, OrderState, OrderStep, Timestamp};
use sqlx::SqliteConnection;

use super::{
    DbError, attempts, carts, coupons,
    holds::{self, HoldState},
    orders::Attempt,
    rows::as_word,
};
use crate::clock;

/// Makes the order of a paid attempt. `None` if the goods or a coupon were released meanwhile and are not there any more;
/// then the transaction must be rolled back.
pub(super) async fn complete(
    writing: &mut SqliteConnection,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<Option<Order>, DbError> {
    let row = sqlx::query("SELECT * FROM checkouts WHERE id = $1 AND session = $2")
        .bind(&attempt.request.checkout.0)
        .bind(&attempt.session.0)
        .fetch_one(&mut *writing)
        .await?;
    let hold = holds::hold(&row, now)?;
    let elsewhere = attempts::siblings(writing, &hold.checkout.id).await?;
    if elsewhere.iter().any(|(_, state)| *state == HoldState::Used)
        || attempts::others_pay(writing, attempt).await?
    {
        return Ok(None);
    }
    let taken = match hold.state {
        HoldState::Held | HoldState::Paying => take_held(writing, &hold.checkout.id.0).await?,
        HoldState::Released => {
            take_free(writing, &hold.checkout.id.0).await?
                && coupons::count_again(writing, &hold.checkout.id.0).await?
        }
        HoldState::Used => false,
    };
    if !taken {
        return Ok(None);
    }
    sqlx::query("UPDATE checkouts SET state = 'used' WHERE id = $1")
        .bind(&hold.checkout.id.0)
        .execute(&mut *writing)
        .await?;
    let order = Order {
        id: OrderId(clock::random_id("o")),
        number: number(writing, now).await?,
        state: OrderState::Paid,
        steps: [OrderState::Placed, OrderState::Paid]
            .map(|state| OrderStep { state, at: now })
            .to_vec(),
        lines: hold.checkout.lines,
        coupons: hold
            .checkout
            .coupons
            .into_iter()
            .filter(|state| does_something(state, &hold.checkout.totals))
            .collect(),
        totals: hold.checkout.totals,
        address: attempt.request.address.clone(),
        placed_at: now,
    };
    insert(writing, attempt, &order).await?;
    for line in &order.lines {
        carts::add(
            writing,
            &attempt.session,
            &line.variant,
            -line.quantity.cast_signed(),
        )
        .await?;
    }
    sqlx::query(
        "DELETE FROM cart_coupons WHERE session = $1 AND code IN (SELECT code FROM redemptions WHERE checkout = $2)",
    )
    .bind(&attempt.session.0)
    .bind(&attempt.request.checkout.0)
    .execute(&mut *writing)
    .await?;
    carts::bump(writing, &attempt.session).await?;
    attempts::ordered(writing, attempt).await?;
    Ok(Some(order))
}

/// Takes what the checkout reserved out of the stock.
async fn take_held(writing: &mut SqliteConnection, checkout: &str) -> Result<bool, DbError> {
    sqlx::query(
        "UPDATE stock SET on_hand = on_hand - r.quantity, reserved = reserved - r.quantity FROM reservations r \
         WHERE r.checkout = $1 AND r.sku = stock.sku",
    )
    .bind(checkout)
    .execute(writing)
    .await?;
    Ok(true)
}

/// The payment came after the goods went back on sale: takes them again if they are all still there.
async fn take_free(writing: &mut SqliteConnection, checkout: &str) -> Result<bool, DbError> {
    let wanted: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM reservations WHERE checkout = $1")
        .bind(checkout)
        .fetch_one(&mut *writing)
        .await?;
    let taken = sqlx::query(
        "UPDATE stock SET on_hand = on_hand - r.quantity FROM reservations r \
         WHERE r.checkout = $1 AND r.sku = stock.sku AND stock.on_hand - stock.reserved >= r.quantity",
    )
    .bind(checkout)
    .execute(writing)
    .await?
    .rows_affected();
    Ok(taken == wanted.unsigned_abs())
}

async fn number(writing: &mut SqliteConnection, now: Timestamp) -> Result<String, DbError> {
    let count: i64 =
        sqlx::query_scalar("UPDATE counters SET value = value + 1 WHERE name = 'orders' RETURNING value")
            .fetch_one(writing)
            .await?;
    let day = now.to_string();
    Ok(format!("M-{}-{count:06}", day.get(..4).unwrap_or("0000")))
}

async fn insert(writing: &mut SqliteConnection, attempt: &Attempt, order: &Order) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO orders (id, session, key, checkout, number, state, lines, coupons, totals, address, placed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&order.id.0)
    .bind(&attempt.session.0)
    .bind(&attempt.request.key.0)
    .bind(&attempt.request.checkout.0)
    .bind(&order.number)
    .bind(as_word(&order.state)?)
    .bind(serde_json::to_string(&order.lines)?)
    .bind(serde_json::to_string(&order.coupons)?)
    .bind(serde_json::to_string(&order.totals)?)
    .bind(serde_json::to_string(&order.address)?)
    .bind(order.placed_at.ms)
    .execute(&mut *writing)
    .await?;
    for (position, step) in (0_i64..).zip(&order.steps) {
        sqlx::query("INSERT INTO order_steps (order_id, position, state, at) VALUES ($1, $2, $3, $4)")
            .bind(&order.id.0)
            .bind(position)
            .bind(as_word(&step.state)?)
            .bind(step.at.ms)
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}
