//! What is typed, kept on the device until it is said: a reload or an error loses no letter, and who signs out leaves none.

use serde::{Serialize, de::DeserializeOwned};

use super::{chat_draft, comment_draft, member::on_sign_out, return_draft, review_draft, said};
use crate::browser::{idb, storage, task};

/// Letters typed within this time of each other are kept together, in milliseconds.
pub const GATHER_MS: u32 = 200;

/// What was kept under a name. What reads otherwise was kept by an older version.
pub async fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = idb::get(name).await?;
    meadow_json::from_str(&text).ok()
}

/// Keeps it under a name.
pub fn write<T: Serialize>(name: String, value: &T) {
    if let Ok(text) = meadow_json::to_string(value) {
        task::spawn(async move {
            // Where nothing can be kept it lives as long as the page.
            idb::set(&name, text).await;
        });
    }
}

/// Keeps it no longer.
pub fn forget(name: String) {
    task::spawn(async move {
        if !idb::remove(&name).await {
            leptos::logging::warn!("{name} stays on the device");
        }
    });
}

/// Whoever signed out takes their drafts along, also those of pages that are not open.
pub fn forget_on_sign_out() {
    on_sign_out(forget_all);
}

/// Keeps nothing of what was written or filled in any longer.
pub fn forget_all() {
    storage::forget_for_tab(return_draft::KEPT);
    task::spawn(async {
        for kept in [
            review_draft::KEPT,
            chat_draft::KEPT,
            comment_draft::KEPT,
            said::KEPT,
            said::KEPT_LEAVING,
        ] {
            idb::names(kept).await.into_iter().for_each(forget);
        }
    });
}
