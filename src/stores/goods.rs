//! What moves about the goods while they are looked at: prices and stock as they are now.

use std::collections::HashMap;

use leptos::prelude::*;
use meadow_wire::{Goods, GoodsMoved, Product, ProductCard, ProductId};

use super::{backoff::Backoff, cart::CartStore};
use crate::{
    api::ApiError,
    browser::{
        events, page,
        stream::{Stream, Told},
        time,
    },
};

const PATH: &str = "/api/v1/stream";
const EVENTS: &[&str] = &["goods", "hello", "anew"];
/// The page is drawn first, in milliseconds.
const FIRST_MS: u32 = 1_500;
/// A stream that is away for less is not worth a word, in milliseconds.
const STALE_AFTER_MS: u32 = 20_000;
/// What moves within this time is one look at the cart, in milliseconds.
const GATHER_MS: u32 = 300;

/// What is known of the goods since this page was opened.
#[derive(Clone, Copy)]
pub struct GoodsStore {
    known: StoredValue<HashMap<ProductId, ArcRwSignal<Option<Goods>>>>,
    stream: StoredValue<Option<Stream>, LocalStorage>,
    /// The id of the last event.
    position: StoredValue<String>,
    /// Since when (the device's clock, in milliseconds) nothing is heard, once that is worth a word.
    silent_since: RwSignal<Option<i64>>,
    /// How often nobody could say what was missed.
    anew: RwSignal<u32>,
    stale: time::Timer,
    opening: time::Timer,
    look: time::Timer,
    backoff: Backoff,
    cart: CartStore,
}

impl GoodsStore {
    /// Nothing known, nothing heard.
    pub fn new(cart: CartStore) -> Self {
        Self {
            known: StoredValue::new(HashMap::new()),
            stream: StoredValue::new_local(None),
            position: StoredValue::new(String::new()),
            silent_since: RwSignal::new(None),
            anew: RwSignal::new(0),
            stale: time::use_timer(),
            opening: time::use_timer(),
            look: time::use_timer(),
            backoff: Backoff::new(),
            cart,
        }
    }

    /// Listens while somebody looks at the page: a browser has few connections, and a tab in the background needs none.
    pub fn listen(self) {
        events::use_document_event("visibilitychange", move |_| {
            if page::visible() {
                self.open();
            } else {
                self.close();
            }
        });
        events::use_window_event("online", move |_| {
            if page::visible() {
                self.open();
            }
        });
        self.opening.after(FIRST_MS, move || {
            if page::visible() {
                self.open();
            }
        });
    }

    /// A product's card as it is now; tracked.
    pub fn card(self, card: &ProductCard) -> ProductCard {
        let mut card = card.clone();
        if let Some(now) = self.of(&card.id).get() {
            card.price = now.price;
            card.price_varies = now.price_varies;
            card.stock = now.stock;
        }
        card
    }

    /// Brings a product up to date; tracked.
    pub fn refresh(self, product: &mut Product) {
        let Some(now) = self.of(&product.card.id).get() else {
            return;
        };
        product.card = self.card(&product.card);
        for variant in &mut product.variants {
            if let Some(now) = now.variants.iter().find(|now| now.variant == variant.id) {
                variant.price = now.price;
                variant.stock = now.stock;
            }
        }
    }

    /// Since when the numbers may be old, by the device's clock in milliseconds; nothing while the shop is heard.
    pub fn silent_since(self) -> Signal<Option<i64>> {
        self.silent_since.into()
    }

    /// Grows when what is shown must be read again; tracked.
    pub fn anew(self) -> u32 {
        self.anew.get()
    }

    fn of(self, product: &ProductId) -> ArcRwSignal<Option<Goods>> {
        let known = self.known.with_value(|known| known.get(product).cloned());
        known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(None);
            self.known
                .update_value(|known| drop(known.insert(product.clone(), signal.clone())));
            signal
        })
    }

    fn open(self) {
        self.opening.stop();
        if self.stream.with_value(Option::is_some) {
            return;
        }
        let path = match self.position.get_value() {
            position if position.is_empty() => PATH.to_owned(),
            position => format!("{PATH}?since={position}"),
        };
        self.stream
            .set_value(Stream::open(&path, EVENTS, move |told| self.hear(told)));
    }

    fn close(self) {
        self.stream.set_value(None);
        self.opening.stop();
        self.backoff.stop();
    }

    fn hear(self, told: Told) {
        match told {
            Told::Event { name, id, data } => {
                if !id.is_empty() {
                    self.position.set_value(id);
                }
                self.heard();
                match name {
                    "goods" => {
                        if let Ok(moved) = meadow_json::from_str::<GoodsMoved>(&data) {
                            self.take(moved);
                        }
                    }
                    "anew" => {
                        self.anew.update(|times| *times += 1);
                        self.cart.read();
                    }
                    _ => {}
                }
            }
            Told::Broken => {
                self.stream.set_value(None);
                let wait = self.backoff.wait_ms(&ApiError::Unreachable);
                self.opening.after(wait, move || {
                    if page::visible() {
                        self.open();
                    }
                });
                if self.silent_since.with_untracked(Option::is_none) {
                    let since = time::now_ms();
                    self.stale
                        .after(STALE_AFTER_MS, move || self.silent_since.set(Some(since)));
                }
            }
        }
    }

    fn heard(self) {
        self.backoff.worked();
        self.stale.stop();
        if self.silent_since.with_untracked(Option::is_some) {
            self.silent_since.set(None);
        }
    }

    fn take(self, moved: GoodsMoved) {
        let in_cart = self.cart.cart().with_untracked(|cart| {
            let moved = |product: &ProductId| moved.goods.iter().any(|goods| goods.product == *product);
            cart.lines.iter().any(|line| moved(&line.product))
        });
        for goods in moved.goods {
            self.of(&goods.product).set(Some(goods));
        }
        if in_cart {
            // The server's cart says it in full: what this shopper holds counts for the shopper.
            self.look.after(GATHER_MS, move || self.cart.read());
        }
    }
}
