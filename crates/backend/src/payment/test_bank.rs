//! The built-in provider for trying out: it knows by the card's name what to do and moves no money, but it keeps books as
//! a real one does, and sends webhooks of its own accord. Books and webhooks outlive the process.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use meadow_wire::{ChangeId, ConfirmStep, NextAction, PaymentMethod, TestCard, Timestamp};
use serde_json::json;
use tokio::sync::Notify;

use super::{
    Account, AccountState, Bill, Charge, Confirmed, NoAnswer, Provider, WebhookEvent, WebhookRefusal, events,
    signature,
};
use crate::{
    clock,
    db::{Bank, Db, DbError, Part},
};

/// The code that the second step takes.
const CODE: &str = "123456";
/// So many wrong codes decline.
const WRONG_CODES: usize = 3;

/// The test provider. Cheap to clone.
#[derive(Debug, Clone)]
pub struct TestBank {
    /// How long the slow card takes.
    pub slow: Duration,
    /// How long the card takes that pays later.
    pub later: Duration,
    /// How long the card takes whose webhook comes twice.
    pub soon: Duration,
    /// Rung when a webhook is due.
    pub mail: Arc<Notify>,
    db: Db,
    /// Signs the webhooks of this process; nobody else needs to know it.
    secret: Arc<str>,
    faults: Arc<Mutex<Faults>>,
}

/// What goes wrong on purpose.
#[derive(Debug, Default)]
struct Faults {
    /// How many refunds get no answer yet.
    outage: u32,
    /// Whether the next charge breaks whoever asks for it.
    breaks: bool,
}

/// What the bank does about a charge, after it is in the books.
enum Manner {
    /// Says it.
    At(Charge),
    /// Says it after a while.
    After(Duration, Charge),
    /// Sends its webhook first.
    AfterTheLetter,
    /// Never says anything.
    Never,
}

impl TestBank {
    /// With its books in this database.
    pub fn new(db: Db, later: Duration) -> Self {
        Self {
            slow: Duration::from_secs(10),
            later,
            soon: Duration::from_secs(1).min(later),
            mail: Arc::default(),
            db,
            secret: clock::random_id("whsec").into(),
            faults: Arc::default(),
        }
    }

    /// The payments that were taken and not given back, in minor units.
    pub async fn takings(&self) -> Result<Vec<i64>, DbError> {
        self.db.takings().await
    }

    /// The next `count` refunds get no answer.
    pub fn break_refunds(&self, count: u32) {
        self.faults(|faults| faults.outage = count);
    }

    /// Whether the next refund gets no answer.
    pub fn is_out_of_order(&self) -> bool {
        self.faults(|faults| faults.outage > 0)
    }

    /// The next charge takes the money, and whoever asked for it panics before hearing of it.
    pub fn break_charge(&self) {
        self.faults(|faults| faults.breaks = true);
    }

    /// A webhook about a payment, as it is sent: its signature and its body. The same payment has the same event id.
    pub fn letter(&self, reference: &str, now: Timestamp) -> (String, Vec<u8>) {
        let body = json!({
            "id": format!("evt_{reference}"),
            "type": "payment_intent.succeeded",
            "created": now.ms / 1_000,
            "data": {"object": {"object": "payment_intent", "metadata": {"payment": reference}}},
        })
        .to_string()
        .into_bytes();
        (self.sign(now.ms / 1_000, &body), body)
    }

    /// The signature of a body that is sent at the time given, in Unix seconds.
    pub fn sign(&self, at_secs: i64, body: &[u8]) -> String {
        signature::sign(&self.secret, at_secs, body)
    }

    /// Whether a refund gets an answer now.
    fn answers(&self) -> Result<(), NoAnswer> {
        self.faults(|faults| match faults.outage.checked_sub(1) {
            None => Ok(()),
            Some(left) => {
                faults.outage = left;
                Err(NoAnswer("out of order, on purpose".to_owned()))
            }
        })
    }

