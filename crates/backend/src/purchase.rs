//! Buying: from a checkout that holds goods to an order, exactly once for each key.

use std::time::Duration;

use meadow_wire::{NextAction, Order, OrderRequest, Payment, PaymentState, VariantId};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    Shop, clock,
    db::{Attempt, Begun, DbError, Orders, Payments, SessionId},
    http::{hash, problem::AppError, stated},
    payment::{Bill, Charge},
};

/// So long a second request with the same key waits for the first one's answer.
const WAIT: Duration = Duration::from_secs(12);
/// So long the writing of the provider's word rests between its tries.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(400)];

/// What came of a purchase so far.
pub enum Placed {
    /// An order.
    Order {
        /// The order.
        order: Box<Order>,
        /// Whether this request made it.
        is_new: bool,
    },
    /// A payment that needs one step more.
    Open(Payment),
}

/// Pays for a checkout and places the order.
///
/// Runs to its end even if the client hangs up: a purchase is never left half done.
pub async fn place(shop: &Shop, session: SessionId, request: OrderRequest) -> Result<Placed, AppError> {
    let hash = hash(&request)?;
    let attempt = Attempt {
        session,
        request,
        hash,
    };
    go_on(shop, attempt, WAIT).await
}

/// Goes on with a purchase: asks the provider where it stands. Whoever works on it already is waited for so long.
pub async fn go_on(shop: &Shop, attempt: Attempt, patience: Duration) -> Result<Placed, AppError> {
    let shop = shop.clone();
    match tokio::spawn(async move { drive(&shop, &attempt, patience).await }).await {
        // Money may have moved, now or when this key was asked for before: "nothing was changed" would be wrong.
        Ok(Err(AppError::Broken(cause))) => Err(AppError::Unsure(cause)),
        Ok(driven) => driven,
        Err(panicked) => Err(AppError::Unsure(panicked.to_string())),
    }
}

async fn drive(shop: &Shop, attempt: &Attempt, patience: Duration) -> Result<Placed, AppError> {
    let patience = Instant::now() + patience;
    loop {
        return match shop.db.begin(attempt, clock::now()).await? {
            Begun::Pay {
                amount,
                reference,
                until,
                held,
            } => {
                let bill = Bill {
                    reference,
                    amount,
                    method: attempt.request.payment,
                    until,
                    back: back(shop, attempt),
                };
                let placed = pay(shop, attempt, &bill).await;
                // Until here nobody else works on it; from here on the next request with the key does.
                drop(held);
                placed
            }
            Begun::Ordered(order) => Ok(Placed::Order { order, is_new: false }),
            Begun::Declined => Err(AppError::Declined),
            Begun::Expired => Err(AppError::Expired),
            Begun::KeyReused => Err(AppError::KeyReused),
            Begun::NoCheckout => Err(AppError::missing("checkout")),
            Begun::Taken => Err(AppError::NotPossible(
                "This cart was bought already. You find it among your orders.".to_owned(),
            )),
            Begun::OtherCountry(destination) => Err(stated::other_country(&destination)),
            Begun::InFlight => {
                while shop.db.is_being_paid(attempt).await? {
                    if Instant::now() >= patience {
                        return Err(AppError::InFlight);
                    }
                    sleep(Duration::from_millis(50)).await;
                }
                if let Some(payment) = answered_just_now(shop, attempt).await? {
                    return Ok(Placed::Open(payment));
                }
                if Instant::now() >= patience {
                    return Err(AppError::InFlight);
                }
                continue;
            }
        };
    }
}

/// The answer that somebody else who asked with this key just got: many presses of one button are one question to the
/// provider.
async fn answered_just_now(shop: &Shop, attempt: &Attempt) -> Result<Option<Payment>, DbError> {
    let standing = shop.db.standing(&attempt.session, &attempt.request.key).await?;
    Ok(standing
        .filter(|known| known.attempt.hash == attempt.hash && known.was_asked_lately(clock::now()))
        .map(|known| known.payment)
        .filter(|payment| matches!(payment.state, PaymentState::Open(_))))
}

/// Charges, and writes down what came of it. Whatever breaks after the charge, the same key asks the provider again and
/// is charged once.
async fn pay(shop: &Shop, attempt: &Attempt, bill: &Bill) -> Result<Placed, AppError> {
    match timeout(shop.payment.patience, shop.payment.charge(bill)).await {
        Ok(Ok(Charge::Paid)) => match paid(shop, attempt).await? {
            Some(order) => Ok(Placed::Order {
                order: Box::new(order),
                is_new: true,
            }),
            None => Err(AppError::Expired),
        },
        Ok(Ok(Charge::Declined)) => {
            surely(|| shop.db.declined(attempt)).await?;
            Err(AppError::Declined)
        }
        Ok(Ok(Charge::Next(next))) => waits(shop, attempt, &next).await,
        Ok(Err(error)) => Err(AppError::Unsure(error.to_string())),
        // The shopper need not stay for it: the shop goes on asking.
        Err(_) => waits(shop, attempt, &NextAction::Wait).await,
    }
}

/// The money is here: makes the order, or owes the money if there is nothing to be had for it.
pub async fn paid(shop: &Shop, attempt: &Attempt) -> Result<Option<Order>, DbError> {
    let order = surely(|| shop.db.paid(attempt, clock::now())).await?;
    match &order {
        Some(order) => {
            let variants: Vec<VariantId> = order.lines.iter().map(|line| line.variant.clone()).collect();
            shop.stock_changed(&variants);
        }
        None => shop.owed.notify_one(),
    }
    Ok(order)
}

async fn waits(shop: &Shop, attempt: &Attempt, next: &NextAction) -> Result<Placed, AppError> {
    let standing = surely(|| shop.db.waits(attempt, next, clock::now())).await?;
    match standing.map(|standing| standing.payment) {
        Some(payment) if matches!(payment.state, PaymentState::Open(_)) => Ok(Placed::Open(payment)),
        _ => {
            shop.owed.notify_one();
            Err(AppError::Expired)
        }
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

/// Where the provider's page leads back to. The key is the client's and may hold anything.
fn back(shop: &Shop, attempt: &Attempt) -> String {
    let key = form_urlencoded::byte_serialize(attempt.request.key.as_str().as_bytes()).collect::<String>();
    format!("{}/checkout/return?payment={key}", shop.config.own_url())
}
