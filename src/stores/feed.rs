//! The feed as far as it was read, kept while other pages are open.

use leptos::prelude::*;
use meadow_wire::{FeedItem, NoteCard, NoteId, Page};

use super::{feed_kept, paging::Paging, session};
use crate::{
    api::{self, ApiError},
    browser::{boot, page},
};

/// Whether the feed is in the page, so that a note that is opened is shown as a layer over it.
#[derive(Clone, Copy)]
pub struct OverFeed(pub Memo<bool>);

/// The feed as far as it was read.
#[derive(Clone, Copy)]
pub struct FeedStore(Paging);

impl FeedStore {
    /// What this tab had read when its page was left, if the browser brought it back; else nothing yet.
    pub fn new() -> Self {
        let pages = Paging::new(next_page);
        if page::came_back() {
            for page in feed_kept::read() {
                pages.take(page);
            }
        }
        session::on_switch(|_| feed_kept::forget());
        Self(pages)
    }

    /// Its cards and where the next page stands.
    pub fn pages(self) -> Paging {
        self.0
    }

    /// The card of a note that was read, so that it opens at once.
    pub fn card(self, id: &NoteId) -> Option<NoteCard> {
        self.0.list().with_untracked(|list| {
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

async fn next_page(cursor: Option<String>) -> Result<Page<FeedItem>, ApiError> {
    let page = match early_page(cursor.as_deref()).await {
        Some(page) => page,
        None => api::feed::page(cursor.as_deref()).await?,
    };
    feed_kept::keep(cursor.is_none(), &page);
    Ok(page)
}

/// The first page, which was asked for while the app was loading.
async fn early_page(cursor: Option<&str>) -> Option<Page<FeedItem>> {
    if cursor.is_some() {
        return None;
    }
    api::client::parse(&boot::first_feed().await?).ok()
}
