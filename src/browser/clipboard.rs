//! What can be pasted elsewhere.

use wasm_bindgen_futures::JsFuture;

use super::page;

/// Puts a text where it can be pasted from. Says `false` where the browser allows nobody to.
pub async fn copy(text: &str) -> bool {
    let navigator = page::window().navigator();
    // Browsers have no clipboard for pages that came without a lock; reading it is then an error.
    let missing =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_undefined());
    !missing
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
}
