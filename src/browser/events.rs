//! Listeners that leave with their component.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// Listens on the window until the owner is cleaned up.
pub fn use_window_event(name: &'static str, handle: impl FnMut(web_sys::Event) + 'static) {
    use_event(super::page::window().into(), name, handle);
}

/// Listens on the document until the owner is cleaned up.
pub fn use_document_event(name: &'static str, handle: impl FnMut(web_sys::Event) + 'static) {
    use_event(super::page::document().into(), name, handle);
}

/// Listens on a target until the owner is cleaned up. Passive: it can't prevent the default.
pub fn use_event(
    target: web_sys::EventTarget,
    name: &'static str,
    handle: impl FnMut(web_sys::Event) + 'static,
) {
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(handle);
    let options = web_sys::AddEventListenerOptions::new();
    options.set_passive(true);
    let added = target.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        listener.as_ref().unchecked_ref(),
        &options,
    );
    if added.is_err() {
        leptos::logging::warn!("no listener for {name}");
    }
    let held = StoredValue::new_local(Some((target, listener)));
    on_cleanup(move || {
        if let Some((target, listener)) = held.try_update_value(Option::take).flatten() {
            // Removing a listener can only fail if it was never there.
            if target
                .remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref())
                .is_err()
            {
                leptos::logging::warn!("the listener for {name} stays");
            }
        }
    });
}
