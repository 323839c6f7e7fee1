//! Back and forward.

use std::cell::Cell;

use super::{page::window, storage};

thread_local! {
    static POPPED: Cell<bool> = const { Cell::new(false) };
}

/// Takes scroll restoration into our hands and remembers whether the last move was Back or Forward. Call once, before
/// the router starts.
pub fn watch() {
    if let Ok(history) = window().history()
        && history
            .set_scroll_restoration(web_sys::ScrollRestoration::Manual)
            .is_err()
    {
        leptos::logging::warn!("the browser keeps restoring scroll positions");
    }
    // The page's own listener for its whole life, ahead of the router's.
    let listener = wasm_bindgen::closure::Closure::<dyn Fn()>::new(|| POPPED.set(true));
    let function = wasm_bindgen::JsCast::unchecked_ref(listener.as_ref());
    if window()
        .add_event_listener_with_callback("popstate", function)
        .is_err()
    {
        leptos::logging::warn!("Back can't be told from a link");
    }
    listener.forget();
}

/// Whether the page was reached by Back or Forward; asks once.
pub fn take_popped() -> bool {
    POPPED.replace(false)
}

/// Goes back one step.
pub fn back() {
    if let Ok(history) = window().history()
        && history.back().is_err()
    {
        leptos::logging::warn!("there is no way back");
    }
}

/// Keeps a scroll position for a path, for this tab.
pub fn keep_scroll(path: &str, top: u32) {
    storage::keep_for_tab(&format!("scroll:{path}"), &top.to_string());
}

/// The scroll position kept for a path.
pub fn kept_scroll(path: &str) -> Option<u32> {
    storage::kept_for_tab(&format!("scroll:{path}"))?.parse().ok()
}

/// Whether this tab has a page of ours behind this one.
pub fn can_go_back() -> bool {
    MOVED.get()
}

thread_local! {
    static MOVED: Cell<bool> = const { Cell::new(false) };
}

/// Remembers that the shopper moved on inside the app, so that Back stays inside it.
pub fn moved() {
    MOVED.set(true);
}
