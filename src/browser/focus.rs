//! Focus and modal dialogs.

use wasm_bindgen::JsCast;

/// Puts the focus on an element without scrolling to it.
pub fn focus(element: &web_sys::Element) {
    let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() else {
        return;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if element.focus_with_options(&options).is_err() {
        leptos::logging::warn!("the focus can't be put there");
    }
}

/// Puts the focus on the first element that matches.
pub fn focus_first(selector: &str) {
    if let Ok(Some(element)) = super::page::document().query_selector(selector) {
        focus(&element);
    }
}

/// Puts the focus on the first element that matches and takes room on the page; says whether there is one.
pub fn focus_seen(selector: &str) -> bool {
    let Ok(all) = super::page::document().query_selector_all(selector) else {
        return false;
    };
    let mut elements = (0..all.length())
        .filter_map(|at| all.get(at))
        .filter_map(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
    match elements.find(|element| element.offset_width() > 0) {
        Some(element) => {
            focus(&element);
            true
        }
        None => false,
    }
}

/// Opens a dialog over the page: the rest is inert, Escape closes it.
pub fn show_modal(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() && dialog.show_modal().is_err() {
        // Not in the page yet: shown in place is better than not at all.
        dialog.set_open(true);
    }
}

/// Puts the focus on the first element that matches and brings it into view.
pub fn go_to(selector: &str) {
    let Ok(Some(element)) = super::page::document().query_selector(selector) else {
        return;
    };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus(&element);
}

/// What has the focus; `None` if nothing in particular has.
pub fn focused() -> Option<web_sys::Element> {
    let document = super::page::document();
    let body = document.body();
    document
        .active_element()
        .filter(|element| body.as_deref() != Some(element))
}

/// An attribute of the nearest element around a target that has it.
pub fn attribute_around(target: Option<web_sys::EventTarget>, name: &str) -> Option<String> {
    let element: web_sys::Element = target?.dyn_into().ok()?;
    element.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}

/// Gives the focus back to an element, if it is still in the page and nothing else has taken it.
pub fn give_back(element: &web_sys::Element) {
    if element.is_connected() && focused().is_none() {
        focus(element);
    }
}

/// Whether a modal dialog is open.
pub fn modal_open() -> bool {
    matches!(
        super::page::document().query_selector("dialog[open]"),
        Ok(Some(_))
    )
}
