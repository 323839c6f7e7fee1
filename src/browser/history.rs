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
    DEPTH.set(depth_of_entry());
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

/// Keeps which card of a page's list stands where: its id, and how far its top is below the viewport's. Pixels of the
/// page would mean another card as soon as the list is wider.
pub fn keep_place(path: &str, card: &str, top: i32) {
    storage::keep_for_tab(&place_of(path), &format!("{top} {card}"));
}

/// The card kept for a path, and where its top was.
pub fn kept_place(path: &str) -> Option<(String, i32)> {
    let kept = storage::kept_for_tab(&place_of(path))?;
    let (top, card) = kept.split_once(' ')?;
    Some((card.to_owned(), top.parse().ok()?))
}

/// Whoever comes by a link begins at the top.
pub fn forget_place(path: &str) {
    storage::drop_for_tab(&place_of(path));
}

/// `public/boot.js` knows the feed's.
fn place_of(path: &str) -> String {
    format!("place:{path}")
}

/// Whether this tab has a page of ours behind this one.
pub fn can_go_back() -> bool {
    DEPTH.get() > 0
}

thread_local! {
    /// How many pages of ours lie behind this one. It stands in the history entry too, so that Back, Forward and a
    /// reload know it.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static REPLACING: Cell<bool> = const { Cell::new(false) };
}

/// The next move takes the place of this page: Back will not lead here.
pub fn replacing() {
    REPLACING.set(true);
}

/// Counts a move inside the app. `popped` as from [`take_popped`].
pub fn moved(popped: bool) {
    let replaced = REPLACING.replace(false);
    if popped {
        DEPTH.set(depth_of_entry());
        return;
    }
    if !replaced {
        DEPTH.set(DEPTH.get().saturating_add(1));
    }
    let depth = wasm_bindgen::JsValue::from(DEPTH.get());
    if let Ok(history) = window().history()
        && history.replace_state(&depth, "").is_err()
    {
        leptos::logging::warn!("the way back is not remembered");
    }
}

/// What an entry that was left earlier says about its depth; one that we did not write is the first.
fn depth_of_entry() -> u32 {
    window()
        .history()
        .ok()
        .and_then(|history| history.state().ok()?.as_f64())
        .map_or(0, |depth| depth as u32)
}
