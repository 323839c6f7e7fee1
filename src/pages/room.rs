//! Room.

use leptos::prelude::*;

/// Room.
#[component]
pub fn Room() -> impl IntoView {
    view! { <div class="page"></div> }
}
