//! Buying: from a checkout that holds goods to an order, exactly once for each key.

use std::time::Duration;

use meadow_wire::{Money, Order, OrderKey, OrderRequest, VariantId};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    Shop, clock,
    db::{Attempt, Begun, Orders, SessionId},
    http::problem::AppError,
    payment::{Charge, NoAnswer, Payment},
};

/// So long a second request with the same key waits for the first one's answer.
const WAIT: Duration = Duration::from_secs(12);
/// So long the provider may take.
const PAYMENT: Duration = Duration::from_secs(25);

/// An order, and whether this request made it.
pub struct Placed {
    /// The order.
    pub order: Order,
    /// Whether it is new.
    pub is_new: bool,
}

/// Pays for a checkout and places the order.
///
/// Runs to its end even if the client hangs up: a purchase is never left half done.
pub async fn place(shop: &Shop, session: SessionId, request: OrderRequest) -> Result<Placed, AppError> {
    let hash =
        Sha256::digest(serde_json::to_vec(&request).map_err(|error| AppError::Broken(error.to_string()))?);
    let attempt = Attempt {
        session,
        request,
        hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        run: shop.run.to_string(),
    };
    let shop = shop.clone();
    tokio::spawn(async move { drive(&shop, &attempt).await })
        .await
        .map_err(|error| AppError::Broken(error.to_string()))?
}

async fn drive(shop: &Shop, attempt: &Attempt) -> Result<Placed, AppError> {
    let patience = Instant::now() + WAIT;
    loop {
        return match shop.db.begin(attempt, clock::now()).await? {
            Begun::Pay { amount, given_up } => pay(shop, attempt, amount, given_up).await,
            Begun::Ordered(order) => Ok(Placed {
                order: *order,
                is_new: false,
            }),
            Begun::Declined => Err(AppError::Declined),
            Begun::Expired => Err(AppError::Expired),
            Begun::KeyReused => Err(AppError::KeyReused),
            Begun::NoCheckout => Err(AppError::missing("checkout")),
            Begun::Taken => Err(AppError::NotPossible(
                "This checkout was bought already. You find it among your orders.".to_owned(),
            )),
            Begun::InFlight => {
                while shop.db.is_being_paid(attempt).await? {
                    if Instant::now() >= patience {
                        return Err(AppError::InFlight);
                    }
                    sleep(Duration::from_millis(50)).await;
                }
                continue;
            }
        };
    }
}

async fn pay(
    shop: &Shop,
    attempt: &Attempt,
    amount: Money,
    given_up: Option<OrderKey>,
) -> Result<Placed, AppError> {
    if let Some(key) = given_up {
        refund(shop, &provider_key(&attempt.session, &key)).await;
    }
    let key = provider_key(&attempt.session, &attempt.request.key);
    let charging = shop.payment.charge(&key, amount, attempt.request.payment);
    let charged = timeout(PAYMENT, charging)
        .await
        .unwrap_or_else(|_| Err(NoAnswer("it took too long".to_owned())));
    match charged {
        Ok(Charge::Paid) => match shop.db.paid(attempt, clock::now()).await? {
            Some(order) => {
                let variants: Vec<VariantId> = order.lines.iter().map(|line| line.variant.clone()).collect();
                shop.live.stock_changed(&variants);
                Ok(Placed { order, is_new: true })
            }
            None => {
                refund(shop, &key).await;
                Err(AppError::Expired)
            }
        },
        Ok(Charge::Declined) => {
            shop.db.declined(attempt).await?;
            Err(AppError::Declined)
        }
        Err(error) => {
            tracing::warn!(%error, "the payment is open");
            shop.db.let_go(attempt).await?;
            Err(AppError::Timeout)
        }
    }
}

async fn refund(shop: &Shop, key: &str) {
    if let Err(error) = shop.payment.refund(key).await {
        // Nothing the shopper can do about it: somebody has to look at the provider's books.
        tracing::error!(%error, "money could not be given back");
    }
}

fn provider_key(session: &SessionId, key: &OrderKey) -> String {
    format!("{}:{key}", session.0)
}
