//! What was found for one search, page by page.

use std::collections::HashMap;

use futures::future::join;
use leptos::prelude::*;
use meadow_domain::search::SearchAsk;
use meadow_wire::{
    Correction, FeedItem, FoundItem, Page, SearchCounts, SearchHit, SearchKind, SearchPage, TextRange,
};

use crate::{
    api::{self, ApiError},
    stores::paging::Paging,
};

/// What was found for one search. Cards are in the pages, people beside them.
#[derive(Clone, Copy)]
pub struct Results {
    pages: Paging,
    told: RwSignal<Option<(SearchCounts, Vec<Correction>)>>,
    people: RwSignal<Vec<SearchHit>>,
    marks: RwSignal<HashMap<String, Vec<TextRange>>>,
}

impl Results {
    /// Nothing asked yet.
    pub(super) fn new(ask: SearchAsk) -> Self {
        let told = RwSignal::new(None);
        let people = RwSignal::new(Vec::new());
        let marks = RwSignal::new(HashMap::new());
        let pages = Paging::new(move |cursor| {
            let ask = ask.clone();
            async move {
                let (page, beside) = fetch(&ask, cursor.as_deref()).await?;
                told.try_set(Some((page.counts, page.corrections)));
                let (cards, found): (Vec<SearchHit>, Vec<SearchHit>) = page
                    .items
                    .into_iter()
                    .partition(|hit| !matches!(hit.item, FoundItem::Person(_)));
                let found = beside.unwrap_or(match ask.kind {
                    Some(SearchKind::People) => found,
                    // They come last, after everything that was written; the first of them stand above it already.
                    _ => Vec::new(),
                });
                people.try_update(|people: &mut Vec<SearchHit>| people.extend(found));
                let mut items = Vec::new();
                marks.try_update(|marks| {
                    for hit in cards {
                        if let Some(item) = card(hit.item) {
                            marks.insert(item.id().to_owned(), hit.marks);
                            items.push(item);
                        }
                    }
                });
                Ok(Page {
                    items,
                    next: page.next,
                })
            }
        });
        Self {
            pages,
            told,
            people,
            marks,
        }
    }

    /// The cards, and where the next page stands.
    pub fn pages(self) -> Paging {
        self.pages
    }

    /// How many there are, as soon as it is known.
    pub fn counts(self) -> Option<SearchCounts> {
        self.told.with(|told| told.as_ref().map(|(counts, _)| *counts))
    }

    /// Words that were read otherwise.
    pub fn corrections(self) -> Vec<Correction> {
        self.told
            .with(|told| told.as_ref().map(|(_, corrections)| corrections.clone()))
            .unwrap_or_default()
    }

    /// Whether the first page is here.
    pub fn is_told(self) -> bool {
        self.told.with_untracked(Option::is_some)
    }

    /// People who were found: all that were read if only they are searched for, else the first.
    pub fn people(self) -> Signal<Vec<SearchHit>> {
        self.people.into()
    }

    /// What to mark in the titles of the cards.
    pub fn marks(self) -> RwSignal<HashMap<String, Vec<TextRange>>> {
        self.marks
    }
}

/// The next page; with the first page of everything also the first people, so that both are drawn at once.
async fn fetch(
    ask: &SearchAsk,
    cursor: Option<&str>,
) -> Result<(SearchPage, Option<Vec<SearchHit>>), ApiError> {
    if cursor.is_some() || ask.kind.is_some() {
        return Ok((api::search::page(ask, cursor).await?, None));
    }
    let people = SearchAsk {
        kind: Some(SearchKind::People),
        ..ask.clone()
    };
    let (page, beside) = join(api::search::page(ask, None), api::search::page(&people, None)).await;
    Ok((page?, Some(beside?.items)))
}

fn card(item: FoundItem) -> Option<FeedItem> {
    match item {
        FoundItem::Note(card) => Some(FeedItem::Note(card)),
        FoundItem::Product(card) => Some(FeedItem::Product(card)),
        FoundItem::Person(_) => None,
    }
}
