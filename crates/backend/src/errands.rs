//! What the shop does by itself, once a second.

use std::time::Duration;

use meadow_domain::order::OrderAction;
use meadow_wire::OrderState;
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    Shop, clock,
    db::{Checkouts, DbError, Steps, Upkeep},
    refunds,
};

/// So many at once: nobody waits for an errand.
const BATCH: u32 = 100;

/// In the demo town nobody packs parcels, so orders go their way by themselves, so long after they were placed.
const DEMO: [(OrderState, OrderAction, i64); 3] = [
    (OrderState::Paid, OrderAction::Pack, 20_000),
    (OrderState::Packed, OrderAction::Ship, 60_000),
    (OrderState::Shipped, OrderAction::Deliver, 300_000),
];

/// Puts goods back that were held too long, gives back what is owed, forgets what is over, and moves the demo's orders
/// and rooms. Never ends.
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

async fn once(shop: &Shop) -> Result<(), DbError> {
    let now = clock::now();
    shop.db.release_expired(now).await?;
    shop.db.give_up_open(now, BATCH).await?;
    refunds::settle(shop).await?;
    shop.db.forget(now, BATCH).await?;
    if !shop.config.no_demo && !shop.config.no_seed {
        shop.live.keep_times(now).await?;
        for (from, action, after_ms) in DEMO {
            shop.db.advance(from, action, now.plus_ms(-after_ms), now).await?;
        }
    }
    Ok(())
}
