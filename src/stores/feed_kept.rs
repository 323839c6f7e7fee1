//! The pages of the feed that this tab has read, kept until it is closed: a page that is loaded again, even after a day,
//! shows what it showed. Page by page, so that reading on costs its own length only.

use meadow_wire::{FeedItem, Page};

use crate::browser::storage;

/// How the names of all that is kept begin.
const KEPT: &str = "meadow-feed-";
/// How many pages are kept.
const COUNT: &str = "meadow-feed-pages";

/// Keeps one more page; the first one begins anew.
pub fn keep(first: bool, page: &Page<FeedItem>) {
    if first {
        forget();
    }
    let number = count();
    match meadow_json::to_string(page) {
        Ok(text) => {
            storage::keep_for_tab(&name(number), &text);
            storage::keep_for_tab(COUNT, &(number + 1).to_string());
        }
        Err(error) => leptos::logging::warn!("a page of the feed is not kept: {error}"),
    }
}

/// All pages up to the first that can't be read, as after a new version.
pub fn read() -> Vec<Page<FeedItem>> {
    (0..count())
        .map_while(|number| storage::kept_for_tab(&name(number)))
        .map_while(|text| meadow_json::from_str(&text).ok())
        .collect()
}

/// Forgets them: they hold what somebody liked.
pub fn forget() {
    storage::forget_for_tab(KEPT);
}

fn count() -> usize {
    storage::kept_for_tab(COUNT)
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
}

fn name(number: usize) -> String {
    format!("{KEPT}page-{number}")
}
