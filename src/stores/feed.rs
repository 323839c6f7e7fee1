//! The feed as far as it was read, kept while other pages are open.

use leptos::prelude::*;
use meadow_domain::{feed::FeedList, reconnect};
use meadow_wire::{FeedItem, NoteCard, NoteId, Page};

use crate::{
    api::{self, ApiError},
    browser::{
        boot, random, task,
        time::{Timer, use_timer},
    },
};

/// Where the next page of the feed stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was asked for yet, or more can be.
    Ready,
    /// A page is on its way.
    Waiting,
    /// The last request failed.
    Failed(ApiError),
    /// There is no more.
    AtEnd,
}

/// Whether the feed is in the page, so that a note that is opened is shown as a layer over it.
#[derive(Clone, Copy)]
pub struct OverFeed(pub Memo<bool>);

/// The feed as far as it was read.
#[derive(Clone, Copy)]
pub struct FeedStore {
    list: RwSignal<FeedList>,
    reading: RwSignal<Reading>,
    asking: StoredValue<bool>,
    failures: StoredValue<u32>,
    again: Timer,
}

impl FeedStore {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(FeedList::new()),
            reading: RwSignal::new(Reading::Ready),
            asking: StoredValue::new(false),
            failures: StoredValue::new(0),
            again: use_timer(),
        }
    }

    /// What was read.
    pub fn list(self) -> RwSignal<FeedList> {
        self.list
    }

    /// Where the next page stands.
    pub fn reading(self) -> Signal<Reading> {
        self.reading.into()
    }

    /// Whether anything was read.
    pub fn is_open(self) -> bool {
        self.list.with_untracked(|list| !list.is_empty())
    }

    /// Asks for the next page, unless one is on its way or there is none.
    pub fn read_on(self) {
        if self.asking.get_value() || self.reading.get_untracked() == Reading::AtEnd {
            return;
        }
        self.reading.set(Reading::Waiting);
        self.ask();
    }

    /// Asks; what is shown stays until there is an answer.
    fn ask(self) {
        if self.asking.get_value() {
            return;
        }
        self.asking.set_value(true);
        self.again.stop();
        task::spawn(async move {
            let answer = self.next_page().await;
            self.asking.set_value(false);
            match answer {
                Ok(page) => {
                    self.failures.set_value(0);
                    let more = page.next.is_some();
                    self.list.update(|list| {
                        list.push_page(page);
                    });
                    self.reading
                        .set(if more { Reading::Ready } else { Reading::AtEnd });
                }
                Err(error) => {
                    self.plan(&error);
                    let failed = Reading::Failed(error);
                    // The same notice again would lose the focus and be read out once more.
                    if self.reading.with_untracked(|reading| *reading != failed) {
                        self.reading.set(failed);
                    }
                }
            }
        });
    }

    /// Comes back by itself after a failure that may pass.
    fn plan(self, error: &ApiError) {
        let failures = self.failures.try_update_value(|failures| {
            *failures = failures.saturating_add(1);
            *failures
        });
        if error.passing() {
            let wait = reconnect::delay_ms(failures.unwrap_or(1).saturating_add(1), random::number());
            self.again.after(wait, move || self.ask());
        }
    }

    async fn next_page(self) -> Result<Page<FeedItem>, ApiError> {
        let cursor = self
            .list
            .with_untracked(|list| list.next().map(ToOwned::to_owned));
        if cursor.is_none()
            && let Some(text) = boot::first_feed().await
            && let Ok(page) = api::client::parse(&text)
        {
            return Ok(page);
        }
        api::feed::page(cursor.as_deref()).await
    }

    /// The card of a note that was read, so that it opens at once.
    pub fn card(self, id: &NoteId) -> Option<NoteCard> {
        self.list.with_untracked(|list| {
            list.items().iter().find_map(|item| match item {
                FeedItem::Note(card) if card.id == *id => Some(card.clone()),
                _ => None,
            })
        })
    }
}

impl Default for FeedStore {
    fn default() -> Self {
        Self::new()
    }
}
