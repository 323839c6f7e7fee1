//! A provider with a page of its own, in the shape of Stripe Checkout: a session is created, the shopper goes to its page
//! and comes back, a signed webhook tells how it went. No card number ever comes here.

use meadow_wire::{ChangeId, NextAction, RedirectStep, Timestamp};
use serde::Deserialize;

use super::{
    Bill, Charge, Confirmed, NoAnswer, Provider, Stripe, WebhookEvent, WebhookRefusal, events, signature,
    stripe::Said,
};
use crate::{
    config::Secret,
    db::{Db, Pages},
};

/// Stripe closes no page earlier than thirty minutes after it was opened. It is closed from here when the goods go.
const PAGE_MS: i64 = 31 * 60 * 1_000;

/// How the shop knows the provider, and the provider the shop.
#[derive(Debug, Clone)]
pub struct RedirectSettings {
    /// The provider's API.
    pub stripe: Stripe,
    /// Signs the webhooks.
    pub webhook_secret: Secret,
}

/// The provider. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Redirect {
    settings: RedirectSettings,
    db: Db,
}

/// A Checkout Session. <https://docs.stripe.com/api/checkout/sessions/object>
#[derive(Debug, Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    status: Option<Status>,
    payment_status: PaymentStatus,
    payment_intent: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Open,
    Complete,
    Expired,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PaymentStatus {
    Paid,
    Unpaid,
    NoPaymentRequired,
}

/// What a refund answers; only that it does matters.
#[derive(Deserialize)]
struct Refunded {}

impl Session {
    /// Where the payment stands by what the provider tells of its page.
    fn charge(self) -> Result<Charge, NoAnswer> {
        match (self.status, self.payment_status) {
            (_, PaymentStatus::Paid | PaymentStatus::NoPaymentRequired) => Ok(Charge::Paid),
            (Some(Status::Expired), PaymentStatus::Unpaid) => Ok(Charge::Declined),
            // A slow way to pay: a bank transfer that is on its way.
            (Some(Status::Complete), PaymentStatus::Unpaid) => Ok(Charge::Next(NextAction::Wait)),
            (Some(Status::Open) | None, PaymentStatus::Unpaid) => match self.url {
                Some(url) => Ok(Charge::Next(NextAction::Redirect(RedirectStep { url }))),
                None => Err(NoAnswer("an open page has no address".to_owned())),
            },
        }
    }
}

impl Redirect {
    /// The pages that are opened stand in this database.
    pub fn new(db: Db, settings: RedirectSettings) -> Self {
        Self { settings, db }
    }

    async fn open(&self, bill: &Bill) -> Result<Session, NoAnswer> {
        let ends = (bill.until.ms + PAGE_MS) / 1_000;
        let amount = bill.amount.minor.to_string();
        let currency = bill.amount.currency.code().to_ascii_lowercase();
        let form = [
            ("mode", "payment"),
            ("client_reference_id", &bill.reference),
            ("payment_intent_data[metadata][payment]", &bill.reference),
            ("expires_at", &ends.to_string()),
            ("success_url", &bill.back),
            ("cancel_url", &bill.back),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", &currency),
            ("line_items[0][price_data][unit_amount]", &amount),
            ("line_items[0][price_data][product_data][name]", "Your order"),
        ];
        let opened = self
            .settings
            .stripe
            .post("/v1/checkout/sessions", &bill.reference, &form)
            .await?;
        match opened {
            Said::Yes(session) => Ok(session),
            Said::No(status) => Err(NoAnswer(format!("no page is opened: {status}"))),
        }
    }

    async fn look(&self, page: &str) -> Result<Session, NoAnswer> {
        match self
            .settings
            .stripe
            .get(&format!("/v1/checkout/sessions/{page}"))
            .await?
        {
            Said::Yes(session) => Ok(session),
            Said::No(status) => Err(NoAnswer(format!("the page {page} is not shown: {status}"))),
        }
    }

    async fn give_back(&self, reference: &str, intent: Option<String>) -> Result<(), NoAnswer> {
        let Some(intent) = intent else {
            return Err(NoAnswer("a paid page names no payment".to_owned()));
        };
        let (once, form) = (
            format!("{reference}-refund"),
            [("payment_intent", intent.as_str())],
        );
        match self
            .settings
            .stripe
            .post::<Refunded>("/v1/refunds", &once, &form)
            .await?
        {
            Said::Yes(_) => Ok(()),
            Said::No(status) => Err(NoAnswer(format!("the refund is refused: {status}"))),
        }
    }
}

impl Provider for Redirect {
    async fn charge(&self, bill: &Bill) -> Result<Charge, NoAnswer> {
        let known = self.db.page(&bill.reference).await.map_err(unread)?;
        let session = match known {
            Some(page) => self.look(&page).await?,
            None => {
                // If this answer is lost, the same reference opens the same page again.
                let session = self.open(bill).await?;
                self.db
                    .keep_page(&bill.reference, &session.id)
                    .await
                    .map_err(unread)?;
                session
            }
        };
        session.charge()
    }

    async fn confirm(&self, _reference: &str, _id: &ChangeId, _code: &str) -> Result<Confirmed, NoAnswer> {
        Ok(Confirmed::NotAsked)
    }

    async fn refund(&self, reference: &str) -> Result<(), NoAnswer> {
        // Without a page nobody was sent anywhere: nothing can be paid.
        let Some(page) = self.db.page(reference).await.map_err(unread)? else {
            return Ok(());
        };
        let session = self.look(&page).await?;
        match (session.status, session.payment_status) {
            (_, PaymentStatus::Paid) => self.give_back(reference, session.payment_intent).await,
            (Some(Status::Expired), _) | (_, PaymentStatus::NoPaymentRequired) => Ok(()),
            (Some(Status::Complete), PaymentStatus::Unpaid) => {
                Err(NoAnswer("the money is still on its way".to_owned()))
            }
            (Some(Status::Open) | None, PaymentStatus::Unpaid) => {
                let close = format!("/v1/checkout/sessions/{page}/expire");
                let closed = self.settings.stripe.post::<Session>(&close, &close, &[]).await?;
                match closed {
                    Said::Yes(_) => Ok(()),
                    // Paid in this very moment: looked at again the next time.
                    Said::No(status) => Err(NoAnswer(format!("the page is not closed: {status}"))),
                }
            }
        }
    }

    fn read(&self, signature: &str, body: &[u8], now: Timestamp) -> Result<WebhookEvent, WebhookRefusal> {
        signature::check(self.settings.webhook_secret.reveal(), signature, body, now)?;
        events::read(body)
    }
}

fn unread(error: crate::db::DbError) -> NoAnswer {
    NoAnswer(format!("which page was opened can't be read: {error}"))
}
