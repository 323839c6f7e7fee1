//! Gallery.

use leptos::prelude::*;

/// Gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    view! { <div class="page"></div> }
}
