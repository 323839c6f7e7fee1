//! Files that the person gives to the page.

use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement, Url};

/// The files that were chosen in an `<input type="file">`. It is empty again, so that the same one can be chosen twice.
pub fn take(event: &Event) -> Vec<File> {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else {
        return Vec::new();
    };
    let files = input.files().map_or_else(Vec::new, |list| {
        (0..list.length()).filter_map(|index| list.get(index)).collect()
    });
    input.set_value("");
    files
}

/// An address under which the page can show a file, until it is let go; empty if the browser gives none.
pub fn address(file: &File) -> String {
    Url::create_object_url_with_blob(file).unwrap_or_default()
}

/// Lets an address go, and the file with it.
pub fn let_go(address: &str) {
    if !address.is_empty() && Url::revoke_object_url(address).is_err() {
        leptos::logging::warn!("a picture stays in memory");
    }
}
