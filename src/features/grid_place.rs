//! Where a reader is in a list of cards, kept by card: over Back, a reload, and a window that gets another width.

use leptos::{html, prelude::*};
use meadow_domain::{feed::FeedList, masonry::Masonry};

use crate::browser::{history, observe, page, scroll, time};

/// So many more pages are read to find a card; further down it is not looked for.
const PAGES_MAX: u32 = 20;

/// What is known of the list.
#[derive(Clone, Copy)]
pub struct Grid {
    /// The list in the page.
    pub node: NodeRef<html::Section>,
    /// Its items.
    pub list: RwSignal<FeedList>,
    /// Their places.
    pub layout: StoredValue<Masonry>,
    /// The list's width and how many cards are placed.
    pub placed: Memo<(u32, usize)>,
    /// How far the page is scrolled.
    pub scrolled: Signal<u32>,
}

/// A card and how far its top is below the viewport's.
type Place = (String, i32);

/// Keeps the place for a path while the list is in the page, and finds it again; for a card that is not read yet,
/// `read_on` brings some more.
pub fn keep(path: String, grid: Grid, read_on: Callback<()>) {
    let known = StoredValue::new(history::kept_place(&path));
    // A scroll of ours is on its way: what shows until then is no place that anybody chose.
    let moving = StoredValue::new(known.with_value(Option::is_some));
    let pages_left = StoredValue::new(PAGES_MAX);
    Effect::new(move |before: Option<u32>| {
        let (width, count) = grid.placed.get();
        let before = before.unwrap_or(0);
        if width == 0 || count == 0 || width == before {
            return before;
        }
        let Some(place) = known.get_value() else {
            return width;
        };
        moving.set_value(true);
        if grid.top_of(&place).is_none() {
            if pages_left.get_value() > 0 {
                pages_left.update_value(|left| *left -= 1);
                read_on.run(());
            }
            return before;
        }
        // The list gets its new height in this frame, and the page can be scrolled so far in the next.
        time::next_frame(move || {
            if let Some(top) = grid.top_of(&place) {
                scroll::to(top);
            }
            // Of this scroll is told in the frame after.
            time::next_frame(move || {
                time::next_frame(move || {
                    moving.try_set_value(false);
                });
            });
        });
        width
    });
    Effect::new(move |_| {
        let top = grid.scrolled.get();
        // Whoever scrolls while the card is still looked for has chosen another place.
        let lost = top > 0
            && known.with_value(|place| place.as_ref().is_some_and(|place| grid.top_of(place).is_none()));
        if moving.get_value() && !lost {
            return;
        }
        moving.set_value(false);
        if let Some((card, below)) = grid.first_at(top) {
            history::keep_place(&path, &card, below);
            known.set_value(Some((card, below)));
        }
    });
}

impl Grid {
    /// How far to scroll for a place; nothing if its card is not in the list.
    fn top_of(self, (card, below): &Place) -> Option<u32> {
        let index = self
            .list
            .try_with_untracked(|list| list.items().iter().position(|item| item.id() == card))??;
        let placed = self
            .layout
            .try_with_value(|layout| layout.placed(index).copied())??;
        let top = i64::from(self.above()) + i64::from(placed.y) - i64::from(*below);
        u32::try_from(top.max(0)).ok()
    }

    /// The uppermost card whose top can be seen when the page is scrolled so far; else the lowest that begins above.
    fn first_at(self, scrolled: u32) -> Option<Place> {
        let above = i64::from(self.above());
        let from = i64::from(scrolled) - above;
        let height = page::viewport().1;
        let top = u32::try_from(from.max(0)).ok()?;
        let (index, y) = self.layout.with_value(|layout| {
            let tops = layout
                .visible(top, top.saturating_add(height))
                .into_iter()
                .filter_map(|index| Some((index, layout.placed(index)?.y)));
            // Of cards that begin at or below the edge the first, of the others the last.
            tops.min_by_key(|(_, y)| (*y < top, y.abs_diff(top)))
        })?;
        let card = self
            .list
            .with_untracked(|list| list.get(index).map(|item| item.id().to_owned()))?;
        Some((card, i32::try_from(i64::from(y) - from).ok()?))
    }

    fn above(self) -> u32 {
        self.node
            .get_untracked()
            .map_or(0, |node| observe::page_top(&node))
    }
}
