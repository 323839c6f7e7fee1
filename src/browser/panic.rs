//! A panic ends the app: say so, report it, and let `boot.js` offer a fresh start.

use std::cell::Cell;

use wasm_bindgen::JsValue;

thread_local! {
    static DEAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether the app panicked. The instance is still called by timers and sockets, with half-done state: it must write
/// and send nothing any more.
pub fn is_dead() -> bool {
    DEAD.get()
}

/// Sets the panic hook. The page is told by the event `meadow-panic`; `boot.js` reports it and draws the panel.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        DEAD.set(true);
        console_error_panic_hook::hook(info);
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("meadow-panic", &init) {
            // A panic inside a panic would hide the first one.
            drop(super::page::window().dispatch_event(&event));
        }
    }));
}
