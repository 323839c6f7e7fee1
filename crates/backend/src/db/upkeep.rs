//! Forgetting what is over, a bounded piece at a time, so that the file follows the traffic and nobody waits for it.

use std::future::Future;

use meadow_wire::{OrderKey, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{Db, DbError, SessionId, attempts};
use crate::rules::{CHANGES_KEPT_MS, HOLDS_KEPT_MS, SESSIONS_KEPT_MS, WEBHOOKS_KEPT_MS};

/// The shop forgets.
pub trait Upkeep {
    /// Forgets up to `limit` cart changes, challenges, checkouts and sessions each that are long over; says how many it were. What
    /// an order hangs on stays.
    fn forget(&self, now: Timestamp, limit: u32) -> impl Future<Output = Result<u64, DbError>> + Send;

    /// Gives up to `limit` payments up whose goods are back on sale and that nobody works on: whatever was taken for
    /// them is owed.
    fn give_up_open(&self, now: Timestamp, limit: u32) -> impl Future<Output = Result<u64, DbError>> + Send;
}

/// A kind of row that ends, and what goes with it: first the rows that hang on it, then itself.
struct Ending {
    /// Names up to `$2` of those that ended before `$1`.
    ended: &'static str,
    /// Deletes what belongs to `$1`, one statement after the other.
    goes: &'static [&'static str],
    kept_ms: i64,
}

/// In this order: a session goes when nothing of it is left but what it alone has. Everything else that names it is looked
/// for, also where its checkout should tell: one row that can't go would keep all the others.
const ENDINGS: [Ending; 2] = [
    Ending {
        // Released, so no order was made of it; a payment that is still open is given up first.
        ended: "SELECT c.id FROM checkouts c WHERE c.state = 'released' AND c.held_until <= $1 \
                AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.checkout = c.id AND a.state = 'paying') LIMIT $2",
        goes: &[
            "DELETE FROM reservations WHERE checkout = $1",
            "DELETE FROM redemptions WHERE checkout = $1",
            "DELETE FROM payments WHERE (session, key) IN (SELECT session, key FROM attempts WHERE checkout = $1)",
            "DELETE FROM attempts WHERE checkout = $1",
            "DELETE FROM checkouts WHERE id = $1",
        ],
        kept_ms: HOLDS_KEPT_MS,
    },
    Ending {
        ended: "SELECT s.id FROM sessions s WHERE s.expires_at <= $1 \
                AND NOT EXISTS (SELECT 1 FROM cart_changes x WHERE x.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM checkouts c WHERE c.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM attempts t WHERE t.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM redemptions d WHERE d.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM review_keys k WHERE k.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM comments m WHERE m.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM reports p WHERE p.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM note_keys k WHERE k.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM photos f WHERE f.session = s.id) \
                AND NOT EXISTS (SELECT 1 FROM sessions g WHERE g.merged_into = s.id) LIMIT $2",
        goes: &[
            "DELETE FROM marks WHERE session = $1",
            "UPDATE people SET followers = followers - 1 WHERE id IN (SELECT person FROM follows WHERE session = $1)",
            "DELETE FROM follows WHERE session = $1",
            "DELETE FROM mutes WHERE session = $1",
            "DELETE FROM saved WHERE session = $1",
            "DELETE FROM comment_likes WHERE session = $1",
            "DELETE FROM comment_keys WHERE session = $1",
            "DELETE FROM studio_sessions WHERE session = $1",
            "DELETE FROM cart_lines WHERE session = $1",
            "DELETE FROM cart_coupons WHERE session = $1",
            "DELETE FROM carts WHERE session = $1",
            "DELETE FROM sessions WHERE id = $1",
        ],
        kept_ms: SESSIONS_KEPT_MS,
    },
];

impl Upkeep for Db {
    async fn forget(&self, now: Timestamp, limit: u32) -> Result<u64, DbError> {
        let mut forgotten = self.forget_changes(now.ms - CHANGES_KEPT_MS, limit).await?;
        sqlx::query("DELETE FROM webhooks WHERE at <= $1")
            .bind(now.ms - WEBHOOKS_KEPT_MS)
            .execute(&self.writer)
            .await?;
        forgotten += self.forget_ceremonies(now.ms, limit).await?;
        for ending in &ENDINGS {
            let before = now.ms - ending.kept_ms;
            let waiting = ended(&mut *self.reader.acquire().await?, ending, before, 1).await?;
            if waiting.is_empty() {
                continue;
            }
            let mut writing = self.write().await?;
            for id in ended(&mut writing, ending, before, limit).await? {
                for statement in ending.goes {
                    sqlx::query(*statement).bind(&id).execute(&mut *writing).await?;
                }
                forgotten += 1;
            }
            writing.commit().await?;
        }
        Ok(forgotten)
    }

    async fn give_up_open(&self, now: Timestamp, limit: u32) -> Result<u64, DbError> {
        // Not a join: that would go through all holds that were ever released, instead of the few open attempts.
        // One that waits is asked about first (`Payments::to_ask`), and given up when nobody waits for it any more.
        let open = "SELECT a.session, a.key, a.run FROM attempts a WHERE a.state = 'paying' AND EXISTS \
             (SELECT 1 FROM checkouts c WHERE c.id = a.checkout AND c.state = 'released') AND NOT EXISTS \
             (SELECT 1 FROM payments p WHERE p.session = a.session AND p.key = a.key \
             AND p.next IS NOT NULL AND p.ends_at > $2) LIMIT $1";
        let waiting = sqlx::query(open)
            .bind(i64::from(limit))
            .bind(now.ms)
            .fetch_all(&self.reader)
            .await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let mut writing = self.write().await?;
        let mut given_up = 0;
        for row in sqlx::query(open)
            .bind(i64::from(limit))
            .bind(now.ms)
            .fetch_all(&mut *writing)
            .await?
        {
            if !self.tries.is_under_way(row.try_get("run")?) {
                let session = SessionId(row.try_get("session")?);
                attempts::give_up(&mut writing, &session, &OrderKey(row.try_get("key")?), now).await?;
                given_up += 1;
            }
        }
        writing.commit().await?;
        Ok(given_up)
    }
}

impl Db {
    async fn forget_changes(&self, before: i64, limit: u32) -> Result<u64, DbError> {
        let oldest: Option<i64> = sqlx::query_scalar("SELECT MIN(at) FROM cart_changes")
            .fetch_one(&self.reader)
            .await?;
        if oldest.is_none_or(|oldest| oldest > before) {
            return Ok(0);
        }
        let gone = sqlx::query(
            "DELETE FROM cart_changes WHERE (session, id) IN \
             (SELECT session, id FROM cart_changes WHERE at <= $1 LIMIT $2)",
        )
        .bind(before)
        .bind(i64::from(limit))
        .execute(&self.writer)
        .await?;
        Ok(gone.rows_affected())
    }
}

impl Db {
    async fn forget_ceremonies(&self, before: i64, limit: u32) -> Result<u64, DbError> {
        let gone = sqlx::query(
            "DELETE FROM ceremonies WHERE id IN (SELECT id FROM ceremonies WHERE ends_at <= $1 LIMIT $2)",
        )
        .bind(before)
        .bind(i64::from(limit))
        .execute(&self.writer)
        .await?;
        Ok(gone.rows_affected())
    }
}

async fn ended(
    reader: &mut SqliteConnection,
    ending: &Ending,
    before: i64,
    limit: u32,
) -> Result<Vec<String>, DbError> {
    Ok(sqlx::query_scalar(ending.ended)
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(reader)
        .await?)
}
