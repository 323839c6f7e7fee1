//! Payment: providers behind a trait.

mod account;
mod events;
mod redirect;
mod signature;
mod stripe;
mod test_bank;

use std::{future::Future, time::Duration};

use meadow_wire::{ChangeId, Money, NextAction, PaymentKind, PaymentMethod, Timestamp};

pub use account::{Account, AccountState};
pub use events::{News, WebhookEvent, WebhookRefusal};
pub use redirect::{Redirect, RedirectSettings};
pub use signature::{HEADER as SIGNATURE_HEADER, sign};
pub use stripe::{Said, Stripe};
pub use test_bank::TestBank;

/// What the provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charge {
    /// The money is ours.
    Paid,
    /// It is not, and will not be with this card.
    Declined,
    /// Not yet: something must happen first. The provider tells by webhook, and whenever it is asked again.
    Next(NextAction),
}

/// What the provider says to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It was right: ask for the charge again.
    Right,
    /// It was wrong.
    Wrong {
        /// How often another one can be tried.
        tries_left: u32,
    },
    /// It was wrong once too often.
    Declined,
    /// Nobody asked for a code.
    NotAsked,
}

/// Nobody knows whether the money came.
#[derive(Debug, thiserror::Error)]
#[error("the payment provider gave no answer: {0}")]
pub struct NoAnswer(pub String);

/// What is to be paid.
#[derive(Debug, Clone)]
pub struct Bill {
    /// The payment's name at the provider, the same however often it is asked for.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// With what.
    pub method: PaymentMethod,
    /// So long the goods wait for it.
    pub until: Timestamp,
    /// Where the provider's page leads back to, with the key of the payment.
    pub back: String,
}

/// A payment provider. Charging twice with one reference charges once and answers where it stands.
pub trait Provider {
    /// Takes the money, or says what must happen first.
    fn charge(&self, bill: &Bill) -> impl Future<Output = Result<Charge, NoAnswer>> + Send;

    /// Hands the shopper's code on. A try that arrives twice counts once.
    fn confirm(
        &self,
        reference: &str,
        id: &ChangeId,
        code: &str,
    ) -> impl Future<Output = Result<Confirmed, NoAnswer>> + Send;

    /// Gives back whatever was taken; nothing if nothing was. From then on nothing is taken with it.
    fn refund(&self, reference: &str) -> impl Future<Output = Result<(), NoAnswer>> + Send;

    /// Whether it was the provider that sent this, lately, and what it tells.
    fn read(&self, signature: &str, body: &[u8], now: Timestamp) -> Result<WebhookEvent, WebhookRefusal>;
}

/// The providers of this shop. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Providers {
    /// The one for trying out.
    pub test: TestBank,
    /// The one with a page of its own, where the shop has one.
    pub redirect: Option<Redirect>,
    /// So long a provider may take to answer; after that the shopper is told that it takes longer.
    pub patience: Duration,
}

/// Less than the storefront's own patience (`src/api/client.rs`), more than the slow card takes.
const PATIENCE: Duration = Duration::from_secs(15);

impl Providers {
    /// With the usual patience.
    pub fn new(test: TestBank, redirect: Option<Redirect>) -> Self {
        Self {
            test,
            redirect,
            patience: PATIENCE,
        }
    }

    /// The ways to pay here.
    pub fn kinds(&self) -> Vec<PaymentKind> {
        let redirect = self.redirect.iter().map(|_| PaymentKind::Redirect);
        [PaymentKind::Test].into_iter().chain(redirect).collect()
    }

    /// As [`Provider::charge`].
    pub async fn charge(&self, bill: &Bill) -> Result<Charge, NoAnswer> {
        match bill.method {
            PaymentMethod::Test(_) => self.test.charge(bill).await,
            PaymentMethod::Redirect => self.redirect()?.charge(bill).await,
        }
    }

    /// As [`Provider::confirm`].
    pub async fn confirm(
        &self,
        provider: PaymentKind,
        reference: &str,
        id: &ChangeId,
        code: &str,
    ) -> Result<Confirmed, NoAnswer> {
        match provider {
            PaymentKind::Test => self.test.confirm(reference, id, code).await,
            PaymentKind::Redirect => self.redirect()?.confirm(reference, id, code).await,
        }
    }

    /// As [`Provider::refund`].
    pub async fn refund(&self, provider: PaymentKind, reference: &str) -> Result<(), NoAnswer> {
        match provider {
            PaymentKind::Test => self.test.refund(reference).await,
            PaymentKind::Redirect => self.redirect()?.refund(reference).await,
        }
    }

    /// As [`Provider::read`]; `None` if the shop has no such provider.
    pub fn read(
        &self,
        provider: PaymentKind,
        signature: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Option<Result<WebhookEvent, WebhookRefusal>> {
        match provider {
            PaymentKind::Test => Some(self.test.read(signature, body, now)),
            PaymentKind::Redirect => Some(self.redirect.as_ref()?.read(signature, body, now)),
        }
    }

    /// The shop was closed, and opened without the provider that it began a payment with.
    fn redirect(&self) -> Result<&Redirect, NoAnswer> {
        self.redirect
            .as_ref()
            .ok_or_else(|| NoAnswer("the redirect provider is not set up any more".to_owned()))
    }
}

/// Which provider a way to pay belongs to.
pub fn kind(method: PaymentMethod) -> PaymentKind {
    match method {
        PaymentMethod::Test(_) => PaymentKind::Test,
        PaymentMethod::Redirect => PaymentKind::Redirect,
    }
}
