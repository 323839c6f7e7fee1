//! Live.

use leptos::prelude::*;

/// Live.
#[component]
pub fn Live() -> impl IntoView {
    view! { <div class="page"></div> }
}
