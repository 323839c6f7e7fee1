//! Product.

use leptos::prelude::*;

/// Product.
#[component]
pub fn Product() -> impl IntoView {
    view! { <div class="page"></div> }
}
