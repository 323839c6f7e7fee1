//! The masonry with ten thousand notes.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::browser::{page, scroll, time};
use meadow::features::NoteGrid;
use meadow::stores;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, NoteCard, Page, Picture, PictureSource};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, frame, until};
use crate::ten_thousand::{PLACES, cards, hash, lay_out};

const NOTES: u32 = 10_000;
const CARDS_MAX: usize = 120;

fn note(number: u32) -> FeedItem {
    FeedItem::Note(NoteCard {
        id: format!("n-{number}").into(),
        title: format!("Note {number}"),
        cover: Picture {
            sources: vec![PictureSource {
                url: String::new(),
                width: 300,
            }],
            width: 300,
            height: 200 + number * 37 % 250,
            ..Picture::default()
        },
        lang: "en".to_owned(),
        ..NoteCard::default()
    })
}

fn grid(list: RwSignal<FeedList>) -> Stage {
    Stage::show(move || {
        stores::provide();
        view! {
            <Router>
                <NoteGrid list=list label="Notes" on_near_end=|()| () />
            </Router>
        }
    })
}

fn notes(from: u32, to: u32) -> Page<FeedItem> {
    Page {
        items: (from..to).map(note).collect(),
        next: None,
    }
}

/// Each card's id and where it is put.
fn places(stage: &Stage) -> BTreeMap<String, String> {
    let cards = stage
        .all("article[data-id]")
        .into_iter()
        .map(JsCast::unchecked_into::<HtmlElement>);
    cards
        .map(|card| {
            let place = card.style().get_property_value("transform").expect("a place");
            (card.get_attribute("data-id").expect("an id"), place)
        })
        .collect()
}

#[wasm_bindgen_test]
async fn ten_thousand_notes_never_put_more_than_120_cards_into_the_page() {
    let list = RwSignal::new(FeedList::new());
    list.update(|list| {
        list.push_page(notes(0, NOTES));
    });
    let stage = grid(list);
    until("the first cards", || !stage.all("article[data-id]").is_empty()).await;
    let first = places(&stage);
    let height = stage.one("[role=feed]").offset_height();
    assert!(height > 100_000, "the grid is as high as all of it: {height}");
    let mut seen = 0;
    for part in 1..=20 {
        scroll::to(u32::try_from(height / 20 * part).expect("a height"));
        frame().await;
        frame().await;
        frame().await;
        let cards = stage.all("article[data-id]").len();
        assert!(cards <= CARDS_MAX, "{cards} cards in the page");
        seen += usize::from(cards > 0);
    }
    assert!(seen >= 18, "cards at only {seen} of 20 places");
    scroll::to(0);
    until("the first cards again", || places(&stage) == first).await;
}

#[wasm_bindgen_test]
async fn more_notes_at_the_end_move_nothing_that_is_there() {
    let list = RwSignal::new(FeedList::new());
    list.update(|list| {
        list.push_page(notes(0, 24));
    });
    let stage = grid(list);
    until("the first cards", || !stage.all("article[data-id]").is_empty()).await;
    let before = places(&stage);
    let (first_id, _) = before.iter().next().expect("a card");
    let node = page::document()
        .query_selector(&format!("[data-id='{first_id}']"))
        .expect("a good selector");
    list.update(|list| {
        list.push_page(notes(24, 48));
    });
    frame().await;
    frame().await;
    let after = places(&stage);
    assert!(
        before.iter().all(|(id, place)| after.get(id) == Some(place)),
        "{before:?}\n{after:?}"
    );
    let same = page::document()
        .query_selector(&format!("[data-id='{first_id}']"))
        .expect("a good selector");
    assert_eq!(node, same, "the card is the same node, not a new one");
}

#[wasm_bindgen_test]
fn ten_thousand_cards_stand_where_the_server_puts_them() {
    assert_eq!(hash(), PLACES);
}

/// Told, not judged: how long the machine takes depends on what else it does. `--release` and `--nocapture` show what
/// shoppers get.
#[wasm_bindgen_test]
fn a_thousand_cards_are_placed_in_a_moment() {
    let cards = cards(1_000);
    let mut took: Vec<f64> = (0..21)
        .map(|_| {
            let before = time::uptime_ms();
            assert_eq!(lay_out(358, &cards).len(), cards.len());
            time::uptime_ms() - before
        })
        .collect();
    took.sort_by(f64::total_cmp);
    web_sys::console::log_1(
        &format!(
            "1,000 cards placed in {:.1} ms (median of {})",
            took[10],
            took.len()
        )
        .into(),
    );
}
