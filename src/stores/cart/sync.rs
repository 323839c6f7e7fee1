//! What the cart and the server say to each other.

use leptos::prelude::*;
use meadow_domain::{
    cart::{PendingChange, Unconfirmed, newer},
    limits::CHANGES_MAX,
};
use meadow_wire::{Cart, CartChange, CartChanges, CartLine, ChangeId, Problem, VariantId};

use super::{CartStore, GATHER_MS};
use crate::{
    api::{self, ApiError},
    browser::{random, task},
    stores::session::{self, Switch},
};

impl CartStore {
    /// Reads the server's cart. Without a session it is an empty one, with the rules that make the first total right.
    pub(super) async fn refresh(self) -> Result<(), ApiError> {
        let asked_as = api::client::token();
        if asked_as.is_none() && self.owner.get_value() == 0 {
            self.arrived.set(true);
        }
        let answer = match api::cart::read().await {
            Err(error) if error.status() == 401 => {
                session::over(asked_as.as_ref()).await;
                api::cart::read().await
            }
            answer => answer,
        };
        match answer {
            // The answer may hold a change already that is not confirmed, and it would show twice.
            Ok(_) if self.pending.with_untracked(Unconfirmed::may_be_applied) => Ok(()),
            Ok(cart) => {
                self.take(cart);
                self.problem.set(None);
                Ok(())
            }
            Err(error) => {
                self.problem.set(Some(error.clone()));
                Err(error)
            }
        }
    }

    /// Sends what waits, unless something is on its way.
    pub(super) fn send(self) {
        task::spawn(async move {
            // The error is kept in `problem`, where the cart shows it.
            drop(self.send_once().await);
        });
    }

    pub(super) async fn send_once(self) -> Result<(), ApiError> {
        if self.sending.get_value() || !self.restored.get_value() || !self.waits() {
            return Ok(());
        }
        let Some(changes) = self.pending.try_update(|pending| pending.ask(CHANGES_MAX)) else {
            return Ok(());
        };
        let ids: Vec<ChangeId> = changes.iter().map(|change| change.id.clone()).collect();
        self.sending.set_value(true);
        let changes = CartChanges { changes };
        let answer = session::with_session(async || api::cart::change(&changes).await).await;
        self.sending.set_value(false);
        let outcome = match answer {
            Ok(cart) => {
                self.take_answer(cart, &ids);
                Ok(())
            }
            Err(ApiError::Refused(problem)) if is_final(&problem) => {
                self.refuse(&problem, &ids);
                Ok(())
            }
            Err(error) => {
                let wait = self.backoff.wait_ms(&error);
                self.problem.set(Some(error.clone()));
                self.timer.after(wait, move || self.send());
                Err(error)
            }
        };
        if outcome.is_ok() {
            self.backoff.worked();
            self.problem.set(None);
            self.keep();
            if self.waits() {
                self.timer.after(GATHER_MS, move || self.send());
            }
        }
        outcome
    }

    /// The server took these changes.
    fn take_answer(self, cart: Cart, ids: &[ChangeId]) {
        let seen = self.shown.get_untracked().lines;
        if self.owner.get_value() == 0 || self.owner.get_value() == mark() {
            self.pending.update(|pending| drop(pending.settle(ids)));
            self.remember_settled(ids);
        }
        self.take_seen(cart, &seen);
    }

    /// Somebody signed in: the server has put the guest's cart into the account's, and what it has not heard yet is the
    /// account's too. Somebody signed out: their cart is nobody's business here.
    pub(super) fn switch(self, switch: Switch) {
        match switch {
            Switch::In => {
                self.owner.set_value(mark());
                self.of_account.set_value(true);
            }
            Switch::Out => {
                self.owner.set_value(0);
                self.of_account.set_value(false);
                self.pending.set(Unconfirmed::default());
                self.confirmed.update(|cart| {
                    *cart = Cart {
                        rules: cart.rules.clone(),
                        ..Cart::default()
                    }
                });
                self.refusal.set(None);
            }
            Switch::Renamed => return,
        }
        self.keep();
        self.read();
    }

    /// Takes the server's cart. One of a new guest gets what the old one held: the shopper never sees it go. An account's
    /// is what it is, and is never given to a guest.
    pub(super) fn take(self, cart: Cart) {
        let seen = self.shown.get_untracked().lines;
        self.take_seen(cart, &seen);
    }

    /// Takes it, and says what of it is not as the shopper has `seen` it.
    fn take_seen(self, cart: Cart, seen: &[CartLine]) {
        let (owner, now) = (self.owner.get_value(), mark());
        let of_account = session::member().is_some();
        if owner == 0 || owner == now {
            self.confirmed
                .update(|old| *old = newer(std::mem::take(old), cart));
        } else if of_account || self.of_account.get_value() {
            if !of_account {
                self.pending.set(Unconfirmed::default());
            }
            self.confirmed.set(cart);
        } else {
            let wanted = self.shown.get_untracked();
            self.pending.set(Unconfirmed::unsent(difference(&wanted, &cart)));
            self.confirmed.set(cart);
            self.timer.after(GATHER_MS, move || self.send());
        }
        self.owner.set_value(now);
        self.of_account.set_value(of_account);
        self.arrived.set(true);
        self.compare(seen);
        self.keep();
    }

    /// The server will never take some of these changes: they go, with the reason said.
    fn refuse(self, problem: &Problem, ids: &[ChangeId]) {
        let named: Vec<ChangeId> = problem
            .errors
            .iter()
            .filter_map(|error| {
                let index = error.field.strip_prefix("changes.")?.split('.').next()?;
                ids.get(index.parse::<usize>().ok()?).cloned()
            })
            .collect();
        let refused = if named.is_empty() { ids } else { &named };
        let reason = problem
            .errors
            .first()
            .map_or(&problem.detail, |error| &error.detail);
        self.remember_settled(refused);
        let refused = self
            .pending
            .try_update(|pending| pending.settle(refused))
            .unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        for (_, line) in refused {
            if !names.contains(&line.name) {
                names.push(line.name);
            }
        }
        let words = format!("{}: {reason}", names.join(", "));
        self.toasts.say(words.clone());
        self.refusal.set(Some(words));
    }
}

/// Whether the server will answer the same for ever.
fn is_final(problem: &Problem) -> bool {
    matches!(problem.status, 400..500) && !matches!(problem.status, 401 | 408 | 429)
}

/// The changes that make `cart` hold what is `wanted`.
fn difference(wanted: &Cart, cart: &Cart) -> Vec<PendingChange> {
    let held = |variant: &VariantId| {
        cart.lines
            .iter()
            .find(|line| line.variant == *variant)
            .map_or(0, |line| line.quantity.cast_signed())
    };
    wanted
        .lines
        .iter()
        .filter_map(|line| {
            let delta = line.quantity.cast_signed() - held(&line.variant);
            let change = CartChange {
                id: ChangeId(random::id()),
                variant: line.variant.clone(),
                delta,
            };
            (delta != 0).then(|| (change, line.clone()))
        })
        .collect()
}

/// Tells sessions apart without keeping their tokens; 0 without a session.
pub(super) fn mark() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    api::client::token().map_or(0, |token| {
        let mut hasher = DefaultHasher::new();
        token.0.hash(&mut hasher);
        hasher.finish().max(1)
    })
}
