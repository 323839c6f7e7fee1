//! Carts that stand still in one of their states: for looking at the parts that show them.

use leptos::prelude::*;
use meadow_wire::{Cart, CartChange, CartLine, ChangeId};

use super::{Asked, CartStore};
use crate::{api::ApiError, browser::random, stores::toasts::Toasts};

/// What is known of a cart.
#[derive(Default)]
pub struct Still {
    /// What the server said last; nothing if it has not answered yet.
    pub cart: Option<Cart>,
    /// What it has not heard of yet: one more of this.
    pub unheard: Option<CartLine>,
    /// Why it did not answer.
    pub problem: Option<ApiError>,
    /// What it did not take, in words.
    pub refusal: Option<String>,
    /// Whether the browser keeps nothing.
    pub forgets: bool,
    /// What became of the last coupon.
    pub asked: Asked,
}

impl CartStore {
    /// A cart in that state. It asks nobody by itself; its "Try now" does.
    pub fn still(toasts: Toasts, still: Still) -> Self {
        let store = Self::silent(toasts);
        if let Some(cart) = still.cart {
            store.confirmed.set(cart);
            store.arrived.set(true);
        }
        if let Some(line) = still.unheard {
            let change = CartChange {
                id: ChangeId(random::id()),
                variant: line.variant.clone(),
                delta: 1,
            };
            store.pending.update(|pending| pending.press((change, line)));
            store.arrived.set(true);
        }
        store.problem.set(still.problem);
        store.refusal.set(still.refusal);
        store.outlives.set(!still.forgets);
        store.asked.set(still.asked);
        store
    }
}