    fn faults<T>(&self, look: impl FnOnce(&mut Faults) -> T) -> T {
        look(&mut self.faults.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn open(&self, account: &mut Account, bill: &Bill, card: TestCard, now: Timestamp) -> Manner {
        let is_new = account.state == AccountState::New;
        let later = |wait: Duration| now.plus_ms(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
        let wait = Manner::At(Charge::Next(NextAction::Wait));
        account.amount = Some(bill.amount);
        let mut become_state = |state, manner| {
            account.state = state;
            manner
        };
        match card {
            TestCard::Succeeds => become_state(AccountState::Paid, Manner::At(Charge::Paid)),
            TestCard::Declined => become_state(AccountState::Declined, Manner::At(Charge::Declined)),
            TestCard::Slow => become_state(AccountState::Paid, Manner::After(self.slow, Charge::Paid)),
            TestCard::SecondStep => {
                let tries_left = u32::try_from(WRONG_CODES - account.wrong.len()).unwrap_or(1);
                account.state = AccountState::Open;
                account.wants_code = true;
                let step = ConfirmStep { tries_left };
                Manner::At(Charge::Next(NextAction::Confirm(step)))
            }
            TestCard::TimesOut if is_new => become_state(AccountState::Open, Manner::Never),
            TestCard::PaysLater | TestCard::TwiceWebhook if is_new => {
                account.state = AccountState::Open;
                match card {
                    TestCard::PaysLater => account.will_write(later(self.later), 1),
                    _ => account.will_write(later(self.soon), 2),
                }
                wait
            }
            TestCard::EarlyWebhook => {
                account.state = AccountState::Paid;
                account.will_write(now, 1);
                Manner::AfterTheLetter
            }
            TestCard::TimesOut | TestCard::PaysLater | TestCard::TwiceWebhook => wait,
        }
    }

    async fn letter_sent(&self, reference: &str) -> Result<(), NoAnswer> {
        loop {
            let letters = self.account(reference, |account| account.letters).await?;
            if letters == 0 {
                return Ok(());
            }
            self.mail.notify_one();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn account<T: Send>(
        &self,
        reference: &str,
        change: impl FnOnce(&mut Account) -> T + Send,
    ) -> Result<T, NoAnswer> {
        let changed = self.db.account(reference, change).await;
        changed.map_err(|error| NoAnswer(format!("the test bank's books can't be read: {error}")))
    }
}

impl Provider for TestBank {
    async fn charge(&self, bill: &Bill) -> Result<Charge, NoAnswer> {
        let PaymentMethod::Test(card) = bill.method else {
            return Err(NoAnswer("that is no test card".to_owned()));
        };
        let now = clock::now();
        let asked = self.account(&bill.reference, |account| {
            account.at(now);
            match account.state {
                AccountState::Paid => Manner::At(Charge::Paid),
                AccountState::Declined | AccountState::Void => Manner::At(Charge::Declined),
                AccountState::New | AccountState::Open => self.open(account, bill, card, now),
            }
        });
        let charge = match asked.await? {
            Manner::At(charge) => charge,
            Manner::After(wait, charge) => {
                tokio::time::sleep(wait).await;
                charge
            }
            Manner::AfterTheLetter => {
                self.letter_sent(&bill.reference).await?;
                Charge::Paid
            }
            Manner::Never => std::future::pending().await,
        };
        let breaks = self.faults(|faults| charge == Charge::Paid && std::mem::take(&mut faults.breaks));
        assert!(!breaks, "out of order, on purpose");
        Ok(charge)
    }

    async fn confirm(&self, reference: &str, id: &ChangeId, code: &str) -> Result<Confirmed, NoAnswer> {
        let now = clock::now();
        let confirmed = self.account(reference, |account| match account.state {
            AccountState::Paid => Confirmed::Right,
            AccountState::Declined | AccountState::Void => Confirmed::Declined,
            AccountState::Open if account.wants_code => {
                if code.trim() == CODE {
                    account.state = AccountState::Paid;
                    // Whoever brought the code may be gone before it hears the answer.
                    account.will_write(now, 1);
                    return Confirmed::Right;
                }
                if !account.wrong.contains(id) {
                    account.wrong.push(id.clone());
                }
                match WRONG_CODES.saturating_sub(account.wrong.len()) {
                    0 => {
                        account.state = AccountState::Declined;
                        Confirmed::Declined
                    }
                    left => Confirmed::Wrong {
                        tries_left: u32::try_from(left).unwrap_or(1),
                    },
                }
            }
            AccountState::New | AccountState::Open => Confirmed::NotAsked,
        });
        confirmed.await
    }

    async fn refund(&self, reference: &str) -> Result<(), NoAnswer> {
        self.answers()?;
        self.account(reference, |account| {
            account.state = AccountState::Void;
            account.letter_at = None;
            account.letters = 0;
        })
        .await
    }

    async fn refund_part(&self, reference: &str, part: &Part) -> Result<(), NoAnswer> {
        self.answers()?;
        self.account(reference, |account| {
            account.parts.insert(part.name.0.clone(), part.amount.minor);
        })
        .await
    }

    fn read(&self, signature: &str, body: &[u8], now: Timestamp) -> Result<WebhookEvent, WebhookRefusal> {
        signature::check(&self.secret, signature, body, now)?;
        events::read(body)
    }
}
