//! Whether a signature holds: Ed25519 by WebCrypto, which costs the shopper no download.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

const ED25519: &str = "Ed25519";

/// What came of looking at a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// Whoever has the key signed just this.
    Holds,
    /// Nobody with the key signed this.
    Broken,
    /// This browser can't tell: it has no Ed25519, or the page came over a connection that is not safe.
    CantTell,
}

/// Looks whether `signature` is the key's under the text. Key and signature are in base64url.
pub async fn verify(key: &str, signature: &str, text: &str) -> Seal {
    let Some(crypto) = subtle() else {
        return Seal::CantTell;
    };
    let (Some(key), Some(signature)) = (bytes(key, 32), bytes(signature, 64)) else {
        return Seal::Broken;
    };
    let key = match import(&crypto, &key).await {
        Ok(key) => key,
        // A key that the browser knows and finds wrong is another thing than a kind of key that it does not know.
        Err(error) if name(&error) == "DataError" => return Seal::Broken,
        Err(_) => return Seal::CantTell,
    };
    let (signature, text) = (
        Uint8Array::from(signature.as_slice()),
        Uint8Array::from(text.as_bytes()),
    );
    let asked = crypto.verify_with_str_and_js_u8_array_and_js_u8_array(ED25519, &key, &signature, &text);
    let Ok(asked) = asked else {
        return Seal::CantTell;
    };
    match JsFuture::from(asked).await {
        Ok(holds) if holds.is_truthy() => Seal::Holds,
        Ok(_) => Seal::Broken,
        Err(_) => Seal::CantTell,
    }
}

/// `undefined` where the page is not in a secure context.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = super::page::window().crypto().ok()?;
    let subtle: JsValue = crypto.subtle().into();
    subtle.is_object().then(|| subtle.unchecked_into())
}

async fn import(crypto: &SubtleCrypto, key: &[u8]) -> Result<CryptoKey, JsValue> {
    let key = Uint8Array::from(key);
    let asked = crypto.import_key_with_str("raw", &key, ED25519, false, &Array::of1(&"verify".into()))?;
    Ok(JsFuture::from(asked).await?.unchecked_into())
}

fn name(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default()
}

/// Nothing if it is no base64url of just so many bytes.
fn bytes(text: &str, count: usize) -> Option<Vec<u8>> {
    let plain = text.replace('-', "+").replace('_', "/");
    let letters = super::page::window().atob(&plain).ok()?;
    let bytes: Option<Vec<u8>> = letters.chars().map(|letter| u8::try_from(letter).ok()).collect();
    bytes.filter(|bytes| bytes.len() == count)
}
