//! A layer over the page.

use leptos::{html, prelude::*};

use super::{Glyph, Icon};
use crate::browser::focus;

/// A layer over the page: the rest is inert, Escape and a press beside it close it.
#[component]
pub fn Layer(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// An extra class for its shape.
    #[prop(optional)]
    class: &'static str,
    /// Runs when the shopper wants it closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // The node is in the page only after this run.
            crate::browser::time::next_frame(move || focus::show_modal(&dialog));
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class=format!("layer {class}")
            aria-label=label
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:click=move |event| {
                // A press on the dialog itself is a press on its backdrop: the content fills it.
                let on_backdrop = event.target().is_some() && event.target() == event.current_target();
                if on_backdrop {
                    on_close.run(());
                }
            }
        >
            // The focus starts at the content, not at the button that closes it.
            <div class="layer__content" tabindex="-1" autofocus>
                <button type="button" class="layer__close" aria-label="Close" on:click=move |_| on_close.run(())>
                    <Icon glyph=Glyph::Close />
                </button>
                {children()}
            </div>
        </dialog>
    }
}
