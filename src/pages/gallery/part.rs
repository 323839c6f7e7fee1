//! The frame of a part in the gallery.

use leptos::prelude::*;

/// One part with its name.
#[component]
pub fn Part(
    /// What it is.
    name: &'static str,
    /// Whether it needs the whole width.
    #[prop(optional)]
    wide: bool,
    /// The part in its states.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="gallery__part" class:gallery__part--wide=wide aria-label=name>
            <h2 class="gallery__name">{name}</h2>
            <div class="gallery__states">{children()}</div>
        </section>
    }
}
