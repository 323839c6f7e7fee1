//! Buying: from a checkout that holds goods to an order, exactly once for each key.

use std::time::Duration;

use meadow_wire::{Money, Order, OrderKey, OrderRequest, VariantId};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    Shop, clock,
    db::{Attempt, Begun, DbError, Orders, SessionId},
    http::problem::AppError,
    payment::{Charge, NoAnswer, Payment},
};

/// So long a second request with the same key waits for the first one's answer.
const WAIT: Duration = Duration::from_secs(12);
/// So long the provider may take.
const PAYMENT: Duration = Duration::from_secs(25);
/// So long the writing of the provider's word rests between its tries.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(400)];

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
    };
    let shop = shop.clone();
    match tokio::spawn(async move { drive(&shop, &attempt).await }).await {
        // Money may have moved, now or when this key was asked for before: "nothing was changed" would be wrong.
        Ok(Err(AppError::Broken(cause))) => Err(AppError::Unsure(cause)),
        Ok(driven) => driven,
        Err(panicked) => Err(AppError::Unsure(panicked.to_string())),
    }
}

async fn drive(shop: &Shop, attempt: &Attempt) -> Result<Placed, AppError> {
    let patience = Instant::now() + WAIT;
    loop {
        return match shop.db.begin(attempt, clock::now()).await? {
            Begun::Pay { amount, payer, held } => {
                let placed = pay(shop, attempt, amount, &payer).await;
                // Until here nobody else works on it; from here on the next request with the key does.
                drop(held);
                placed
            }
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

/// Charges, and writes down what came of it. Whatever breaks after the charge, the same key asks the provider again and
/// is charged once.
async fn pay(shop: &Shop, attempt: &Attempt, amount: Money, payer: &SessionId) -> Result<Placed, AppError> {
    let key = provider_key(payer, &attempt.request.key);
    let charging = shop.payment.charge(&key, amount, attempt.request.payment);
    let charged = timeout(PAYMENT, charging)
        .await
        .unwrap_or_else(|_| Err(NoAnswer("it took too long".to_owned())));
    match charged {
        Ok(Charge::Paid) => match surely(|| shop.db.paid(attempt, clock::now())).await? {
            Some(order) => {
                let variants: Vec<VariantId> = order.lines.iter().map(|line| line.variant.clone()).collect();
                shop.live.stock_changed(&variants);
                Ok(Placed { order, is_new: true })
            }
            None => {
                shop.owed.notify_one();
                Err(AppError::Expired)
            }
        },
        Ok(Charge::Declined) => {
            surely(|| shop.db.declined(attempt)).await?;
            Err(AppError::Declined)
        }
        Err(error) => Err(AppError::Unsure(error.to_string())),
    }
}

/// Writes down what the provider said, and is not put off by one failure.
async fn surely<T, F>(write: impl Fn() -> F) -> Result<T, DbError>
where
    F: Future<Output = Result<T, DbError>>,
{
    for rest in PAUSES {
        match write().await {
            Ok(written) => return Ok(written),
            Err(error) => tracing::warn!(%error, "what the payment provider said is not written yet"),
        }
        sleep(rest).await;
    }
    write().await
}

/// The name of a payment at the provider.
pub fn provider_key(session: &SessionId, key: &OrderKey) -> String {
    format!("{}:{key}", session.0)
}
