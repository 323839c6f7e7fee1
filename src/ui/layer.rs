//! A layer over the page.

use leptos::{html, prelude::*};

use super::{Glyph, Icon, Toast, toast::ToastText};
use crate::browser::{focus, time};

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
    let pressed = StoredValue::new(false);
    // The focus goes back to what opened the layer; a dialog that is taken out of the page does not do it by itself.
    let opener = StoredValue::new_local(focus::focused());
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // The node is in the page only after this run.
            time::next_frame(move || focus::show_modal(&dialog));
        }
    });
    on_cleanup(move || {
        if let Some(opener) = opener.try_update_value(Option::take).flatten() {
            time::next_frame(move || focus::give_back(&opener));
        }
    });
    // What is said in passing outside an open dialog is neither seen nor heard.
    let said = use_context::<ToastText>();
    view! {
        <dialog
            node_ref=dialog
            class=format!("layer {class}")
            aria-label=label
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:pointerdown=move |event| pressed.set_value(on_itself(&event))
            on:click=move |event| {
                // A press on the dialog itself is a press on its backdrop: the content fills it. One that began on the
                // content selects text.
                if on_itself(&event) && pressed.get_value() {
                    on_close.run(());
                }
            }
        >
            // The focus starts at the content, not at the button that closes it.
            <div class="layer__content" tabindex="-1" autofocus>
                <div class="layer__bar">
                    <button type="button" class="layer__close" aria-label="Close" on:click=move |_| on_close.run(())>
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
                {children()}
            </div>
            {said.map(|said| view! { <Toast text=said.0 /> })}
        </dialog>
    }
}

fn on_itself(event: &web_sys::Event) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}
