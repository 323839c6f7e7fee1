//! Orders.

use leptos::prelude::*;

/// Orders.
#[component]
pub fn Orders() -> impl IntoView {
    view! { <div class="page"></div> }
}
