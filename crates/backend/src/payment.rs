//! Payment: a provider behind a trait.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

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

    /// Gives back whatever was taken with the key; nothing if nothing was. From then on nothing is taken with it.
    fn refund(&self, key: &str) -> impl Future<Output = Result<(), NoAnswer>> + Send;

    /// Gives back a part of what was taken with the key. The part has a name: asked twice, it is given once.
    fn refund_part(
        &self,
        key: &str,
        name: &str,
        amount: Money,
    ) -> impl Future<Output = Result<(), NoAnswer>> + Send;
}

/// The built-in provider for trying out: it knows by the card's name what to do and moves no money, but it keeps books
/// as a real one does.
#[derive(Debug, Clone)]
pub struct TestProvider {
    /// How long the slow card takes.
    pub slow: Duration,
    books: Arc<Mutex<Books>>,
}

#[derive(Debug, Default)]
struct Books {
    /// What was taken and not given back, by key.
    taken: HashMap<String, Money>,
    /// The parts that were given back, by their names.
    parts: HashMap<String, Money>,
    /// How many refunds get no answer yet.
    outage: u32,
    /// Whether the next charge breaks whoever asks for it.
    breaks: bool,
}

impl Books {
    /// Whether a refund gets an answer now.
    fn answers(&mut self) -> Result<(), NoAnswer> {
        if self.outage > 0 {
            self.outage -= 1;
            return Err(NoAnswer("out of order, on purpose".to_owned()));
        }
        Ok(())
    }
}

impl TestProvider {
    /// A provider with empty books.
    pub fn new(slow: Duration) -> Self {
        Self {
            slow,
            books: Arc::default(),
        }
    }

    /// The payments that were taken and not given back.
    pub fn takings(&self) -> Vec<Money> {
        self.books(|books| books.taken.values().copied().collect())
    }

    /// The parts of payments that were given back.
    pub fn parts(&self) -> Vec<Money> {
        self.books(|books| books.parts.values().copied().collect())
    }

    /// The next `count` refunds get no answer.
    pub fn break_refunds(&self, count: u32) {
        self.books(|books| books.outage = count);
    }

    /// The next charge takes the money, and whoever asked for it panics before hearing of it.
    pub fn break_charge(&self) {
        self.books(|books| books.breaks = true);
    }

    fn books<T>(&self, look: impl FnOnce(&mut Books) -> T) -> T {
        look(&mut self.books.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn take(&self, key: &str, amount: Money) -> Charge {
        let breaks = self.books(|books| {
            books.taken.insert(key.to_owned(), amount);
            std::mem::take(&mut books.breaks)
        });
        assert!(!breaks, "out of order, on purpose");
        Charge::Paid
    }
}

impl Payment for TestProvider {
    async fn charge(&self, key: &str, amount: Money, method: PaymentMethod) -> Result<Charge, NoAnswer> {
        match method {
            PaymentMethod::Test(TestCard::Succeeds) => Ok(self.take(key, amount)),
            PaymentMethod::Test(TestCard::Declined) => Ok(Charge::Declined),
            PaymentMethod::Test(TestCard::Slow) => {
                tokio::time::sleep(self.slow).await;
                Ok(self.take(key, amount))
            }
        }
    }

    async fn refund(&self, key: &str) -> Result<(), NoAnswer> {
        self.books(|books| {
            books.answers()?;
            books.taken.remove(key);
            Ok(())
        })
    }

    async fn refund_part(&self, key: &str, name: &str, amount: Money) -> Result<(), NoAnswer> {
        self.books(|books| {
            books.answers()?;
            if books.parts.insert(name.to_owned(), amount).is_none()
                && let Some(left) = books.taken.get_mut(key)
            {
                left.minor -= amount.minor;
                if left.minor == 0 {
                    books.taken.remove(key);
                }
            }
            Ok(())
        })
    }
}
