//! The cart: changes show at once, are kept on the device and are sent behind the shopper's back.

use leptos::prelude::*;
use meadow_domain::{
    cart::{PendingChange, coalesce, newer, overlay},
    limits::CHANGES_MAX,
    reconnect,
};
use meadow_wire::{Cart, CartChange, CartChanges, CartLine, ChangeId, Problem, VariantId};
use serde::{Deserialize, Serialize};

use crate::{
    api::{self, ApiError},
    browser::{events, idb, page, random, task, time},
    stores::{session, toasts::Toasts},
};

/// Where the cart is kept on the device.
const KEPT: &str = "cart";
/// Clicks within this time of each other become one request, in milliseconds.
const GATHER_MS: u32 = 400;

/// The cart as the shopper sees it: what the server confirmed, with what it has not heard yet on top.
#[derive(Clone, Copy)]
pub struct CartStore {
    confirmed: RwSignal<Cart>,
    pending: RwSignal<Vec<PendingChange>>,
    shown: Memo<Cart>,
    /// Whose cart `confirmed` is; 0 for nobody's.
    owner: StoredValue<u64>,
    /// How many of `pending`, from the front, are on their way.
    sent: StoredValue<usize>,
    failures: StoredValue<u32>,
    /// Whether what was kept on the device is taken up: before that nothing is sent or kept.
    restored: StoredValue<bool>,
    arrived: RwSignal<bool>,
    problem: RwSignal<Option<ApiError>>,
    refusal: RwSignal<Option<String>>,
    drawer: RwSignal<bool>,
    timer: time::Timer,
    toasts: Toasts,
}

/// What survives a killed browser.
#[derive(Serialize, Deserialize)]
struct Kept {
    owner: u64,
    confirmed: Cart,
    pending: Vec<PendingChange>,
}

impl CartStore {
    /// An empty cart. It asks again when the connection or the shopper comes back.
    pub fn new(toasts: Toasts) -> Self {
        let confirmed = RwSignal::new(Cart::default());
        let pending = RwSignal::new(Vec::new());
        let store = Self {
            confirmed,
            pending,
            shown: Memo::new(move |_| confirmed.with(|confirmed| pending.with(|pending| overlay(confirmed, pending)))),
            owner: StoredValue::new(0),
            sent: StoredValue::new(0),
            failures: StoredValue::new(0),
            restored: StoredValue::new(false),
            arrived: RwSignal::new(false),
            problem: RwSignal::new(None),
            refusal: RwSignal::new(None),
            drawer: RwSignal::new(false),
            timer: time::use_timer(),
            toasts,
        };
        events::use_window_event("online", move |_| store.read());
        events::use_document_event("visibilitychange", move |_| {
            if page::visible() {
                store.read();
            }
        });
        store
    }

    /// The cart as the shopper sees it.
    pub fn cart(self) -> Memo<Cart> {
        self.shown
    }

    /// How many of a variant are in the cart; tracked.
    pub fn quantity(self, variant: &VariantId) -> u32 {
        self.shown.with(|cart| cart.lines.iter().find(|line| line.variant == *variant).map_or(0, |line| line.quantity))
    }

    /// The version that the server confirmed last.
    pub fn version(self) -> u64 {
        self.confirmed.with_untracked(|cart| cart.version)
    }

    /// Whether the cart is known: kept here, or told by the server.
    pub fn arrived(self) -> Signal<bool> {
        self.arrived.into()
    }

    /// Why the server has not heard the last change yet. It is asked again by itself.
    pub fn problem(self) -> Signal<Option<ApiError>> {
        self.problem.into()
    }

    /// What the server did not take, in words, until the shopper has read it.
    pub fn refusal(self) -> RwSignal<Option<String>> {
        self.refusal
    }

