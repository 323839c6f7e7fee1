//! Order.

use leptos::prelude::*;

/// Order.
#[component]
pub fn Order() -> impl IntoView {
    view! { <div class="page"></div> }
}
