//! Giving money back: what is owed stands in the database until the provider said yes.

use std::time::Duration;

use tokio::time::timeout;

use crate::{
    Shop, clock,
    db::{DbError, Refunds},
    payment::{NoAnswer, Payment},
    purchase::provider_key,
};

/// So many refunds at once.
const BATCH: u32 = 50;
/// So long the provider may take.
const PATIENCE: Duration = Duration::from_secs(25);
/// A refund without an answer is asked for again after this long.
const AGAIN_MS: i64 = 30_000;

/// Gives back what is due now. A refund is asked for by the payment's key: asked twice, it is given once.
pub async fn settle(shop: &Shop) -> Result<(), DbError> {
    for refund in shop.db.due(clock::now(), BATCH).await? {
        let key = provider_key(&refund.session, &refund.key);
        let given = timeout(PATIENCE, shop.payment.refund(&key))
            .await
            .unwrap_or_else(|_| Err(NoAnswer("it took too long".to_owned())));
        match given {
            Ok(()) => shop.db.given_back(&refund).await?,
            Err(error) => {
                tracing::warn!(%error, "a refund is still owed");
                shop.db.put_off(&refund, clock::now().plus_ms(AGAIN_MS)).await?;
            }
        }
    }
    Ok(())
}

/// The same at once and beside everything else; if it fails, the next errand does it.
pub fn settle_soon(shop: &Shop) {
    let shop = shop.clone();
    tokio::spawn(async move {
        if let Err(error) = settle(&shop).await {
            tracing::warn!(%error, "refunds wait for the next errand");
        }
    });
}
