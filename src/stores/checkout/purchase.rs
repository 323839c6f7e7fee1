//! Holding and paying: what the checkout and the server say to each other.

use leptos::prelude::*;
use meadow_domain::reconnect;
use meadow_wire::{CheckoutRequest, Order, OrderKey, OrderRequest};

use super::{CheckoutStore, KEPT, Kept, Paying, Phase, WhoseMove};
use crate::{
    api::{self, ApiError, orders::Placed},
    browser::{idb, random, time},
    stores::session,
};

/// How often a hold is asked for anew because the cart moved or the old hold was over.
const HOLD_TRIES: usize = 4;
/// A waiting request looks this often whether the shopper wants it now, in milliseconds.
const LOOK_MS: u32 = 250;

impl CheckoutStore {
    /// Holds what is in the cart; `anew` if the known hold is over.
    pub(super) async fn hold(self, mut anew: bool) {
        for _ in 0..HOLD_TRIES {
            if let Err(error) = self.cart.flush().await {
                return self.phase.set(Phase::Failed(error));
            }
            if self.cart.cart().with_untracked(|cart| cart.lines.is_empty()) {
                return self.phase.set(Phase::Empty);
            }
            let request = self.hold_request(anew).await;
            let sent = time::now_ms();
            let answer = session::with_session(async || api::orders::check_out(&request).await).await;
            match answer {
                Ok(checkout) => {
                    self.clock
                        .update(|clock| clock.sample(sent, time::now_ms(), checkout.server_time.ms));
                    return self.phase.set(Phase::Held(checkout));
                }
                Err(ApiError::Refused(problem)) => match problem.kind.as_str() {
                    "/problems/expired" | "/problems/key-reused" => anew = true,
                    "/problems/cart-changed" | "/problems/empty-cart" => {}
                    // What is held next costs what the cart shows then, and the shopper is told why.
                    "/problems/prices-changed" => self.changed.set(Some(problem.detail)),
                    "/problems/sold-out" => {
                        self.cart.read();
                        return self.phase.set(Phase::Short(problem));
                    }
                    _ => return self.phase.set(Phase::Failed(ApiError::Refused(problem))),
                },
                Err(error) => return self.phase.set(Phase::Failed(error)),
            }
        }
        // The cart moved each time: another tab is shopping.
        self.phase.set(Phase::Failed(ApiError::Garbled));
    }

    /// The same cart keeps its key, so that a reload finds its hold.
    async fn hold_request(self, anew: bool) -> CheckoutRequest {
        let cart_version = self.cart.version();
        let known = self
            .kept
            .with_value(|kept| kept.hold.clone())
            .filter(|(_, version)| *version == cart_version);
        let key = match known {
            Some((key, _)) if !anew => key,
            _ => OrderKey(random::id()),
        };
        self.kept
            .update_value(|kept| kept.hold = Some((key.clone(), cart_version)));
        self.keep().await;
        CheckoutRequest { key, cart_version }
    }

    /// Asks for an order until there is an answer, always with the same key.
    pub(super) async fn ask(self, attempt: OrderRequest, whose: WhoseMove) {
        for round in 1.. {
            let error = match session::with_session(async || api::orders::place(&attempt).await).await {
                Ok(Placed::Order(order)) => return self.bought(order).await,
                Ok(Placed::Open(payment)) => return self.opened(payment, whose).await,
                Err(error) => error,
            };
            let wait = match &error {
                ApiError::Refused(problem) if problem.kind == "/problems/in-flight" => 1_000,
                error if error.passing() => {
                    self.paying.set(Paying::Unsure(error.clone()));
                    reconnect::delay_ms(round, random::number())
                }
                _ => return self.refused(error).await,
            };
            self.pause(wait).await;
        }
    }

    pub(super) async fn pause(self, wait_ms: u32) {
        self.nudged.set_value(false);
        let mut left = wait_ms;
        while left > 0 && !self.nudged.get_value() {
            time::sleep(left.min(LOOK_MS)).await;
            left = left.saturating_sub(LOOK_MS);
        }
    }

    async fn bought(self, order: Order) {
        self.kept.set_value(Kept::default());
        self.keep().await;
        self.paying.set(Paying::No);
        self.toasts
            .say(format!("Thank you. Order {} is placed.", order.number));
        self.phase.set(Phase::Bought(order.id));
        self.cart.read();
    }

    async fn refused(self, error: ApiError) {
        let attempt = self.kept.with_value(|kept| kept.attempt.clone());
        self.kept.update_value(|kept| kept.attempt = None);
        self.paying.set(Paying::No);
        let elsewhere =
            matches!(&error, ApiError::Refused(problem) if problem.kind == "/problems/other-country");
        if let Some(attempt) = attempt.filter(|_| elsewhere) {
            // The totals for there are held next; nothing is paid before they are seen.
            self.cart.send_to(&attempt.address.country);
        }
        let over = match error.status() {
            _ if elsewhere => None,
            // The server does not know the checkout (any more), or its time is up.
            404 | 410 => Some(Phase::Gone),
            409 => Some(Phase::Taken),
            _ => None,
        };
        if let Some(phase) = over {
            self.kept.set_value(Kept::default());
            self.keep().await;
            return self.phase.set(phase);
        }
        self.keep().await;
        if let ApiError::Refused(problem) = &error {
            self.field_errors.set(problem.errors.clone());
        }
        // After a reload only the key was known: the goods are asked for again.
        if self
            .phase
            .with_untracked(|phase| !matches!(phase, Phase::Held(_)))
        {
            self.hold(false).await;
        }
        self.paying.set(Paying::Refused(error));
    }

    /// Writes down what must survive a killed browser.
    pub(super) async fn keep(self) {
        if let Ok(text) = self.kept.with_value(meadow_json::to_string) {
            // Where nothing can be kept a reload forgets the key; the server still holds one order per checkout.
            idb::set(KEPT, text).await;
        }
    }
}
