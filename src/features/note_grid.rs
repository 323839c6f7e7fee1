//! The masonry of cards: only those near the viewport are in the page.

use leptos::{html, prelude::*};
use meadow_domain::{
    feed::FeedList,
    masonry::{Masonry, Placed, TITLE_INSET, TITLE_PX, body_height, columns_for},
    text_width::title_lines,
};
use meadow_wire::FeedItem;

use crate::{
    browser::{observe, page, scroll},
    features::{
        NoteCard, grid_keys,
        grid_place::{self, Grid},
    },
};

/// Cards this far above and below the viewport are in the page, in viewport heights (percent).
const OVERSCAN_PERCENT: u32 = 100;
/// The end is near when less than this is left below the viewport, in viewport heights.
const AHEAD: u32 = 3;

/// A masonry of cards with exact places, so that nothing is measured and nothing moves.
#[component]
pub fn NoteGrid(
    /// What to show; it may only grow.
    list: RwSignal<FeedList>,
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Runs when the shopper comes near the end.
    #[prop(into)]
    on_near_end: Callback<()>,
    /// The page's path, if this list is what the page is about: then its place is kept by the card.
    #[prop(optional, into)]
    path: Option<String>,
    /// Whether more is on its way.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Section>::new();
    let width = observe::use_width(node);
    let scrolled = scroll::use_scroll_top();
    let viewport = page::use_viewport();
    let layout = StoredValue::new(Masonry::new(1, 1, 0));
    // Changes when places are added or made anew.
    let placed_count = Memo::new(move |before: Option<&(u32, usize)>| {
        let (width, count) = (width.get(), list.with(FeedList::len));
        if width == 0 {
            return (0, 0);
        }
        if before.is_none_or(|(old_width, old_count)| *old_width != width || *old_count > count) {
            let (columns, column_width, gap) = columns_for(width);
            layout.set_value(Masonry::new(columns, column_width, gap));
        }
        list.with_untracked(|list| layout.update_value(|layout| place(layout, list, columns_for(width).1)));
        (width, count)
    });
    if let Some(path) = path {
        let grid = Grid {
            node,
            list,
            layout,
            placed: placed_count,
            scrolled,
        };
        grid_place::keep(path, grid, on_near_end);
    }
    let visible = Memo::new(move |_| {
        placed_count.track();
        let height = viewport.get().1;
        let above = node.get().map_or(0, |node| observe::page_top(&node));
        let top = scrolled.get().saturating_sub(above);
        let overscan = height * OVERSCAN_PERCENT / 100;
        layout.with_value(|layout| layout.visible(top.saturating_sub(overscan), top + height + overscan))
    });
    Effect::new(move |_| {
        let (width, _) = placed_count.get();
        let height = viewport.get().1;
        let left = layout.with_value(Masonry::height).saturating_sub(scrolled.get());
        if width > 0 && left < height * (1 + AHEAD) {
            on_near_end.run(());
        }
    });
    let shown = move || {
        visible.with(|visible| {
            list.with_untracked(|list| {
                visible
                    .iter()
                    .filter_map(|index| list.get(*index).map(|item| (*index, item.id().to_owned())))
                    .collect::<Vec<_>>()
            })
        })
    };
    view! {
        <section
            node_ref=node
            class="note-grid"
            // A feed without a card is none.
            role=move || list.with(|list| !list.is_empty()).then_some("feed")
            aria-label=label
            aria-busy=move || busy.get().to_string()
            on:keydown=move |event| grid_keys::press(&event, layout, above(node))
            style:height=move || {
                placed_count.track();
                format!("{}px", layout.with_value(Masonry::height))
            }
        >
            <For each=shown key=|(_, id)| id.clone() let((index, id))>
                {
                    let place = move || {
                        placed_count.track();
                        layout.with_value(|layout| layout.placed(index).copied()).unwrap_or_default()
                    };
                    let item = list.with_untracked(|list| list.get(index).cloned());
                    view! { <Cell id=id index=index place=Signal::derive(place) item=item /> }
                }
            </For>
        </section>
    }
}

/// How far the list's top is from the page's.
fn above(node: NodeRef<html::Section>) -> u32 {
    node.get_untracked().map_or(0, |node| observe::page_top(&node))
}

fn place(layout: &mut Masonry, list: &FeedList, column_width: u32) {
    for item in list.items().iter().skip(layout.len()) {
        let cover = item.cover();
        let lines = title_lines(item.title(), TITLE_PX, column_width.saturating_sub(TITLE_INSET));
        layout.push(cover.width, cover.height, body_height(lines));
    }
}

#[component]
fn Cell(id: String, index: usize, place: Signal<Placed>, item: Option<FeedItem>) -> impl IntoView {
    let title = item.as_ref().map(|item| item.title().to_owned());
    view! {
        <article
            class="note-card"
            data-id=id
            tabindex="-1"
            aria-label=title
            aria-posinset=index + 1
            aria-setsize="-1"
            style:width=move || format!("{}px", place.get().width)
            style:height=move || format!("{}px", place.get().height)
            style:--x=move || format!("{}px", place.get().x)
            style:--y=move || format!("{}px", place.get().y)
            style:--picture-height=move || format!("{}px", place.get().picture_height)
        >
            {item.map(|item| view! { <NoteCard item=item first=index < 4 /> })}
        </article>
    }
}
