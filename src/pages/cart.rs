//! The cart as a page.

use leptos::prelude::*;

use crate::{browser::page, features::CartContents};

/// The cart.
#[component]
pub fn Cart() -> impl IntoView {
    page::set_title("Cart");
    view! {
        <div class="page page--cart">
            <h1 class="page-title">"Your cart"</h1>
            <CartContents />
        </div>
    }
}
