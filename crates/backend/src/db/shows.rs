//! Rooms that go on and off by the clock: the demo town's planned rooms.

use std::future::Future;

use meadow_wire::{RoomId, Timestamp};
use sqlx::Row;

use super::{Db, DbError};

/// How long a planned room of the demo town is on.
const SHOW_MS: i64 = 3_600_000;
/// It is planned again for the same time of the next day.
const DAY_MS: i64 = 24 * SHOW_MS;
/// Rooms that ended together are planned so far apart, so that one is always still to come.
const APART_MS: i64 = 2 * SHOW_MS;
/// A room that begins later than this after its time, because the server was away, begins now instead.
const LATE_MS: i64 = 60_000;

/// Planned rooms.
pub trait Shows {
    /// Puts every planned room on that is due, and gives them with when they began.
    fn begin_due(
        &self,
        now: Timestamp,
    ) -> impl Future<Output = Result<Vec<(RoomId, Timestamp)>, DbError>> + Send;

    /// Takes every room off that was on long enough, and plans it again.
    fn end_over(&self, now: Timestamp) -> impl Future<Output = Result<Vec<RoomId>, DbError>> + Send;
}

impl Shows for Db {
    async fn begin_due(&self, now: Timestamp) -> Result<Vec<(RoomId, Timestamp)>, DbError> {
        let begun = sqlx::query(
            "UPDATE rooms SET status = 'live', on_until = $1 + $2, \
             starts_at = CASE WHEN starts_at < $1 - $3 THEN $1 ELSE starts_at END \
             WHERE status = 'scheduled' AND starts_at <= $1 RETURNING id, starts_at",
        )
        .bind(now.ms)
        .bind(SHOW_MS)
        .bind(LATE_MS)
        .fetch_all(&self.writer)
        .await?;
        let show = |row: &sqlx::sqlite::SqliteRow| {
            let starts_at = Timestamp::from_ms(row.try_get("starts_at")?);
            Ok((RoomId(row.try_get("id")?), starts_at))
        };
        begun.iter().map(show).collect()
    }

    async fn end_over(&self, now: Timestamp) -> Result<Vec<RoomId>, DbError> {
        let mut writing = self.write().await?;
        let over = sqlx::query("SELECT id, starts_at FROM rooms WHERE on_until <= $1 ORDER BY starts_at, id")
            .bind(now.ms)
            .fetch_all(&mut *writing)
            .await?;
        let mut ended = Vec::with_capacity(over.len());
        for (place, row) in (0_i64..).zip(&over) {
            let (room, began) = (RoomId(row.try_get("id")?), row.try_get::<i64, _>("starts_at")?);
            let days = (now.ms - began).div_euclid(DAY_MS) + 1;
            sqlx::query(
                "UPDATE rooms SET status = 'scheduled', on_until = NULL, starts_at = $2 WHERE id = $1",
            )
            .bind(room.as_str())
            .bind(began + days * DAY_MS + place * APART_MS)
            .execute(&mut *writing)
            .await?;
            ended.push(room);
        }
        writing.commit().await?;
        Ok(ended)
    }
}
