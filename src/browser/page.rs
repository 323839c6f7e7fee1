//! The window and the document.

use leptos::prelude::*;

/// The window. The storefront only ever runs in one.
#[expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the one door; there is no storefront without a window"
)]
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the storefront runs in a window")
}

/// The document.
#[expect(clippy::expect_used, reason = "a window of a page always has a document")]
pub fn document() -> web_sys::Document {
    window().document().expect("a page has a document")
}

/// Names the tab: `Cart · Meadow`.
pub fn set_title(title: &str) {
    let full = if title.is_empty() {
        "Meadow".to_owned()
    } else {
        format!("{title} · Meadow")
    };
    document().set_title(&full);
}

/// The width and height of the viewport in CSS pixels, followed as it changes.
pub fn use_viewport() -> Signal<(u32, u32)> {
    let (size, set_size) = signal(viewport());
    super::events::use_window_event("resize", move |_| set_size.set(viewport()));
    size.into()
}

/// The width and height of the viewport in CSS pixels, now.
pub fn viewport() -> (u32, u32) {
    let pixels = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        value
            .ok()
            .and_then(|size| size.as_f64())
            .map_or(0, |size| size as u32)
    };
    // The root's width leaves the scroll bar out; innerWidth does not.
    let width = document()
        .document_element()
        .map_or(0, |root| root.client_width());
    (u32::try_from(width).unwrap_or(0), pixels(window().inner_height()))
}

/// The path of the page as it was loaded; the router knows where the app is since.
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Where this page comes from: `https://shop.example`.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Leaves for a page elsewhere. An address that is not one of the web leads nowhere.
pub fn leave(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && window().location().assign(url).is_ok()
}

/// Whether the browser brought a page back that this tab had already: a reload, Back from another site, or a tab that
/// had been put to sleep.
pub fn came_back() -> bool {
    let entries = window()
        .performance()
        .map(|clock| clock.get_entries_by_type("navigation"));
    let kind = entries.and_then(|entries| js_sys::Reflect::get(&entries.get(0), &"type".into()).ok());
    kind.and_then(|kind| kind.as_string())
        .is_some_and(|kind| kind != "navigate" && kind != "prerender")
}

/// Loads the page again.
pub fn reload() {
    if window().location().reload().is_err() {
        leptos::logging::warn!("the page could not be loaded again");
    }
}

/// Whether the tab can be seen.
pub fn visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Whether the shopper asked for less motion.
pub fn calm() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if window().print().is_err() {
        leptos::logging::warn!("this browser prints nothing");
    }
}
