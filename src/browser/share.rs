//! Handing a link to another app.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page;

/// What became of a link that was to be handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// An app has it, or nobody wanted it in the end: there is nothing more to do.
    Done,
    /// This browser hands nothing over.
    Unable,
}

/// Lets the shopper choose an app for a link. Only for a press, or the browser refuses.
pub async fn share(title: &str, url: &str) -> Handed {
    let navigator = page::window().navigator();
    let share = Reflect::get(&navigator, &"share".into()).and_then(JsCast::dyn_into::<Function>);
    // Many browsers on desks have none.
    let Ok(share) = share else {
        return Handed::Unable;
    };
    let data = Object::new();
    let is_set = [("title", title), ("url", url)]
        .iter()
        .all(|(name, value)| Reflect::set(&data, &(*name).into(), &(*value).into()).is_ok());
    let asked = share
        .call1(&navigator, &data)
        .and_then(JsCast::dyn_into::<Promise>);
    let answer = match asked {
        Ok(promise) if is_set => JsFuture::from(promise).await,
        Ok(_) => return Handed::Unable,
        Err(error) => Err(error),
    };
    match answer {
        Ok(_) => Handed::Done,
        Err(error) if is_dropped(&error) => Handed::Done,
        Err(_) => Handed::Unable,
    }
}

/// Whether the shopper closed the choice.
fn is_dropped(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
}
