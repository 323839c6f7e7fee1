//! Giving money back: what is owed stands in the database until the provider said yes.

use std::time::Duration;

use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval, timeout},
};

use crate::{
    Shop, clock,
    db::{DbError, Refund, Refunds},
    payment::NoAnswer,
};

/// So many refunds at once.
const BATCH: u32 = 20;
/// So long the provider may take.
const PATIENCE: Duration = Duration::from_secs(25);
/// A refund without an answer is asked for again after this long, then after twice as long each time …
const AGAIN_MS: i64 = 2_000;
/// … but at least this often.
const AGAIN_AT_MOST_MS: i64 = 3_600_000;

/// Gives back what is owed, as soon as [`Shop::owed`] is rung and once a second. Never ends. It runs beside the other
/// errands: they don't wait for the provider.
pub async fn run(shop: Shop) {
    let mut ticks = interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = shop.owed.notified() => {}
        }
        if shop.db.reader.is_closed() {
            return;
        }
        if let Err(error) = settle(&shop).await {
            tracing::warn!(%error, "refunds wait for the next time");
        }
    }
}

/// Gives back what is due now. A refund is asked for by the payment's key: asked twice, it is given once.
pub async fn settle(shop: &Shop) -> Result<(), DbError> {
    let now = clock::now();
    let mut asked = JoinSet::new();
    for refund in shop.db.due(now, BATCH).await? {
        // Put off before the provider is asked: whatever breaks then, it is asked again, and not at once.
        let again = now.plus_ms(again_ms(refund.tries));
        shop.db.put_off(&refund, again).await?;
        asked.spawn(ask(shop.clone(), refund));
    }
    while let Some(done) = asked.join_next().await {
        if let Err(error) = done {
            tracing::error!(%error, "asking for a refund broke off; it is still owed");
        }
    }
    Ok(())
}

async fn ask(shop: Shop, refund: Refund) {
    let given = timeout(PATIENCE, shop.payment.refund(refund.provider, &refund.reference))
        .await
        .unwrap_or_else(|_| Err(NoAnswer("it took too long".to_owned())));
    match given {
        Ok(()) => {
            if let Err(error) = shop.db.given_back(&refund).await {
                tracing::warn!(%error, "a refund was given but not struck out; it is asked for again");
            }
        }
        Err(error) => tracing::warn!(%error, tries = refund.tries + 1, "a refund is still owed"),
    }
}

fn again_ms(tries: u32) -> i64 {
    AGAIN_MS.saturating_mul(1 << tries.min(20)).min(AGAIN_AT_MOST_MS)
}

#[cfg(test)]
mod tests {
    use super::{AGAIN_AT_MOST_MS, again_ms};

    #[test]
    fn a_refund_is_asked_for_less_and_less_often_but_at_least_each_hour() {
        assert_eq!([0, 1, 2, 3].map(again_ms), [2_000, 4_000, 8_000, 16_000]);
        assert_eq!([11, 20, u32::MAX].map(again_ms), [AGAIN_AT_MOST_MS; 3]);
    }
}
