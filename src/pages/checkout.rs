//! Checkout.

use leptos::prelude::*;

/// Checkout.
#[component]
pub fn Checkout() -> impl IntoView {
    view! { <div class="page"></div> }
}
