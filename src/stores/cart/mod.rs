//! The cart: changes show at once, are kept on the device and are sent behind the shopper's back.

mod kept;
mod seen;
#[cfg(feature = "gallery")]
mod still;
mod sync;
mod tabs;
mod terms;

use leptos::prelude::*;
use meadow_domain::{
    cart::{Unconfirmed, overlay},
    news::LineNews,
};
use meadow_wire::{Cart, CartChange, CartLine, ChangeId, PricingRules, VariantId};

#[cfg(feature = "gallery")]
pub use self::still::Still;
pub use self::terms::{Asked, visited};
use crate::{
    api::ApiError,
    browser::{channel::Channel, events, page, random, task, time},
    stores::{backoff::Backoff, session, toasts::Toasts},
};

/// Clicks within this time of each other become one request, in milliseconds.
const GATHER_MS: u32 = 400;

/// The cart as the shopper sees it: what the server confirmed, with what it has not heard yet on top.
#[derive(Clone, Copy)]
pub struct CartStore {
    confirmed: RwSignal<Cart>,
    pending: RwSignal<Unconfirmed>,
    shown: Memo<Cart>,
    /// Whose cart `confirmed` is; 0 for nobody's.
    owner: StoredValue<u64>,
    /// Whether that is an account's: then it is never copied to a guest.
    of_account: StoredValue<bool>,
    /// Whether a request with the first of `pending` is on its way.
    sending: StoredValue<bool>,
    backoff: Backoff,
    /// The name under which this page keeps what it waits for.
    name: StoredValue<String>,
    /// The same of the page before it in this tab.
    before: StoredValue<Option<String>>,
    /// The changes that were taken over from other tabs, so that none is taken twice.
    adopted: StoredValue<Vec<ChangeId>>,
    /// Whether what was kept on the device is taken up: before that nothing is sent or kept.
    restored: StoredValue<bool>,
    /// Whether the cart is about to be kept.
    keeping: StoredValue<bool>,
    /// What other tabs wait for.
    others: RwSignal<Vec<tabs::Other>>,
    /// The last changes that the server has settled.
    settled: StoredValue<Vec<ChangeId>>,
    channel: StoredValue<Option<Channel>>,
    /// When others are looked after.
    look: time::Timer,
    /// What changed about lines since the shopper saw them.
    news: RwSignal<Vec<LineNews>>,
    /// Whether what is here outlives the page.
    outlives: RwSignal<bool>,
    arrived: RwSignal<bool>,
    problem: RwSignal<Option<ApiError>>,
    refusal: RwSignal<Option<String>>,
    asked: RwSignal<Asked>,
    /// Where the server is being told that the cart goes.
    bound_for: StoredValue<Option<String>>,
    drawer: RwSignal<bool>,
    timer: time::Timer,
    toasts: Toasts,
}

impl CartStore {
    /// An empty cart. It asks again when the connection or the shopper comes back.
    pub fn new(toasts: Toasts) -> Self {
        let store = Self::silent(toasts);
        store.listen();
        session::on_switch(move |switch| store.switch(switch));
        events::use_window_event("online", move |_| store.read());
        events::use_window_event("pagehide", move |_| store.keep_at_last());
        events::use_document_event("visibilitychange", move |_| {
            if page::visible() {
                store.read();
            } else {
                // Phones kill a page that is out of sight without telling it more.
                store.keep_at_last();
            }
        });
        store
    }

