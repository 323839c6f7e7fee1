//! What the payment providers tell of their own accord: in any order, late, twice, or before they answer.

use std::time::Duration;

use meadow_wire::PaymentKind;
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    Shop, clock,
    db::{Bank, DbError, Payments},
    http::problem::AppError,
    payment::News,
    purchase,
};

/// So many webhooks of the test provider at once.
const BATCH: u32 = 100;
/// The test provider looks this often what is due.
const LOOK: Duration = Duration::from_millis(250);

/// Takes a webhook. What it tells is written down before this returns, so that a provider which gets no answer sends it
/// again, and one that is sent again changes nothing.
pub async fn receive(
    shop: &Shop,
    provider: PaymentKind,
    signature: &str,
    body: &[u8],
) -> Result<(), AppError> {
    let now = clock::now();
    let event = match shop.payment.read(provider, signature, body, now) {
        Some(read) => read?,
        None => return Err(AppError::missing("payment provider")),
    };
    if shop.db.was_taken(provider, &event.id).await? {
        return Ok(());
    }
    let known = match &event.reference {
        Some(reference) => shop.db.named(reference).await?,
        None => None,
    };
    match (known, event.news) {
        (Some(payment), _) if payment.provider != provider => {
            tracing::warn!(event = event.id, "a webhook is about another provider's payment");
        }
        (Some(payment), News::Paid) => {
            if purchase::paid(shop, &payment.attempt).await?.is_none() {
                tracing::warn!(event = event.id, "a payment came too late and is given back");
            }
        }
        (Some(payment), News::Moved) => match purchase::go_on(shop, payment.attempt, Duration::ZERO).await {
            Ok(_) | Err(AppError::Declined | AppError::Expired | AppError::InFlight) => {}
            Err(error) => return Err(error),
        },
        (Some(_), News::Other) => {}
        (None, _) => tracing::info!(event = event.id, "a webhook is about no payment of this shop"),
    }
    Ok(shop.db.take_note(provider, &event.id, now).await?)
}

/// Sends the webhooks of the test provider when they are due, also those from before a restart. Never ends.
pub async fn deliver(shop: Shop) {
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = shop.payment.test.mail.notified() => {}
        }
        if shop.db.reader.is_closed() {
            return;
        }
        if let Err(error) = deliver_due(&shop).await {
            tracing::warn!(%error, "the test provider sends its webhooks the next time");
        }
    }
}

async fn deliver_due(shop: &Shop) -> Result<(), DbError> {
    let now = clock::now();
    'letters: for reference in shop.db.letters_due(now, BATCH).await? {
        // In the books before it is told, as with every bank.
        let letters = shop.db.account(&reference, |account| {
            account.at(now);
            account.letters
        });
        let (signature, body) = shop.payment.test.letter(&reference, now);
        for _ in 0..letters.await? {
            if let Err(error) = receive(shop, PaymentKind::Test, &signature, &body).await {
                tracing::warn!(%error, "a webhook of the test provider is sent again");
                continue 'letters;
            }
        }
        let sent = shop.db.account(&reference, |account| {
            account.letter_at = None;
            account.letters = 0;
        });
        sent.await?;
    }
    Ok(())
}
