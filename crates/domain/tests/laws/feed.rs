//! The growing feed.

use std::collections::HashSet;

use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, NoteCard, Page};
use proptest::prelude::*;

fn page(ids: &[u32]) -> Page<FeedItem> {
    let items = ids.iter().map(|id| {
        FeedItem::Note(NoteCard {
            id: format!("n-{id}").into(),
            ..NoteCard::default()
        })
    });
    Page {
        items: items.collect(),
        next: Some(ids.len().to_string()),
    }
}

proptest! {
    #[test]
    fn each_item_is_there_once_where_it_first_came(
        pages in prop::collection::vec(prop::collection::vec(0..60u32, 0..20), 0..8),
    ) {
        let mut feed = FeedList::new();
        let new: usize = pages.iter().map(|ids| feed.push_page(page(ids))).sum();
        let mut seen = HashSet::new();
        let expected: Vec<String> =
            pages.iter().flatten().filter(|id| seen.insert(**id)).map(|id| format!("n-{id}")).collect();
        let shown: Vec<&str> = feed.items().iter().map(FeedItem::id).collect();
        prop_assert_eq!(new, expected.len());
        prop_assert_eq!(shown, expected);
    }
}

#[test]
fn ten_thousand_items_are_taken_page_by_page() {
    let mut feed = FeedList::new();
    for start in 0..400u32 {
        let ids: Vec<u32> = (start * 25..start * 25 + 50).collect();
        feed.push_page(page(&ids));
    }
    assert_eq!(feed.len(), 10_025);
}
