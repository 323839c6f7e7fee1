//! The attempts to pay, row by row: who works on one, and what became of it.

use meadow_wire::{CheckoutId, OrderKey, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    DbError, SessionId,
    holds::HoldState,
    orders::Attempt,
    refunds, rows,
    tries::{Tries, Try},
};

/// What became of an attempt; `None` if it was never begun.
pub(super) async fn state(
    reader: &mut SqliteConnection,
    attempt: &Attempt,
) -> Result<Option<String>, DbError> {
    let state = sqlx::query_scalar("SELECT state FROM attempts WHERE session = $1 AND key = $2");
    Ok(state
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .fetch_optional(reader)
        .await?)
}

/// Ends the attempts that left these goods in `paying` and that nobody works on: what was taken for them is owed. Says
/// `false` if somebody does work on one.
pub(super) async fn give_up_others(
    writing: &mut SqliteConnection,
    tries: &Tries,
    session: &SessionId,
    checkout: &CheckoutId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let open = sqlx::query("SELECT key, run FROM attempts WHERE checkout = $1 AND state = 'paying'")
        .bind(&checkout.0)
        .fetch_all(&mut *writing)
        .await?;
    for row in &open {
        if tries.is_under_way(row.try_get("run")?) {
            return Ok(false);
        }
    }
    for row in &open {
        give_up(writing, session, &OrderKey(row.try_get("key")?), now).await?;
    }
    Ok(true)
}

/// Ends an attempt that nobody works on; whatever was taken for it is owed.
pub(super) async fn give_up(
    writing: &mut SqliteConnection,
    session: &SessionId,
    key: &OrderKey,
    now: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("UPDATE attempts SET state = 'expired' WHERE session = $1 AND key = $2 AND state = 'paying'")
        .bind(&session.0)
        .bind(&key.0)
        .execute(&mut *writing)
        .await?;
    refunds::owe(writing, session, key, now).await
}

/// From now on this try works on it.
pub(super) async fn take_over(
    writing: &mut SqliteConnection,
    attempt: &Attempt,
    held: &Try,
) -> Result<(), DbError> {
    sqlx::query("UPDATE attempts SET run = $3 WHERE session = $1 AND key = $2")
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .bind(held.name())
        .execute(writing)
        .await?;
    Ok(())
}

/// Writes down that an attempt was declined; what was written first stays.
pub(super) async fn declined(writing: &mut SqliteConnection, attempt: &Attempt) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE attempts SET state = 'declined' WHERE session = $1 AND key = $2 AND state = 'paying'",
    )
    .bind(&attempt.session.0)
    .bind(&attempt.request.key.0)
    .execute(writing)
    .await?;
    Ok(())
}

/// Writes down that an attempt is an order, whatever was thought of it before: the money is here.
pub(super) async fn ordered(writing: &mut SqliteConnection, attempt: &Attempt) -> Result<(), DbError> {
    sqlx::query("UPDATE attempts SET state = 'ordered' WHERE session = $1 AND key = $2")
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .execute(writing)
        .await?;
    Ok(())
}

/// Where the other holds of the same cart stand: two tabs that check out one cart buy it once.
pub(super) async fn siblings(
    reader: &mut SqliteConnection,
    checkout: &CheckoutId,
) -> Result<Vec<(CheckoutId, HoldState)>, DbError> {
    let rows = sqlx::query(
        "SELECT c.id, c.state FROM checkouts c JOIN checkouts mine ON mine.session = c.session \
         AND mine.cart_version = c.cart_version WHERE mine.id = $1 AND c.id <> $1",
    )
    .bind(&checkout.0)
    .fetch_all(reader)
    .await?;
    rows.iter()
        .map(|row| Ok((CheckoutId(row.try_get("id")?), rows::word(row.try_get("state")?)?)))
        .collect()
}

/// Whether somebody pays for these goods with another key.
pub(super) async fn others_pay(reader: &mut SqliteConnection, attempt: &Attempt) -> Result<bool, DbError> {
    let others: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM attempts WHERE checkout = $1 AND state = 'paying' AND key <> $2",
    )
    .bind(&attempt.request.checkout.0)
    .bind(&attempt.request.key.0)
    .fetch_one(reader)
    .await?;
    Ok(others > 0)
}
