//! What happens in a room by the clock: ticks, stock, positions, and forgetting.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use meadow_wire::StockLeft;
use sqlx::Row;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{log::RoomLog, room::Room};
use crate::{
    clock,
    db::{Db, DbError},
};

/// Ticks go out at most this often.
const TICK: Duration = Duration::from_millis(250);
/// Stock is looked at this often even if nobody said that it moved, while somebody watches.
const LOOK: Duration = Duration::from_secs(1);
/// An idle room says its position this often.
const POSITION: Duration = Duration::from_secs(10);
/// Hearts are stored and old lines forgotten this often.
const TIDY: Duration = Duration::from_secs(60);

/// Runs until the hub stops it.
pub async fn run(room: Arc<Room>, log: RoomLog, db: Db) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let started = Instant::now();
    let (mut looked_at, mut told_at, mut tidied_at) = (started, started, started);
    let mut likes = room.likes();
    loop {
        let now = ticks.tick().await;
        let watched = room.connections() > 0;
        if watched && (room.stock_moved.swap(false, Ordering::AcqRel) || now - looked_at >= LOOK) {
            looked_at = now;
            look_at_stock(&room, &db).await;
        }
        room.send_tick();
        let (_, moved_at) = room.position();
        if watched && moved_at.elapsed() >= POSITION && now - told_at >= POSITION {
            told_at = now;
            room.send_position();
        }
        if now - tidied_at >= TIDY {
            tidied_at = now;
            likes = tidy(&room, &log, likes).await;
        }
    }
}

async fn look_at_stock(room: &Room, db: &Db) {
    match stock(room, db).await {
        Ok(stock) => room.set_stock(stock),
        Err(error) => {
            // It is looked at again at the next tick; until then the room shows the last known numbers.
            room.stock_moved();
            tracing::warn!(room = %room.id(), %error, "stock can't be read");
        }
    }
}

/// What can be bought of every variant on the shelf, in the shelf's order.
pub async fn stock(room: &Room, db: &Db) -> Result<Vec<StockLeft>, DbError> {
    let rows = sqlx::query(
        "SELECT s.sku, s.on_hand - s.reserved AS free FROM room_products rp \
         JOIN variants v ON v.product = rp.product JOIN stock s ON s.sku = v.id WHERE rp.room = $1",
    )
    .bind(room.id().as_str())
    .fetch_all(&db.reader)
    .await?;
    let mut free = HashMap::with_capacity(rows.len());
    for row in &rows {
        free.insert(row.try_get::<String, _>("sku")?, row.try_get::<i64, _>("free")?);
    }
    let left = |variant: &str| {
        free.get(variant)
            .and_then(|free| u32::try_from(*free).ok())
            .unwrap_or(0)
    };
    let shelf = room.setup.shelf.iter();
    Ok(shelf
        .map(|variant| StockLeft {
            variant: variant.clone(),
            left: left(variant.as_str()),
        })
        .collect())
}

/// Stores the hearts if they are more than `stored`, and gives what is stored now.
async fn tidy(room: &Room, log: &RoomLog, stored: u64) -> u64 {
    let (last, _) = room.position();
    if room.status() == meadow_wire::RoomStatus::Live
        && let Err(error) = log.prune(room.id(), last, clock::now()).await
    {
        tracing::warn!(room = %room.id(), %error, "old lines can't be forgotten");
    }
    let likes = room.likes();
    if likes == stored {
        return stored;
    }
    match log.store_likes(room.id(), likes).await {
        Ok(()) => likes,
        Err(error) => {
            tracing::warn!(room = %room.id(), %error, "hearts can't be stored");
            stored
        }
    }
}
