//! A key that works wherever one is.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// Runs `press` when the key is pressed alone, until the owner is cleaned up; `press` says whether it took it. Never while something is being typed or a
/// dialog is open; then the key is a letter like any other.
pub fn use_shortcut(key: &'static str, press: impl Fn() -> bool + 'static) {
    let listener = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        let alone = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.is_composing();
        let free = !event.default_prevented() && !takes_letters() && !super::focus::modal_open();
        if event.key() == key && alone && free && press() {
            // Firefox would open its own search, and the key would stand in the field.
            event.prevent_default();
        }
    });
    let window = super::page::window();
    if window
        .add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref())
        .is_err()
    {
        leptos::logging::warn!("no shortcut {key}");
    }
    let held = StoredValue::new_local(Some((window, listener)));
    on_cleanup(move || {
        if let Some((window, listener)) = held.try_update_value(Option::take).flatten()
            && window
                .remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref())
                .is_err()
        {
            leptos::logging::warn!("the shortcut {key} stays");
        }
    });
}

/// Whether what has the focus takes letters: fields, lists to choose from, anything that can be edited.
fn takes_letters() -> bool {
    super::focus::focused().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element
                .get_attribute("contenteditable")
                .is_some_and(|edits| edits != "false")
    })
}
