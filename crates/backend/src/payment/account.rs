//! What the test provider's books hold about one payment.

use meadow_wire::{ChangeId, Money, Timestamp};
use serde::{Deserialize, Serialize};

/// What the bank knows about one payment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Where it stands.
    pub state: AccountState,
    /// How much it is about.
    pub amount: Option<Money>,
    /// Whether the shopper must bring a code.
    pub wants_code: bool,
    /// The wrong codes, each by the id of its try.
    pub wrong: Vec<ChangeId>,
    /// When the bank sends its next webhook.
    pub letter_at: Option<Timestamp>,
    /// How often it sends that one.
    pub letters: u32,
}

/// Where a payment stands at the bank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountState {
    /// Never heard of.
    #[default]
    New,
    /// Asked for, and not decided.
    Open,
    /// Taken.
    Paid,
    /// Refused for good.
    Declined,
    /// Given back, or never to be taken.
    Void,
}

impl Account {
    /// What was taken and not given back.
    pub fn taken(&self) -> i64 {
        match (self.state, self.amount) {
            (AccountState::Paid, Some(amount)) => amount.minor,
            _ => 0,
        }
    }

    /// What is due by now has happened.
    pub fn at(&mut self, now: Timestamp) {
        if self.state == AccountState::Open && self.letter_at.is_some_and(|due| due <= now) {
            self.state = AccountState::Paid;
        }
    }

    /// The bank sends its next webhook then, so often.
    pub(super) fn will_write(&mut self, at: Timestamp, letters: u32) {
        self.letter_at = Some(at);
        self.letters = letters;
    }
}
