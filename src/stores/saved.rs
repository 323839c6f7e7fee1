//! What is kept for another day: set aside from the cart, or wished for.

use leptos::prelude::*;
use meadow_wire::{CartLine, Offer, Saved, SavedList, SavedThings, VariantId};

use super::{backoff::Backoff, cart::CartStore, session, toasts::Toasts};
use crate::{
    api::{self, ApiError},
    browser::task,
};

/// What is kept.
#[derive(Clone, Copy)]
pub struct SavedStore {
    /// Nothing before the server has told.
    things: RwSignal<Option<Vec<Saved>>>,
    /// What is on its way from one place to another: a second press would move it twice.
    moving: RwSignal<Vec<VariantId>>,
    reading: StoredValue<bool>,
    backoff: Backoff,
    cart: CartStore,
    toasts: Toasts,
}

impl SavedStore {
    /// Nothing known yet.
    pub fn new(cart: CartStore, toasts: Toasts) -> Self {
        Self {
            things: RwSignal::new(None),
            moving: RwSignal::new(Vec::new()),
            reading: StoredValue::new(false),
            backoff: Backoff::new(),
            cart,
            toasts,
        }
    }

    /// What is kept in a list, newest first; tracked. Nothing before it is known.
    pub fn of(self, list: SavedList) -> Option<Vec<Saved>> {
        self.things.with(|things| {
            let things = things.as_ref()?.iter();
            Some(things.filter(|saved| saved.list == list).cloned().collect())
        })
    }

    /// Whether a variant is wished for; tracked.
    pub fn is_wished(self, variant: &VariantId) -> bool {
        self.things.with(|things| {
            let things = things.as_deref().unwrap_or_default();
            things
                .iter()
                .any(|saved| saved.list == SavedList::Wishes && saved.offer.variant.id == *variant)
        })
    }

    /// Whether a variant is on its way; tracked.
    pub fn is_moving(self, variant: &VariantId) -> bool {
        self.moving.with(|moving| moving.contains(variant))
    }

    /// Reads what is kept; again after a while if the shop can't be reached.
    pub fn read(self) {
        if self.reading.get_value() {
            return;
        }
        if api::client::token().is_none() {
            self.things.set(Some(Vec::new()));
            return;
        }
        self.reading.set_value(true);
        task::spawn(async move {
            let answer = api::saved::read().await;
            self.reading.set_value(false);
            match answer {
                Ok(things) => self.take(things),
                Err(error) => self.backoff.failed(&error, move || self.read()),
            }
        });
    }

    /// Moves a line from the cart to what is kept for later. It leaves the cart when the shop has it: nothing is lost
    /// between the two.
    pub fn set_aside(self, line: CartLine) {
        self.start(&line.variant.clone(), async move {
            let (variant, quantity) = (line.variant.clone(), line.quantity);
            self.keep(SavedList::Later, &variant, quantity).await?;
            self.cart.change(line, -quantity.cast_signed());
            self.toasts.say("Kept for later");
            Ok(())
        });
    }

    /// Puts what is kept into the cart; from then on it is not kept for later. A wish stays a wish.
    pub fn put_into_cart(self, saved: Saved) {
        self.start(&saved.offer.variant.id.clone(), async move {
            self.cart.add_some(line(&saved.offer), saved.quantity);
            if saved.list == SavedList::Later {
                self.forget(SavedList::Later, &saved.offer.variant.id).await?;
            }
            Ok(())
        });
    }

    /// Keeps something no longer.
    pub fn remove(self, saved: &Saved) {
        let (list, variant) = (saved.list, saved.offer.variant.id.clone());
        self.start(&variant.clone(), async move { self.forget(list, &variant).await });
    }

    /// Wishes for a variant, or no longer.
    pub fn wish(self, variant: &VariantId) {
        let wished = untrack(|| self.is_wished(variant));
        let wanted = variant.clone();
        self.start(variant, async move {
            if wished {
                self.forget(SavedList::Wishes, &wanted).await?;
                self.toasts.say("Off your wish list");
            } else {
                self.keep(SavedList::Wishes, &wanted, 1).await?;
                self.toasts.say("On your wish list");
            }
            Ok(())
        });
    }

    /// Runs one move of a variant at a time; says why if it fails.
    fn start(self, variant: &VariantId, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if untrack(|| self.is_moving(variant)) {
            return;
        }
        let variant = variant.clone();
        self.moving.update(|moving| moving.push(variant.clone()));
        task::spawn(async move {
            if let Err(error) = work.await {
                self.toasts.say(error.in_words());
            }
            self.moving.update(|moving| moving.retain(|one| *one != variant));
        });
    }

    async fn keep(self, list: SavedList, variant: &VariantId, quantity: u32) -> Result<(), ApiError> {
        let things = session::with_session(async || api::saved::keep(list, variant, quantity).await).await?;
        self.take(things);
        Ok(())
    }

    async fn forget(self, list: SavedList, variant: &VariantId) -> Result<(), ApiError> {
        let things = session::with_session(async || api::saved::forget(list, variant).await).await?;
        self.take(things);
        Ok(())
    }

    fn take(self, things: SavedThings) {
        self.backoff.worked();
        self.things.set(Some(things.items));
    }
}

/// An offer as a line of the cart.
pub fn line(offer: &Offer) -> CartLine {
    CartLine {
        variant: offer.variant.id.clone(),
        product: offer.product.id.clone(),
        name: offer.product.name.clone(),
        lang: offer.product.lang.clone(),
        choice: offer.variant.values.join(" · "),
        picture: offer.product.picture.clone(),
        quantity: 0,
        unit_price: offer.variant.price,
        terms: offer.variant.terms.clone(),
        stock: offer.variant.stock,
    }
}
