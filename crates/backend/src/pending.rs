//! Payments that are open: asked about, confirmed, and found again by whoever comes back.

use std::time::Duration;

use meadow_wire::{NextAction, OrderKey, Payment, PaymentCode, PaymentState};
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use crate::{
    Shop, clock,
    db::{DbError, Payments, SessionId, Standing},
    http::problem::AppError,
    payment::Confirmed,
    purchase::{self, Placed},
};

/// So many at once.
const BATCH: u32 = 20;
/// So long a code waits for whoever works on the payment.
const WAIT: Duration = Duration::from_secs(12);

/// Asks about open payments, less and less often: a webhook that was lost loses no order. Never ends.
pub async fn run(shop: Shop) {
    let mut ticks = interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if shop.db.reader.is_closed() {
            return;
        }
        if let Err(error) = ask(&shop).await {
            tracing::warn!(%error, "open payments are asked about the next time");
        }
    }
}

/// Asks about those that are due now.
pub async fn ask(shop: &Shop) -> Result<(), DbError> {
    let mut asked = JoinSet::new();
    for standing in shop.db.to_ask(clock::now(), BATCH).await? {
        let shop = shop.clone();
        asked.spawn(async move {
            match purchase::go_on(&shop, standing.attempt, Duration::ZERO).await {
                Ok(_) | Err(AppError::Declined | AppError::Expired | AppError::InFlight) => {}
                Err(error) => tracing::warn!(%error, "an open payment was asked about in vain"),
            }
        });
    }
    while let Some(done) = asked.join_next().await {
        if let Err(error) = done {
            tracing::error!(%error, "asking about an open payment broke off");
        }
    }
    Ok(())
}

/// Where the payment stands; the provider is asked if it was not just now.
pub async fn tell(shop: &Shop, session: &SessionId, key: &OrderKey) -> Result<Payment, AppError> {
    let known = find(shop, session, key).await?;
    let is_open = matches!(known.payment.state, PaymentState::Open(_));
    if !is_open || known.was_asked_lately(clock::now()) {
        return Ok(known.payment);
    }
    match purchase::go_on(shop, known.attempt, Duration::ZERO).await {
        // What became of it stands in the database; a provider without an answer leaves it as it was.
        Ok(_) | Err(AppError::Declined | AppError::Expired | AppError::InFlight | AppError::Unsure(_)) => {
            Ok(find(shop, session, key).await?.payment)
        }
        Err(error) => Err(error),
    }
}

/// Hands a code on to the provider, and makes the order if it was right.
pub async fn confirm(
    shop: &Shop,
    session: &SessionId,
    key: &OrderKey,
    code: PaymentCode,
) -> Result<Payment, AppError> {
    let known = find(shop, session, key).await?;
    match known.payment.state {
        PaymentState::Open(NextAction::Confirm(_)) => {}
        PaymentState::Open(_) => return Err(not_asked()),
        PaymentState::Paid(_) => return Ok(known.payment),
        PaymentState::Declined => return Err(AppError::Declined),
        PaymentState::Expired => return Err(AppError::Expired),
    }
    let said = shop
        .payment
        .confirm(known.provider, &known.reference, &code.id, &code.code);
    match said.await.map_err(|error| AppError::Unsure(error.to_string()))? {
        Confirmed::Wrong { tries_left } => Err(AppError::field("code", wrong(tries_left))),
        Confirmed::NotAsked => Err(not_asked()),
        Confirmed::Right | Confirmed::Declined => match purchase::go_on(shop, known.attempt, WAIT).await? {
            Placed::Open(payment) => Ok(payment),
            Placed::Order { .. } => Ok(find(shop, session, key).await?.payment),
        },
    }
}

async fn find(shop: &Shop, session: &SessionId, key: &OrderKey) -> Result<Standing, AppError> {
    let known = shop.db.standing(session, key).await?;
    known.ok_or_else(|| AppError::missing("payment"))
}

fn not_asked() -> AppError {
    AppError::NotPossible("The bank asks for no code for this payment.".to_owned())
}

fn wrong(tries_left: u32) -> String {
    match tries_left {
        1 => "That is not the code. One more try is left.".to_owned(),
        left => format!("That is not the code. {left} tries are left."),
    }
}
