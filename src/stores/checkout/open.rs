//! A payment that needs one step more: a code, the provider's page, or patience.

use leptos::prelude::*;
use meadow_wire::{NextAction, OrderId, OrderKey, Payment, PaymentCode, PaymentState};

use super::{CheckoutStore, Kept, Paying, Phase, WhoseMove};
use crate::{
    api::{self, ApiError},
    browser::{page, random, task, time},
    stores::session,
};

/// An open payment is asked about this often at first, in milliseconds …
const ASK_MS: u32 = 2_000;
/// … and this often after a while.
const ASK_LATER_MS: u32 = 5_000;
/// How often it is asked at first.
const EAGER_ROUNDS: u32 = 15;
/// A code without an answer is sent again after this long, in milliseconds.
const AGAIN_MS: u32 = 1_500;

/// What becomes of the code that the shopper typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirming {
    /// None was typed.
    No,
    /// The bank looks at it.
    Asked,
    /// It is wrong, or something else is; in words.
    Refused(String),
    /// No answer came; the same try is sent again.
    Unsure(ApiError),
}

impl CheckoutStore {
    /// What becomes of the code.
    pub fn confirming(self) -> Signal<Confirming> {
        self.confirming.into()
    }

    /// The shopper came back from the provider's page: finds out what became of the payment.
    pub fn find(self, key: OrderKey) {
        self.begin(async move || {
            self.remember().await;
            self.paying.set(Paying::Asked);
            self.follow(key, None, WhoseMove::Shopper).await;
        });
    }

    /// Hands the bank the code that was typed. It is one try however often it is sent.
    pub fn confirm(self, code: String) {
        let Paying::Open(payment) = self.paying.get_untracked() else {
            return;
        };
        if matches!(
            self.confirming.get_untracked(),
            Confirming::Asked | Confirming::Unsure(_)
        ) {
            return;
        }
        let code = PaymentCode {
            id: random::id().into(),
            code: code.trim().to_owned(),
        };
        self.confirming.set(Confirming::Asked);
        task::spawn(async move {
            while let Err(error) =
                session::with_session(async || api::payments::confirm(&payment.key, &code).await).await
            {
                if let Some(end) = end_of_try(&error) {
                    self.confirming.set(end);
                    break;
                }
                self.confirming.set(Confirming::Unsure(error));
                time::sleep(AGAIN_MS).await;
                if !matches!(self.paying.get_untracked(), Paying::Open(_)) {
                    break;
                }
            }
            // What it came to is told to the one who asks about the payment.
            self.ask_now();
        });
    }

    /// The shopper wants to pay in another way. The server lets go of this payment when the next one begins.
    pub fn other_way(self) {
        self.given_up.set_value(true);
        self.ask_now();
    }

    /// Goes to the provider's page again.
    pub fn leave(self) {
        if let Paying::Open(payment) = self.paying.get_untracked() {
            go_there(&payment);
        }
    }

    /// The payment is open: shows what must happen, and asks until it is something else.
    pub(super) async fn opened(self, payment: Payment, whose: WhoseMove) {
        let key = payment.key.clone();
        if whose == WhoseMove::Shopper {
            // After a reload only the key was known.
            self.show_goods().await;
        }
        self.follow(key, Some(payment), whose).await;
    }

    async fn follow(self, key: OrderKey, mut known: Option<Payment>, mut whose: WhoseMove) {
        self.given_up.set_value(false);
        self.confirming.set(Confirming::No);
        for round in 0.. {
            let told = match known.take() {
                Some(payment) => Ok(payment),
                None => session::with_session(async || api::payments::read(&key).await).await,
            };
            match told {
                Ok(payment) => match &payment.state {
                    PaymentState::Paid(order) => return self.found(&key, order.clone()).await,
                    PaymentState::Declined => return self.was_declined(&key).await,
                    PaymentState::Expired => return self.is_over(&key).await,
                    PaymentState::Open(_) => {
                        // Only straight from the press: who comes back by the Back button is not sent away again.
                        if whose == WhoseMove::Page {
                            go_there(&payment);
                        }
                        whose = WhoseMove::Shopper;
                        if self.paying.get_untracked() != Paying::Open(payment.clone()) {
                            self.paying.set(Paying::Open(payment));
                        }
                    }
                },
                // The server forgot it, or it was another browser's.
                Err(error) if !error.passing() => return self.is_unknown(&key, error).await,
                Err(error) => {
                    if !matches!(self.paying.get_untracked(), Paying::Open(_)) {
                        self.paying.set(Paying::Unsure(error));
                    }
                }
            }
            let wait = if round < EAGER_ROUNDS {
                ASK_MS
            } else {
                ASK_LATER_MS
            };
            self.pause(wait).await;
            if self.given_up.get_value() {
                return self.start_over(&key).await;
            }
        }
    }

    async fn show_goods(self) {
        let attempt = self.kept.with_value(|kept| kept.attempt.clone());
        if let Some(attempt) = attempt
            && let Ok(checkout) = api::orders::checkout(&attempt.checkout).await
        {
            self.phase.set(Phase::Held(checkout));
        }
    }

    async fn found(self, key: &OrderKey, order: OrderId) {
        self.forget(key, Kept::default()).await;
        self.paying.set(Paying::No);
        self.toasts.say("Thank you. Your order is placed.");
        self.phase.set(Phase::Bought(order));
        self.cart.read();
    }

    async fn was_declined(self, key: &OrderKey) {
        self.start_over(key).await;
        self.paying.set(Paying::Declined);
    }

    async fn is_over(self, key: &OrderKey) {
        self.forget(key, Kept::default()).await;
        self.paying.set(Paying::No);
        self.phase.set(Phase::Gone);
    }

    async fn is_unknown(self, key: &OrderKey, error: ApiError) {
        self.forget_attempt(key).await;
        self.paying.set(Paying::No);
        self.phase.set(Phase::Failed(error));
    }

    async fn start_over(self, key: &OrderKey) {
        self.forget_attempt(key).await;
        self.paying.set(Paying::No);
        self.hold(false).await;
    }

    async fn forget_attempt(self, key: &OrderKey) {
        let hold = self.kept.with_value(|kept| kept.hold.clone());
        self.forget(key, Kept { hold, attempt: None }).await;
    }

    /// A payment that ended leaves this on the device; of any other one nothing is forgotten.
    async fn forget(self, key: &OrderKey, left: Kept) {
        let is_kept = self
            .kept
            .with_value(|kept| kept.attempt.as_ref().is_some_and(|attempt| attempt.key == *key));
        if is_kept {
            self.kept.set_value(left);
            self.keep().await;
        }
    }
}

/// What a refused try ends as; `None` if it should be sent again.
fn end_of_try(error: &ApiError) -> Option<Confirming> {
    match error {
        ApiError::Refused(problem) if problem.kind == "/problems/in-flight" => None,
        error if error.passing() => None,
        ApiError::Refused(problem) if problem.status == 422 => {
            let detail = problem.errors.first().map(|error| error.detail.clone());
            Some(Confirming::Refused(detail.unwrap_or_else(|| error.to_string())))
        }
        _ => Some(Confirming::No),
    }
}

fn go_there(payment: &Payment) {
    if let PaymentState::Open(NextAction::Redirect(step)) = &payment.state
        && !page::leave(&step.url)
    {
        leptos::logging::warn!("the payment page can't be opened");
    }
}
