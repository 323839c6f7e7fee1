//! The page of all parts: one that panics while it is drawn, or in the frames after, fails here.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::{pages::Gallery, stores};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, frame, until};

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// A panic in a callback of the browser's stops no test: it is counted.
fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        before(panic);
    }));
}

async fn frames(count: u32) {
    for _ in 0..count {
        frame().await;
    }
}

/// The button with these words in it, or called so.
fn button(stage: &Stage, words: &str) -> HtmlElement {
    let found = stage.all("button").into_iter().find(|button| {
        button.text_content().unwrap_or_default().trim() == words
            || button.get_attribute("aria-label").as_deref() == Some(words)
    });
    found
        .unwrap_or_else(|| panic!("there is no button {words:?}"))
        .unchecked_into()
}

#[wasm_bindgen_test]
async fn every_part_draws_in_every_state() {
    count_panics();
    let stage = Stage::show(|| {
        stores::provide();
        view! {
            <Router>
                <Gallery />
            </Router>
        }
    });
    frames(30).await;
    let parts = stage.all(".gallery__part");
    assert!(parts.len() > 50, "only {} parts", parts.len());
    for part in parts {
        let name = part.get_attribute("aria-label").unwrap_or_default();
        let states = part.query_selector(".gallery__states").expect("a good selector");
        let drawn = states.is_some_and(|states| states.child_element_count() > 0);
        assert!(drawn, "{name:?} draws nothing");
    }
    let asks_which = stage
        .all("[aria-label^='Buying in a room'] button")
        .remove(1)
        .unchecked_into();
    for opener in [
        button(&stage, "Open a layer"),
        button(&stage, "Open a drawer"),
        asks_which,
    ] {
        opener.click();
        until("the layer", || stage.all("dialog[open]").len() == 1).await;
        frames(3).await;
        stage.one("dialog[open] .layer__close").click();
        until("the layer to go", || stage.all("dialog").is_empty()).await;
    }
    button(&stage, "Somebody speaks").click();
    frames(10).await;
    drop(stage);
    frames(10).await;
    assert_eq!(
        PANICS.load(Ordering::Relaxed),
        0,
        "parts panicked; the console tells which"
    );
}
