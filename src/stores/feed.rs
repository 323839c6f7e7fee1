//! The feed as far as it was read, kept while other pages are open.

use leptos::prelude::*;
use meadow_wire::{FeedItem, NoteCard, NoteId, Page};

use super::paging::Paging;
use crate::{
    api::{self, ApiError},
    browser::boot,
};

/// Whether the feed is in the page, so that a note that is opened is shown as a layer over it.
#[derive(Clone, Copy)]
pub struct OverFeed(pub Memo<bool>);

/// The feed as far as it was read.
#[derive(Clone, Copy)]
pub struct FeedStore(Paging);

impl FeedStore {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self(Paging::new(next_page))
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
    if cursor.is_none()
        && let Some(text) = boot::first_feed().await
        && let Ok(page) = api::client::parse(&text)
    {
        return Ok(page);
    }
    api::feed::page(cursor.as_deref()).await
}
