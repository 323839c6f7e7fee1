//! The feed and its neighbours as far as they were read, kept while other pages are open.

use leptos::prelude::*;
use meadow_wire::{FeedItem, NoteCard, NoteId, Page};

use super::{feed_kept, paging::Paging, session};
use crate::{
    api::{self, ApiError},
    browser::{boot, storage},
};

/// The place that was picked last is kept on the device under this name.
const PLACE: &str = "meadow-nearby";

/// The path of the first list's page.
const FOR_YOU: &str = "/";

/// Whether the feed is in the page, so that a note that is opened is shown as a layer over it.
#[derive(Clone, Copy)]
pub struct OverFeed(pub Memo<bool>);

/// A list of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What the town deals.
    ForYou,
    /// What those one follows show and wrote.
    Following,
    /// What was written in a place that one picked.
    Nearby,
}

/// The lists as far as they were read.
#[derive(Clone, Copy)]
pub struct FeedStore {
    for_you: Paging,
    following: Paging,
    nearby: Paging,
    /// Which one is shown, or was shown last.
    shown: RwSignal<Tab>,
    place: RwSignal<Option<String>>,
}

impl FeedStore {
    /// What this tab had read when its page was left, if the browser brought it back; else nothing yet.
    pub fn new() -> Self {
        let place = RwSignal::new(storage::get(PLACE));
        let store = Self {
            for_you: Paging::new(for_you).kept_as(FOR_YOU),
            following: Paging::new(async |cursor| api::feed::following(cursor.as_deref()).await)
                .kept_as("/following"),
            nearby: Paging::new(move |cursor| nearby(place.get_untracked(), cursor)).kept_as("/nearby"),
            shown: RwSignal::new(Tab::ForYou),
            place,
        };
        session::on_switch(move |_| {
            // They hold what somebody liked.
            feed_kept::forget(FOR_YOU);
            store.following.grow_old();
            store.nearby.grow_old();
        });
        store
    }

    /// The cards of a list and where its next page stands.
    pub fn pages(self, tab: Tab) -> Paging {
        match tab {
            Tab::ForYou => self.for_you,
            Tab::Following => self.following,
            Tab::Nearby => self.nearby,
        }
    }

    /// Which list is shown, or was shown last.
    pub fn shown(self) -> Signal<Tab> {
        self.shown.into()
    }

    /// A list is shown.
    pub fn show(self, tab: Tab) {
        self.shown.set(tab);
    }

    /// The place that was picked.
    pub fn place(self) -> Signal<Option<String>> {
        self.place.into()
    }

    /// Picks a place.
    pub fn pick(self, place: &str) {
        // Where a browser forbids to keep it, it is picked again next time.
        storage::set(PLACE, place);
        self.nearby.forget();
        self.place.set(Some(place.to_owned()));
    }

    /// Whom one follows changed.
    pub fn followed_others(self) {
        self.following.grow_old();
    }

    /// Whom one mutes changed.
    pub fn muted_others(self) {
        for tab in [Tab::ForYou, Tab::Following, Tab::Nearby] {
            self.pages(tab).grow_old();
        }
    }

    /// The card of a note that was read, so that it opens at once.
    pub fn card(self, id: &NoteId) -> Option<NoteCard> {
        [Tab::ForYou, Tab::Following, Tab::Nearby]
            .into_iter()
            .find_map(|tab| {
                self.pages(tab).list().with_untracked(|list| {
                    list.items().iter().find_map(|item| match item {
                        FeedItem::Note(card) if card.id == *id => Some(card.clone()),
                        _ => None,
                    })
                })
            })
    }
}

impl Default for FeedStore {
    fn default() -> Self {
        Self::new()
    }
}

async fn for_you(cursor: Option<String>) -> Result<Page<FeedItem>, ApiError> {
    match early_page(cursor.as_deref()).await {
        Some(page) => Ok(page),
        None => api::feed::page(cursor.as_deref()).await,
    }
}

async fn nearby(place: Option<String>, cursor: Option<String>) -> Result<Page<FeedItem>, ApiError> {
    match place.as_deref() {
        Some(place) => api::feed::nearby(place, cursor.as_deref()).await,
        // Nothing was picked, so nothing is there.
        None => Ok(Page {
            items: Vec::new(),
            next: None,
        }),
    }
}

/// The first page, which was asked for while the app was loading.
async fn early_page(cursor: Option<&str>) -> Option<Page<FeedItem>> {
    if cursor.is_some() {
        return None;
    }
    api::client::parse(&boot::first_feed().await?).ok()
}
