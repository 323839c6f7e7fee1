//! Payment: a provider behind a trait.

use std::{future::Future, time::Duration};

use meadow_wire::{Money, PaymentMethod, TestCard};

/// What the provider says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// The money is ours.
    Paid,
    /// It is not, and will not be with this card.
    Declined,
}

/// Nobody knows whether the money came.
#[derive(Debug, thiserror::Error)]
#[error("the payment provider gave no answer: {0}")]
pub struct NoAnswer(pub String);

/// A payment provider. Charging twice with one key charges once and answers the same.
pub trait Payment {
    /// Takes the money.
    fn charge(
        &self,
        key: &str,
        amount: Money,
        method: PaymentMethod,
    ) -> impl Future<Output = Result<Charge, NoAnswer>> + Send;

    /// Gives back whatever was taken with the key; nothing if nothing was.
    fn refund(&self, key: &str) -> impl Future<Output = Result<(), NoAnswer>> + Send;
}

/// The built-in provider for trying out: it knows by the card's name what to do and moves no money.
#[derive(Debug, Clone, Copy)]
pub struct TestProvider {
    /// How long the slow card takes.
    pub slow: Duration,
}

impl Payment for TestProvider {
    async fn charge(&self, _key: &str, _amount: Money, method: PaymentMethod) -> Result<Charge, NoAnswer> {
        match method {
            PaymentMethod::Test(TestCard::Succeeds) => Ok(Charge::Paid),
            PaymentMethod::Test(TestCard::Declined) => Ok(Charge::Declined),
            PaymentMethod::Test(TestCard::Slow) => {
                tokio::time::sleep(self.slow).await;
                Ok(Charge::Paid)
            }
        }
    }

    async fn refund(&self, _key: &str) -> Result<(), NoAnswer> {
        Ok(())
    }
}
