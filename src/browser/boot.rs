//! What `public/boot.js` and the app say to each other.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The text of the first feed page, which `boot.js` asked for while the wasm was loading. Only once.
pub async fn first_feed() -> Option<String> {
    let name = JsValue::from_str("meadowFirstFeed");
    let window = super::page::window();
    let promise: Promise = Reflect::get(&window, &name).ok()?.dyn_into().ok()?;
    Reflect::delete_property(window.unchecked_ref::<js_sys::Object>(), &name).ok()?;
    wasm_bindgen_futures::JsFuture::from(promise)
        .await
        .ok()?
        .as_string()
}

/// Tells `boot.js` that the app has drawn, so that the skeleton can go.
pub fn started() {
    let started = Reflect::get(&super::page::window(), &JsValue::from_str("meadowStarted"));
    if let Ok(started) = started.and_then(JsCast::dyn_into::<Function>)
        && started.call0(&JsValue::NULL).is_err()
    {
        leptos::logging::warn!("the first paint stays");
    }
}
