//! The shape of what is on its way.

use leptos::prelude::*;

/// A quiet block in the shape of what will stand here.
#[component]
pub fn Skeleton(
    /// The CSS height, such as `12rem`.
    #[prop(into)]
    height: String,
) -> impl IntoView {
    view! { <div class="skeleton" style:height=height aria-hidden="true"></div> }
}
