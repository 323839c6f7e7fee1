//! Cart.

use leptos::prelude::*;

/// Cart.
#[component]
pub fn Cart() -> impl IntoView {
    view! { <div class="page"></div> }
}