    /// Whether changes wait to be confirmed.
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
        self.arrived.set(true);
        self.keep();
        self.timer.after(GATHER_MS, move || self.send());
    }

    /// Takes up what was kept on the device, sends what waits, and reads the server's cart.
    pub fn read(self) {
        task::spawn(async move {
            // The error is kept in `problem`, where the cart shows it.
            drop(self.flush().await);
        });
    }

    /// Sends what waits and reads the server's cart: afterwards nothing is pending, or there is an error.
    pub async fn flush(self) -> Result<(), ApiError> {
        self.restore().await;
        loop {
            while self.waits() {
                if self.sent.get_value() > 0 {
                    time::sleep(50).await;
                } else {
                    self.send_once().await?;
                }
            }
            self.refresh().await?;
            if !self.waits() {
                return Ok(());
            }
        }
    }

    fn waits(self) -> bool {
        self.pending.with_untracked(|pending| !pending.is_empty())
    }

    async fn refresh(self) -> Result<(), ApiError> {
        if api::client::token().is_none() {
            self.take(Cart::default());
            return Ok(());
        }
        match api::cart::read().await {
            // While a change is on its way the answer may hold it already, and it would show twice.
            Ok(_) if self.sent.get_value() > 0 => Ok(()),
            Ok(cart) => {
                self.take(cart);
                self.problem.set(None);
                Ok(())
            }
            Err(error) if error.status() == 401 => {
                session::forget();
                self.take(Cart::default());
                Ok(())
            }
            Err(error) => {
                self.problem.set(Some(error.clone()));
                Err(error)
            }
        }
    }

    fn send(self) {
        task::spawn(async move {
            // The error is kept in `problem`, where the cart shows it.
            drop(self.send_once().await);
        });
    }

    async fn send_once(self) -> Result<(), ApiError> {
        if self.sent.get_value() > 0 || !self.restored.get_value() {
            return Ok(());
        }
        let changes: Vec<CartChange> = self
            .pending
            .with_untracked(|pending| pending.iter().take(CHANGES_MAX).map(|(change, _)| change.clone()).collect());
        let count = changes.len();
        if count == 0 {
            return Ok(());
        }
        self.sent.set_value(count);
        let changes = CartChanges { changes };
        let answer = session::with_session(async || api::cart::change(&changes).await).await;
        self.sent.set_value(0);
        let outcome = match answer {
            Ok(cart) => {
                self.take_answer(cart, count);
                Ok(())
            }
            Err(ApiError::Refused(problem)) if is_final(&problem) => {
                self.refuse(&problem, count);
                Ok(())
            }
            Err(error) => {
                let failures = self.failures.try_update_value(|failures| {
                    *failures = failures.saturating_add(1);
                    *failures
                });
                let wait = match &error {
                    ApiError::Refused(problem) => problem.retry_after_secs.map(|secs| secs.saturating_mul(1_000)),
                    _ => None,
                };
                let wait = wait.unwrap_or_else(|| reconnect::delay_ms(failures.unwrap_or(1), random::number()));
                self.problem.set(Some(error.clone()));
                self.timer.after(wait, move || self.send());
                Err(error)
            }
        };
        if outcome.is_ok() {
            self.failures.set_value(0);
            self.problem.set(None);
            self.keep();
            if self.waits() {
                self.timer.after(GATHER_MS, move || self.send());
            }
        }
        outcome
    }

    /// The server took the first `count` changes.
    fn take_answer(self, cart: Cart, count: usize) {
        if self.owner.get_value() == 0 || self.owner.get_value() == mark() {
            self.pending.update(|pending| drop(pending.drain(..count.min(pending.len()))));
        }
        self.take(cart);
    }

    /// Takes the server's cart. One of a new session gets what the old one held: the shopper never sees it go.
    fn take(self, cart: Cart) {
        let (owner, now) = (self.owner.get_value(), mark());
        if owner == 0 || owner == now {
            self.confirmed.update(|old| *old = newer(std::mem::take(old), cart));
        } else {
            let wanted = self.shown.get_untracked();
            self.pending.set(difference(&wanted, &cart));
            self.confirmed.set(cart);
            self.timer.after(GATHER_MS, move || self.send());
        }
        self.owner.set_value(now);
        self.arrived.set(true);
        self.keep();
    }

    /// The server will never take some of the first `count` changes: they go, with the reason said.
    fn refuse(self, problem: &Problem, count: usize) {
        let named: Vec<usize> = problem
            .errors
            .iter()
            .filter_map(|error| error.field.strip_prefix("changes.")?.split('.').next()?.parse().ok())
            .filter(|index| *index < count)
            .collect();
        let reason = problem.errors.first().map_or(&problem.detail, |error| &error.detail);
        let mut names = Vec::new();
        let mut index = 0;
        self.pending.update(|pending| {
            pending.retain(|(_, line)| {
                let goes = if named.is_empty() { index < count } else { named.contains(&index) };
                index += 1;
                if goes && !names.contains(&line.name) {
                    names.push(line.name.clone());
                }
                !goes
            });
        });
        let words = format!("{}: {reason}", names.join(", "));
        self.toasts.say(words.clone());
        self.refusal.set(Some(words));
    }

    async fn restore(self) {
        if self.restored.get_value() {
            return;
        }
        let kept = idb::get(KEPT).await.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
        if self.restored.get_value() {
            return;
        }
        self.restored.set_value(true);
        if let Some(kept) = kept {
            self.arrived.set(true);
            self.owner.set_value(kept.owner);
            self.confirmed.set(kept.confirmed);
            // What was clicked meanwhile comes after what was kept.
            self.pending.update(|pending| pending.splice(0..0, kept.pending).for_each(drop));
        }
        self.keep();
    }

    fn keep(self) {
        if !self.restored.get_value() {
            return;
        }
        let kept = Kept {
            owner: self.owner.get_value(),
            confirmed: self.confirmed.get_untracked(),
            pending: self.pending.get_untracked(),
        };
        if let Ok(text) = serde_json::to_string(&kept) {
            task::spawn(async move {
                // Where nothing can be kept the cart lives as long as the page.
                idb::set(KEPT, text).await;
            });
        }
    }
}

/// Whether the server will answer the same for ever.
fn is_final(problem: &Problem) -> bool {
    matches!(problem.status, 400..500) && !matches!(problem.status, 401 | 408 | 429)
}

/// The changes that make `cart` hold what is `wanted`.
fn difference(wanted: &Cart, cart: &Cart) -> Vec<PendingChange> {
    let held = |variant: &VariantId| {
        cart.lines.iter().find(|line| line.variant == *variant).map_or(0, |line| line.quantity.cast_signed())
    };
    wanted
        .lines
        .iter()
        .filter_map(|line| {
            let delta = line.quantity.cast_signed() - held(&line.variant);
            let change = CartChange { id: ChangeId(random::id()), variant: line.variant.clone(), delta };
            (delta != 0).then(|| (change, line.clone()))
        })
        .collect()
}

/// Tells sessions apart without keeping their tokens; 0 without a session.
fn mark() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    api::client::token().map_or(0, |token| {
        let mut hasher = DefaultHasher::new();
        token.0.hash(&mut hasher);
        hasher.finish().max(1)
    })
}
