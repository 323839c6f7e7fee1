//! What the shop does by itself, once a second or now and then.

use std::time::Duration;

use meadow_domain::order::OrderAction;
use meadow_wire::{OrderState, Timestamp};
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::{
    Shop, clock,
    db::{Checkouts, Db, DbError, Photos, Proofs, ReturnError, Returns, Steps, Upkeep},
    rules::PHOTOS_KEPT_MS,
    signing::Signer,
};

/// So many at once: nobody waits for an errand.
const BATCH: u32 = 100;
/// What is over is looked for this often. Whoever looks passes all sessions that ended and are kept for their orders.
const FORGET_EVERY: Duration = Duration::from_secs(600);
/// Files of photos without a row are rare: left by a crash, or by a disk that was full.
const SWEEP_EVERY: Duration = Duration::from_secs(86_400);
/// Between two pieces that are forgotten everybody else gets to write.
const REST: Duration = Duration::from_millis(200);

/// In the demo town nobody packs parcels, so orders go their way by themselves, so long after they were
/// placed, unless their owner takes them in hand.
const DEMO: [(OrderState, OrderAction, i64); 3] = [
    (OrderState::Paid, OrderAction::Pack, 20_000),
    (OrderState::Packed, OrderAction::Ship, 60_000),
    (OrderState::Shipped, OrderAction::Deliver, 300_000),
];

/// And what is sent back comes back by itself, so long after it was asked for.
const DEMO_TAKES_BACK_MS: i64 = 120_000;

/// Puts goods back that were held too long, ends the payments that nobody came back to, and moves the demo's orders and
/// rooms. Never ends.
pub async fn run(shop: Shop) {
    let mut ticks = interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if shop.db.reader.is_closed() {
            return;
        }
        if let Err(error) = once(&shop).await {
            tracing::warn!(%error, "an errand failed; it is tried again");
        }
    }
}

/// Forgets what is long over, a piece at a time. Never ends.
pub async fn forget(shop: Shop) {
    let mut ticks = interval(FORGET_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        loop {
            if shop.db.reader.is_closed() {
                return;
            }
            match forget_once(&shop).await {
                Ok(0) => break,
                Ok(_) => sleep(REST).await,
                Err(error) => {
                    tracing::warn!(%error, "what is over is not forgotten yet");
                    break;
                }
            }
        }
    }
}

/// Says how much was forgotten.
pub async fn forget_once(shop: &Shop) -> Result<u64, DbError> {
    let now = clock::now();
    // First: a session goes after its photos.
    let photos = shop.db.forget_photos(now.plus_ms(-PHOTOS_KEPT_MS), BATCH).await?;
    for id in &photos {
        shop.photos.forget(id);
    }
    Ok(shop.db.forget(now, BATCH).await? + photos.len() as u64)
}

/// Signs what was written down unsigned: the town's reviews, and whatever a crash left.
pub async fn sign_missing(db: &Db, signer: &Signer) -> Result<(), DbError> {
    while db.sign_missing(signer, BATCH).await? > 0 {}
    Ok(())
}

/// Sweeps the photos at the start, and then every day. Ends when the shop closes.
pub async fn sweep(shop: Shop) {
    sweep_every(shop, SWEEP_EVERY).await;
}

/// The same, more or less often.
pub async fn sweep_every(shop: Shop, often: Duration) {
    let mut ticks = interval(often);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if shop.db.reader.is_closed() {
            return;
        }
        sweep_photos(&shop).await;
    }
}

/// Removes files of photos that were left without their row.
async fn sweep_photos(shop: &Shop) {
    let old = match shop.photos.old_files() {
        Ok(old) => old,
        Err(error) => return tracing::warn!(%error, "the photos can't be swept"),
    };
    for id in old {
        match shop.db.has_photo(&id).await {
            Ok(true) => {}
            Ok(false) => shop.photos.forget(&id),
            Err(error) => return tracing::warn!(%error, "the photos are not swept"),
        }
    }
}

async fn once(shop: &Shop) -> Result<(), DbError> {
    let now = clock::now();
    shop.db.release_expired(now).await?;
    sign_missing(&shop.db, &shop.signer).await?;
    if shop.db.give_up_open(now, BATCH).await? > 0 {
        shop.owed.notify_one();
    }
    if !shop.config.no_demo && !shop.config.no_seed {
        shop.live.keep_times(now).await?;
        for (from, action, after_ms) in DEMO {
            shop.db.advance(from, action, now.plus_ms(-after_ms), now).await?;
        }
        take_back(shop, now).await?;
    }
    Ok(())
}

async fn take_back(shop: &Shop, now: Timestamp) -> Result<(), DbError> {
    let asked_before = now.plus_ms(-DEMO_TAKES_BACK_MS);
    let variants = shop
        .db
        .take_back_asked(asked_before, now)
        .await
        .map_err(|error| match error {
            ReturnError::Db(error) => error,
            other => DbError::Unknown(other.to_string()),
        })?;
    if !variants.is_empty() {
        shop.stock_changed(&variants);
        shop.owed.notify_one();
    }
    Ok(())
}
