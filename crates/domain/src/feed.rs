//! The feed as a growing list without doubles.

use std::collections::HashSet;

use meadow_wire::{FeedItem, Page};

/// What is known of a feed: items in the order in which they came, each id once.
///
/// A page can bring again what an earlier one brought, because notes are published while somebody scrolls; and a keyed
/// list breaks on doubles. The ids are kept beside the items, so that taking a page costs its own length only.
#[derive(Debug, Clone, Default)]
pub struct FeedList {
    items: Vec<FeedItem>,
    /// Only asked, never walked: its order does not matter.
    ids: HashSet<String>,
    next: Option<String>,
}

impl FeedList {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends what is not known yet and keeps the page's cursor; known items stay as they are. Says how many were new.
    pub fn push_page(&mut self, page: Page<FeedItem>) -> usize {
        self.next = page.next;
        merge(&mut self.items, &mut self.ids, page.items)
    }

    /// All items, in the order in which they came.
    pub fn items(&self) -> &[FeedItem] {
        &self.items
    }

    /// One item.
    pub fn get(&self, index: usize) -> Option<&FeedItem> {
        self.items.get(index)
    }

    /// Where the next page starts; nothing before the first page and after the last.
    pub fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing is known yet.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

fn merge(known: &mut Vec<FeedItem>, ids: &mut HashSet<String>, page: Vec<FeedItem>) -> usize {
    let before = known.len();
    known.extend(page.into_iter().filter(|item| ids.insert(item.id().to_owned())));
    known.len() - before
}

#[cfg(test)]
mod tests {
    use super::*;
    use meadow_wire::NoteCard;

    fn note(id: &str, likes: u32) -> FeedItem {
        FeedItem::Note(NoteCard {
            id: id.into(),
            likes,
            ..NoteCard::default()
        })
    }

    #[test]
    fn a_page_appends_only_what_is_new_and_changes_nothing_else() {
        let mut feed = FeedList::new();
        let first = Page {
            items: vec![note("a", 1), note("b", 1)],
            next: Some("2".to_owned()),
        };
        assert_eq!(feed.push_page(first), 2);
        assert_eq!(feed.next(), Some("2"));
        let second = Page {
            items: vec![note("b", 9), note("c", 1), note("c", 2)],
            next: None,
        };
        assert_eq!(feed.push_page(second), 1);
        assert_eq!(feed.items(), [note("a", 1), note("b", 1), note("c", 1)]);
        assert_eq!((feed.next(), feed.len()), (None, 3));
    }
}
