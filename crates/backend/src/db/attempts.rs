//! The attempts to pay, row by row: who works on one, and what became of it.

use meadow_wire::{OrderKey, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    DbError, SessionId,
    orders::Attempt,
    refunds,
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
    attempt: &Attempt,
    now: Timestamp,
) -> Result<bool, DbError> {
    let open = sqlx::query("SELECT key, run FROM attempts WHERE checkout = $1 AND state = 'paying'")
        .bind(&attempt.request.checkout.0)
        .fetch_all(&mut *writing)
        .await?;
    for row in &open {
        if tries.is_under_way(row.try_get("run")?) {
            return Ok(false);
        }
    }
    for row in &open {
        give_up(writing, &attempt.session, &OrderKey(row.try_get("key")?), now).await?;
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

/// Writes down what became of an attempt; what was written first stays.
pub(super) async fn finish(
    writing: &mut SqliteConnection,
    attempt: &Attempt,
    state: &str,
) -> Result<(), DbError> {
    sqlx::query("UPDATE attempts SET state = $3 WHERE session = $1 AND key = $2 AND state = 'paying'")
        .bind(&attempt.session.0)
        .bind(&attempt.request.key.0)
        .bind(state)
        .execute(writing)
        .await?;
    Ok(())
}
