//! What was searched for on this device. It never leaves it.

use crate::browser::storage;

/// Under which name it is kept.
const KEPT: &str = "searches";
/// So many are kept.
const MOST: usize = 8;

/// What was kept.
pub fn read() -> Vec<String> {
    let kept = storage::get(KEPT).and_then(|text| meadow_json::from_str(&text).ok());
    kept.unwrap_or_default()
}

/// Keeps them, or nothing.
pub fn keep(searches: &[String]) {
    if searches.is_empty() {
        storage::remove(KEPT);
    } else if let Ok(text) = meadow_json::to_string(&searches.to_vec()) {
        // Where nothing can be kept they live as long as the page.
        storage::set(KEPT, &text);
    }
}

/// Puts a search in front; it is there once.
pub fn add(searches: &mut Vec<String>, words: &str) {
    let same = words.to_lowercase();
    searches.retain(|one| one.to_lowercase() != same);
    searches.insert(0, words.to_owned());
    searches.truncate(MOST);
}
