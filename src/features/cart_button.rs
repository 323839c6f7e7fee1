//! The way to the cart, with its count.

use leptos::prelude::*;

use crate::{
    stores::cart::CartStore,
    ui::{Glyph, Icon},
};

/// Opens the cart drawer and says how many things are in the cart.
#[component]
pub fn CartButton() -> impl IntoView {
    let store = expect_context::<CartStore>();
    let cart = store.cart();
    let count = move || cart.with(|cart| cart.totals.items);
    view! {
        <button
            type="button"
            class="cart-button"
            aria-label=move || match count() {
                1 => "Cart, 1 item".to_owned(),
                count => format!("Cart, {count} items"),
            }
            on:click=move |_| store.drawer().set(true)
        >
            <Icon glyph=Glyph::Basket />
            <span class="cart-button__count" class:cart-button__count--empty=move || count() == 0 data-cart-count>
                {count}
            </span>
        </button>
    }
}
