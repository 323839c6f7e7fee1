//! The line that is being typed in a room, kept on the device until it is said: leaving the room, a reload or an error
//! loses no letter.

use leptos::prelude::*;
use meadow_wire::RoomId;

use super::kept::{self, GATHER_MS};
use crate::browser::{idb, task, time};

/// Where they are kept on the device; the room follows.
pub(super) const KEPT: &str = "chat-draft:";

/// What is typed in a room, beginning with what was left there. What can't be said any more (`over`) is not kept.
pub fn use_chat_draft(room: &RoomId, over: Signal<bool>) -> RwSignal<String> {
    use_kept_text(format!("{KEPT}{room}"), over)
}

/// A text that is being typed, beginning with what was left under its name. What can't be said any more (`over`) is not
/// kept.
pub(super) fn use_kept_text(name: String, over: Signal<bool>) -> RwSignal<String> {
    let text = RwSignal::new(String::new());
    let name = StoredValue::new(name);
    // What the device holds, and whether it has answered yet.
    let (kept, restored) = (StoredValue::new(String::new()), RwSignal::new(false));
    let restore = name.get_value();
    task::spawn(async move {
        let left = idb::get(&restore).await.unwrap_or_default();
        // The page may have gone meanwhile: then `try_…` does nothing.
        kept.try_set_value(left.clone());
        // Never over what is being typed.
        if !left.is_empty() && text.try_with_untracked(String::is_empty) == Some(true) {
            text.try_set(left);
        }
        restored.try_set(true);
    });
    let keep = move || {
        let worth = if over.get_untracked() {
            String::new()
        } else {
            text.get_untracked()
        };
        if restored.get_untracked() && kept.with_value(|kept| *kept != worth) {
            kept.set_value(worth.clone());
            write(name.get_value(), worth);
        }
    };
    let timer = time::use_timer();
    Effect::new(move |_| {
        if !restored.get() {
            return;
        }
        if over.get() || text.with(String::is_empty) {
            // Said: it must not come back.
            timer.stop();
            keep();
        } else {
            timer.after(GATHER_MS, keep);
        }
    });
    // The last letters before the room is left.
    on_cleanup(keep);
    text
}

fn write(name: String, text: String) {
    if text.is_empty() {
        return kept::forget(name);
    }
    task::spawn(async move {
        // Where nothing can be kept the line lives as long as the page.
        idb::set(&name, text).await;
    });
}