    fn silent(toasts: Toasts) -> Self {
        let (name, before) = kept::names();
        let confirmed = RwSignal::new(Cart::default());
        let pending = RwSignal::new(Unconfirmed::default());
        let others = RwSignal::new(Vec::new());
        Self {
            confirmed,
            pending,
            shown: Memo::new(move |_| {
                pending.with(|pending| {
                    let own = pending.changes();
                    let mut all = others.with(|others| tabs::unlike(others, own));
                    all.extend_from_slice(own);
                    confirmed.with(|confirmed| overlay(confirmed, &all))
                })
            }),
            others,
            settled: StoredValue::new(Vec::new()),
            channel: StoredValue::new(None),
            look: time::use_timer(),
            news: RwSignal::new(Vec::new()),
            outlives: RwSignal::new(true),
            owner: StoredValue::new(0),
            of_account: StoredValue::new(false),
            sending: StoredValue::new(false),
            backoff: Backoff::new(),
            name: StoredValue::new(name),
            before: StoredValue::new(before),
            adopted: StoredValue::new(Vec::new()),
            restored: StoredValue::new(false),
            keeping: StoredValue::new(false),
            arrived: RwSignal::new(false),
            problem: RwSignal::new(None),
            refusal: RwSignal::new(None),
            asked: RwSignal::new(Asked::Quiet),
            bound_for: StoredValue::new(None),
            drawer: RwSignal::new(false),
            timer: time::use_timer(),
            toasts,
        }
    }

    /// The cart as the shopper sees it.
    pub fn cart(self) -> Memo<Cart> {
        self.shown
    }

    /// How many of a variant are in the cart; tracked.
    pub fn quantity(self, variant: &VariantId) -> u32 {
        self.shown.with(|cart| {
            cart.lines
                .iter()
                .find(|line| line.variant == *variant)
                .map_or(0, |line| line.quantity)
        })
    }

    /// The version that the server confirmed last.
    pub fn version(self) -> u64 {
        self.confirmed.with_untracked(|cart| cart.version)
    }

    /// Whether the cart is known: kept here, or told by the server.
    pub fn arrived(self) -> Signal<bool> {
        self.arrived.into()
    }

    /// Whether the shop's prices for delivery are known, so that the total is the server's; tracked.
    pub fn priced(self) -> bool {
        self.confirmed
            .with(|cart| cart.version > 0 || cart.rules != PricingRules::default())
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
        Signal::derive(move || self.pending.with(|pending| !pending.changes().is_empty()))
    }

    /// Whether the drawer is open.
    pub fn drawer(self) -> RwSignal<bool> {
        self.drawer
    }

    /// Puts one more into the cart. Shown at once; said when it outlives the page, so that whoever is told keeps it.
    pub fn add(self, line: CartLine) {
        self.add_some(line, 1);
    }

    /// Puts more into the cart, and says so when it outlives the page.
    pub fn add_some(self, line: CartLine, quantity: u32) {
        self.press(line, quantity.cast_signed());
        task::spawn(async move {
            let kept = self.keep_soon().await;
            if self.is_gone() {
                return;
            }
            let words = if kept {
                "In your cart"
            } else {
                "In your cart, as long as this page is open"
            };
            self.toasts.say(words);
        });
    }

    /// Whether the cart outlives the page: a browser may forbid to keep anything, or be full.
    pub fn outlives(self) -> Signal<bool> {
        self.outlives.into()
    }

    /// Shows the change at once, then asks the server to agree. `line` tells what is known of the variant.
    pub fn change(self, line: CartLine, delta: i32) {
        self.press(line, delta);
        self.keep();
    }

    fn press(self, line: CartLine, delta: i32) {
        let change = CartChange {
            id: ChangeId(random::id()),
            variant: line.variant.clone(),
            delta,
        };
        self.pending.update(|pending| pending.press((change, line)));
        self.arrived.set(true);
        self.timer.after(GATHER_MS, move || self.send());
    }

    /// Takes up what was kept on the device, sends what waits, and reads the server's cart.
    pub fn read(self) {
        task::spawn(async move {
            self.restore().await;
            self.take_over().await;
            if self.is_gone() {
                return;
            }
            // The error is kept in `problem`, where the cart shows it.
            drop(self.settle().await);
            self.take_over_all().await;
        });
    }

    /// Sends what waits and reads the server's cart: afterwards nothing is pending, or there is an error.
    pub async fn flush(self) -> Result<(), ApiError> {
        self.restore().await;
        self.take_over_all().await;
        self.settle().await
    }

    async fn settle(self) -> Result<(), ApiError> {
        loop {
            while self.waits() {
                if self.sending.get_value() {
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
        self.pending
            .with_untracked(|pending| !pending.changes().is_empty())
    }
}
