//! Files that the page gives to the person.

use js_sys::Array;
use wasm_bindgen::JsCast;

/// Saves a text as a file under a name. Says `false` if the browser does not let it.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
    else {
        return false;
    };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return false;
    };
    let link = super::page::document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let Some(link) = link else { return false };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken it by the time the next task runs.
    super::task::spawn(async move {
        super::time::sleep(10_000).await;
        if web_sys::Url::revoke_object_url(&url).is_err() {
            leptos::logging::warn!("a download stays in memory");
        }
    });
    true
}
