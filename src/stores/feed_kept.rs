//! The pages of the feed and its neighbours that this tab has read, kept until it is closed: a page that is loaded again,
//! even after a day, shows what it showed. Page by page, so that reading on costs its own length only.

use meadow_wire::{FeedItem, Page};

use crate::browser::storage;

/// How the names of all that is kept begin.
const KEPT: &str = "meadow-feed-";

/// Keeps one more page of a list, which is known by its page's path; the first one begins anew.
pub fn keep(list: &str, first: bool, page: &Page<FeedItem>) {
    if first {
        forget(list);
    }
    let number = count(list);
    match meadow_json::to_string(page) {
        Ok(text) => {
            storage::keep_for_tab(&name(list, number), &text);
            storage::keep_for_tab(&count_of(list), &(number + 1).to_string());
        }
        Err(error) => leptos::logging::warn!("a page of the feed is not kept: {error}"),
    }
}

/// All pages of a list up to the first that can't be read, as after a new version.
pub fn read(list: &str) -> Vec<Page<FeedItem>> {
    (0..count(list))
        .map_while(|number| storage::kept_for_tab(&name(list, number)))
        .map_while(|text| meadow_json::from_str(&text).ok())
        .collect()
}

/// Forgets a list.
pub fn forget(list: &str) {
    storage::forget_for_tab(&format!("{KEPT}{list} "));
}

fn count(list: &str) -> usize {
    storage::kept_for_tab(&count_of(list))
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
}

fn count_of(list: &str) -> String {
    format!("{KEPT}{list} pages")
}

fn name(list: &str, number: usize) -> String {
    format!("{KEPT}{list} page {number}")
}
