//! Signs that a connection may be dead, or may work again.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

use super::{
    events::{use_document_event, use_window_event},
    page,
};

/// Why it is worth looking at a connection now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Return {
    /// The device found a network: what was open before went with the old one.
    Online,
    /// The page came out of the back/forward cache or was thawed: its sockets are dead, whatever they say.
    Thawed,
    /// The tab can be seen again: its timers may have slept.
    Visible,
}

/// Whether the visitor asked for less traffic. Browsers that don't tell are taken for no.
pub fn saves_data() -> bool {
    let of = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let connection = of(&page::window().navigator(), "connection");
    connection.is_object() && of(&connection, "saveData").is_truthy()
}

/// Runs `handle` at every sign, until the owner is cleaned up.
pub fn use_return(handle: impl Fn(Return) + 'static) {
    let handle = Rc::new(handle);
    let online = Rc::clone(&handle);
    use_window_event("online", move |_| online(Return::Online));
    let shown = Rc::clone(&handle);
    use_window_event("pageshow", move |event| {
        if event
            .dyn_ref::<web_sys::PageTransitionEvent>()
            .is_some_and(web_sys::PageTransitionEvent::persisted)
        {
            shown(Return::Thawed);
        }
    });
    let thawed = Rc::clone(&handle);
    use_document_event("resume", move |_| thawed(Return::Thawed));
    use_document_event("visibilitychange", move |_| {
        if page::visible() {
            handle(Return::Visible);
        }
    });
}
