//! Small texts that outlive the page, in localStorage; in memory where a browser forbids it.

use std::cell::RefCell;

use super::few::Few;

thread_local! {
    static MEMORY: RefCell<Few<String>> = const { RefCell::new(Few::new()) };
}

fn disk() -> Option<web_sys::Storage> {
    super::page::window().local_storage().ok().flatten()
}

/// What was kept under a name.
pub fn get(name: &str) -> Option<String> {
    disk()
        .and_then(|disk| disk.get_item(name).ok().flatten())
        .or_else(|| MEMORY.with_borrow(|memory| memory.get(name).cloned()))
}

/// Keeps a text under a name. Says `false` if it will not outlive the page.
pub fn set(name: &str, text: &str) -> bool {
    MEMORY.with_borrow_mut(|memory| memory.set(name, text.to_owned()));
    disk().is_some_and(|disk| disk.set_item(name, text).is_ok())
}

/// Forgets a name.
pub fn remove(name: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(name));
    if let Some(disk) = disk()
        && disk.remove_item(name).is_err()
    {
        leptos::logging::warn!("{name} stays in storage");
    }
}

fn tab() -> Option<web_sys::Storage> {
    super::page::window().session_storage().ok().flatten()
}

/// Keeps a text for as long as the tab lives.
pub fn keep_for_tab(name: &str, text: &str) {
    let kept = tab().is_some_and(|tab| tab.set_item(name, text).is_ok());
    if !kept {
        MEMORY.with_borrow_mut(|memory| memory.set(name, text.to_owned()));
    }
}

/// Forgets all that was kept for this tab under names that begin so.
pub fn forget_for_tab(beginning: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove_all(beginning));
    let Some(tab) = tab() else { return };
    let count = tab.length().unwrap_or_default();
    let names: Vec<String> = (0..count)
        .filter_map(|index| tab.key(index).ok().flatten())
        .filter(|name| name.starts_with(beginning))
        .collect();
    for name in names {
        if tab.remove_item(&name).is_err() {
            leptos::logging::warn!("{name} stays in storage");
        }
    }
}

/// Forgets what was kept for this tab.
pub fn drop_for_tab(name: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(name));
    if let Some(tab) = tab()
        && tab.remove_item(name).is_err()
    {
        leptos::logging::warn!("{name} stays in this tab");
    }
}

/// What was kept for this tab.
pub fn kept_for_tab(name: &str) -> Option<String> {
    tab()
        .and_then(|tab| tab.get_item(name).ok().flatten())
        .or_else(|| MEMORY.with_borrow(|memory| memory.get(name).cloned()))
}
