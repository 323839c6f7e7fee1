//! The checkout: holds the cart's goods, then turns them into one order, whatever happens in between.

mod open;
mod purchase;

use leptos::prelude::*;
use meadow_domain::clock::ClockOffset;
use meadow_wire::{
    Address, Checkout, FieldError, OrderId, OrderKey, OrderRequest, Payment, PaymentMethod, Problem,
};
use serde::{Deserialize, Serialize};

use crate::{
    api::ApiError,
    browser::{events, idb, random, task},
    stores::{cart::CartStore, member::on_sign_out, toasts::Toasts},
};

/// Where the purchase is kept on the device.
const KEPT: &str = "purchase";

pub use open::Confirming;

/// Where the goods stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The server is asked to hold them.
    Reserving,
    /// There is nothing to buy.
    Empty,
    /// They are held.
    Held(Checkout),
    /// They were held too long and are back on sale.
    Gone,
    /// Not all of them can be had; the errors name the lines.
    Short(Problem),
    /// They were bought before, with another request.
    Taken,
    /// Nobody knows: the server gave no useful answer.
    Failed(ApiError),
    /// They are an order now.
    Bought(OrderId),
}

/// Where the payment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paying {
    /// Not asked for.
    No,
    /// Asked for.
    Asked,
    /// Asked for, and no answer came; it is asked again with the same key.
    Unsure(ApiError),
    /// It needs one step more, and is asked about until it is something else.
    Open(Payment),
    /// The bank said no in the end; the goods stay held.
    Declined,
    /// Refused, with the reason; the goods stay held.
    Refused(ApiError),
}

impl Paying {
    /// Whether it is not known yet what comes of it.
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Asked | Self::Unsure(_) | Self::Open(_))
    }
}

/// Who opens the provider's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WhoseMove {
    /// The page does, at once.
    Page,
    /// The shopper does, by a press.
    Shopper,
}

/// The checkout.
#[derive(Clone, Copy)]
pub struct CheckoutStore {
    cart: CartStore,
    toasts: Toasts,
    phase: RwSignal<Phase>,
    paying: RwSignal<Paying>,
    field_errors: RwSignal<Vec<FieldError>>,
    changed: RwSignal<Option<String>>,
    clock: RwSignal<ClockOffset>,
    kept: StoredValue<Kept>,
    working: StoredValue<bool>,
    nudged: StoredValue<bool>,
    confirming: RwSignal<Confirming>,
    given_up: StoredValue<bool>,
}

/// What survives a killed browser: a purchase under way is found again by its key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Kept {
    /// The key of the hold, and the cart that it is for.
    hold: Option<(OrderKey, u64)>,
    /// The payment that was asked for and not answered.
    attempt: Option<OrderRequest>,
}

impl CheckoutStore {
    /// Nothing is held yet.
    pub fn new(cart: CartStore, toasts: Toasts) -> Self {
        let store = Self {
            cart,
            toasts,
            phase: RwSignal::new(Phase::Reserving),
            paying: RwSignal::new(Paying::No),
            field_errors: RwSignal::new(Vec::new()),
            changed: RwSignal::new(None),
            clock: RwSignal::new(ClockOffset::default()),
            kept: StoredValue::new(Kept::default()),
            working: StoredValue::new(false),
            nudged: StoredValue::new(false),
            confirming: RwSignal::new(Confirming::No),
            given_up: StoredValue::new(false),
        };
        events::use_window_event("online", move |_| store.ask_now());
        on_sign_out(move || {
            store.kept.set_value(Kept::default());
            task::spawn(store.keep());
        });
        store
    }

    /// Where the goods stand.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Where the payment stands.
    pub fn paying(self) -> Signal<Paying> {
        self.paying.into()
    }

    /// What the server says is wrong with single fields.
    pub fn field_errors(self) -> RwSignal<Vec<FieldError>> {
        self.field_errors
    }

    /// What is not as it was in the cart any more, in words, until the next step.
    pub fn changed(self) -> Signal<Option<String>> {
        self.changed.into()
    }

    /// How far the server's clock is ahead of this device's, in milliseconds.
    pub fn offset_ms(self) -> i64 {
        self.clock.with(ClockOffset::offset_ms)
    }

    /// The shopper came to pay: finds out what became of a payment under way, else holds what is in the cart.
    pub fn enter(self) {
        self.begin(async move || {
            self.remember().await;
            match self.kept.with_value(|kept| kept.attempt.clone()) {
                Some(attempt) => {
                    self.paying.set(Paying::Asked);
                    self.ask(attempt, WhoseMove::Shopper).await;
                }
                None => self.hold(false).await,
            }
        });
    }

    /// Holds the goods anew: the old hold is over, or the cart is another one now.
    pub fn hold_again(self) {
        let expired = self.phase.with_untracked(|phase| *phase == Phase::Gone);
        self.begin(async move || self.hold(expired).await);
    }

    /// Asks once more for the goods; what is shown stays until there is an answer.
    pub fn hold_quietly(self) {
        if self.working.get_value() {
            return;
        }
        self.working.set_value(true);
        task::spawn(async move {
            self.hold(false).await;
            self.working.set_value(false);
        });
    }

    /// The hold is over by the clock.
    pub fn let_go(self) {
        let held = self.phase.with_untracked(|phase| matches!(phase, Phase::Held(_)));
        if held && !self.working.get_value() {
            self.phase.set(Phase::Gone);
        }
    }

    /// Pays for what is held. Pressing twice pays once.
    pub fn pay(self, address: Address, payment: PaymentMethod) {
        let Phase::Held(checkout) = self.phase.get_untracked() else {
            return;
        };
        if self.working.get_value() {
            return;
        }
        let attempt = OrderRequest {
            key: OrderKey(random::id()),
            checkout: checkout.id,
            address,
            payment,
        };
        self.working.set_value(true);
        self.paying.set(Paying::Asked);
        self.field_errors.set(Vec::new());
        self.changed.set(None);
        task::spawn(async move {
            // Kept before it is sent: whatever breaks after this, the same key finds the order.
            self.kept
                .update_value(|kept| kept.attempt = Some(attempt.clone()));
            self.keep().await;
            self.ask(attempt, WhoseMove::Page).await;
            self.working.set_value(false);
        });
    }

    /// Asks again at once, for a payment without an answer.
    pub fn ask_now(self) {
        self.nudged.set_value(true);
    }

    /// What was kept before a reload, a crash, or a walk to the provider's page.
    async fn remember(self) {
        if let Some(text) = idb::get(KEPT).await
            && let Ok(kept) = meadow_json::from_str(&text)
        {
            self.kept.set_value(kept);
        }
    }

    fn begin(self, work: impl AsyncFnOnce() + 'static) {
        if self.working.get_value() {
            return;
        }
        self.working.set_value(true);
        self.phase.set(Phase::Reserving);
        self.paying.set(Paying::No);
        self.field_errors.set(Vec::new());
        self.changed.set(None);
        task::spawn(async move {
            work().await;
            self.working.set_value(false);
        });
    }
}
