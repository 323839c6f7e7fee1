//! How many messages of the shop are not read.

use leptos::prelude::*;

use super::session;
use crate::{
    api,
    browser::{events, page, task, time},
};

/// While the page is looked at, the count is asked for this often, in milliseconds.
const EVERY_MS: u32 = 30_000;
/// The page is drawn first, in milliseconds.
const FIRST_MS: u32 = 2_000;

/// How many messages are not read.
#[derive(Clone, Copy)]
pub struct InboxStore {
    unread: RwSignal<u32>,
    first: time::Timer,
}

impl InboxStore {
    /// None known yet.
    pub fn new() -> Self {
        Self {
            unread: RwSignal::new(0),
            first: time::use_timer(),
        }
    }

    /// How many.
    pub fn unread(self) -> Signal<u32> {
        self.unread.into()
    }

    /// Asks now and then, and when somebody comes back to the page.
    pub fn listen(self) {
        self.first.after(FIRST_MS, move || self.count());
        session::on_switch(move |_| {
            self.know(0);
            self.count();
        });
        events::use_document_event("visibilitychange", move |_| self.count());
        time::use_interval(EVERY_MS, move || self.count());
    }

    /// Asks how many. One that can't be asked for stays as it is: it is asked for again soon.
    pub fn count(self) {
        // Who has no session was told nothing.
        if api::client::token().is_none() || !page::visible() {
            return;
        }
        task::spawn(async move {
            if let Ok(unread) = api::inbox::count().await {
                self.know(unread);
            }
        });
    }

    /// The server said how many.
    pub fn know(self, unread: u32) {
        if self.unread.try_get_untracked() != Some(unread) {
            self.unread.try_set(unread);
        }
    }
}

impl Default for InboxStore {
    fn default() -> Self {
        Self::new()
    }
}
