//! The cart: changes show at once and are sent behind the shopper's back.

use leptos::prelude::*;
use meadow_domain::cart::{PendingChange, coalesce, newer, overlay};
use meadow_wire::{Cart, CartChange, CartChanges, CartLine, ChangeId};

use crate::{
    api::{self, ApiError},
    browser::{random, task, time},
    stores::session,
};

/// Clicks within this time become one request, in milliseconds.
const GATHER_MS: u32 = 150;

/// The cart as the shopper sees it: what the server confirmed, with what it has not heard yet on top.
#[derive(Clone, Copy)]
pub struct CartStore {
    confirmed: RwSignal<Cart>,
    pending: RwSignal<Vec<PendingChange>>,
    sent: StoredValue<usize>,
    problem: RwSignal<Option<ApiError>>,
    drawer: RwSignal<bool>,
    timer: time::Timer,
}

impl CartStore {
    /// An empty cart.
    pub fn new() -> Self {
        Self {
            confirmed: RwSignal::new(Cart::default()),
            pending: RwSignal::new(Vec::new()),
            sent: StoredValue::new(0),
            problem: RwSignal::new(None),
            drawer: RwSignal::new(false),
            timer: time::use_timer(),
        }
    }

    /// The cart as the shopper sees it.
    pub fn cart(self) -> Memo<Cart> {
        Memo::new(move |_| self.confirmed.with(|confirmed| self.pending.with(|pending| overlay(confirmed, pending))))
    }

    /// Why the last change did not go through.
    pub fn problem(self) -> Signal<Option<ApiError>> {
        self.problem.into()
    }

    /// Whether changes wait to be sent.
    pub fn settling(self) -> Signal<bool> {
        Signal::derive(move || self.pending.with(|pending| !pending.is_empty()))
    }

    /// Whether the drawer is open.
    pub fn drawer(self) -> RwSignal<bool> {
        self.drawer
    }

    /// Shows the change at once, then asks the server to agree. `line` tells what is known of the variant.
    pub fn change(self, line: CartLine, delta: i32) {
        let change = CartChange { id: ChangeId(random::id()), variant: line.variant.clone(), delta };
        let sent = self.sent.get_value();
        self.pending.update(|pending| coalesce(pending, sent, (change, line)));
        self.timer.after(GATHER_MS, move || self.send());
    }

    /// Reads the server's cart.
    pub fn read(self) {
        if api::client::token().is_none() {
            return;
        }
        task::spawn(async move {
            match api::cart::read().await {
                Ok(cart) => self.confirmed.update(|old| *old = newer(std::mem::take(old), cart)),
                Err(error) => self.problem.set(Some(error)),
            }
        });
    }

    fn send(self) {
        if self.sent.get_value() > 0 {
            return;
        }
        let changes: Vec<CartChange> =
            self.pending.with_untracked(|pending| pending.iter().map(|(change, _)| change.clone()).collect());
        if changes.is_empty() {
            return;
        }
        let count = changes.len();
        self.sent.set_value(count);
        task::spawn(async move {
            let changes = CartChanges { changes };
            let answer = session::with_session(async || api::cart::change(&changes).await).await;
            self.sent.set_value(0);
            match answer {
                Ok(cart) => {
                    self.confirmed.update(|old| *old = newer(std::mem::take(old), cart));
                    self.pending.update(|pending| drop(pending.drain(..count)));
                    self.problem.set(None);
                    self.send();
                }
                Err(error) => self.problem.set(Some(error)),
            }
        });
    }
}

impl Default for CartStore {
    fn default() -> Self {
        Self::new()
    }
}
