//! Reviews page by page: what comes twice stands once, a failure keeps what is there and can be tried again.

use leptos::prelude::*;
use meadow::{
    api::ApiError,
    features::ReviewList,
    stores::{Fetched, paging::Reading, review_pages::ReviewPages},
};
use meadow_wire::{Page, PublicKeys, Review, Timestamp};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, until};

fn review(id: &str, at: i64) -> Review {
    Review {
        id: id.into(),
        stars: 4,
        text: id.to_owned(),
        at: Timestamp::from_ms(at),
        ..Review::default()
    }
}

#[wasm_bindgen_test]
async fn further_reviews_come_once_and_after_a_failure_too() {
    let kept = StoredValue::new(None);
    let asked = StoredValue::new(Vec::<String>::new());
    let heard = StoredValue::new(Vec::<String>::new());
    let stage = Stage::show(move || {
        let first = Page {
            items: vec![review("third", 3_000), review("second", 2_000)],
            next: Some("two".to_owned()),
        };
        let pages = ReviewPages::new(first, move |cursor| {
            asked.update_value(|asked| asked.push(cursor));
            async move {
                if asked.with_value(Vec::len) == 1 {
                    return Err(ApiError::Unreachable);
                }
                Ok(Page {
                    items: vec![review("second", 2_000), review("first", 1_000)],
                    next: None,
                })
            }
        });
        kept.set_value(Some(pages));
        let spread = meadow_domain::opinions::Spread {
            by_stars: [0, 0, 0, 3, 0],
            kept: 3,
        };
        let keys = Signal::stored(Fetched::Full(PublicKeys::default()));
        view! {
            <leptos_router::components::Router>
                <ReviewList product="g-gallery".into() reviews=pages.list() spread=spread lang="en".to_owned() keys=keys />
            </leptos_router::components::Router>
        }
    });
    frame().await;
    let pages = kept.get_value().expect("the list is shown");
    let texts = || -> Vec<String> {
        let all = stage.all(".review-card__text");
        all.iter()
            .map(|one| one.text_content().unwrap_or_default())
            .collect()
    };
    assert_eq!(texts(), ["third", "second"]);
    assert!(stage.all(".review-list__of").is_empty());
    let sort: web_sys::HtmlSelectElement = stage.one("select").unchecked_into();
    sort.set_value("best");
    let event = web_sys::Event::new("change").expect("an event");
    sort.dispatch_event(&event).expect("the event is sent");
    frame().await;
    assert_eq!(stage.text(".review-list__of"), "Of the newest 2 of 3.");

    let read = move || pages.read_on(move |first| heard.update_value(|heard| heard.push(first.text.clone())));
    let state = move || pages.reading().get_untracked();
    read();
    read();
    until("the failure", || matches!(state(), Reading::Failed(_))).await;
    assert_eq!(texts(), ["third", "second"]);
    assert_eq!(asked.get_value(), ["two"]);
    read();
    until("the end", || state() == Reading::AtEnd).await;
    frame().await;
    assert_eq!(texts(), ["third", "second", "first"]);
    assert_eq!(heard.get_value(), ["first"]);
    assert!(stage.all(".review-list__of").is_empty());
    read();
    assert_eq!(asked.get_value(), ["two", "two"]);
}
