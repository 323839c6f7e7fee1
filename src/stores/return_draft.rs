//! What is filled in to send something back, kept until the tab is closed: a reload loses no letter.

use meadow_wire::{Order, ReturnReason};

use crate::browser::storage;

/// How many of each line of the order, why, and in which words.
pub type ReturnDraft = (Vec<u32>, Option<ReturnReason>, String);

/// What was filled in the last time.
pub fn read(order: &Order) -> ReturnDraft {
    let text = storage::kept_for_tab(&place(order)).unwrap_or_default();
    // What reads otherwise was kept by an older version.
    meadow_json::from_str(&text).unwrap_or_default()
}

/// Keeps it.
pub fn keep(order: &Order, draft: &ReturnDraft) {
    match meadow_json::to_string(draft) {
        Ok(text) => storage::keep_for_tab(&place(order), &text),
        Err(error) => leptos::logging::warn!("what is filled in is not kept: {error}"),
    }
}

/// Each return of an order begins empty.
fn place(order: &Order) -> String {
    format!("meadow-return-{}-{}", order.id, order.returns.len())
}
