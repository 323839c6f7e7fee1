//! A line half typed in a room outlives the room's page.

use leptos::prelude::*;
use meadow::stores::chat_draft::use_chat_draft;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, until};

/// A field with a room's draft, and the text in it.
fn room(name: &str, over: bool) -> (Stage, RwSignal<String>) {
    let text = StoredValue::new(None);
    let name = name.into();
    let stage = Stage::show(move || {
        let draft = use_chat_draft(&name, Signal::stored(over));
        text.set_value(Some(draft));
        view! { <input prop:value=draft /> }
    });
    (stage, text.get_value().expect("the room is shown"))
}

/// Waits until the device has answered: it does so within a few frames.
async fn settle() {
    for _ in 0..10 {
        frame().await;
    }
}

#[wasm_bindgen_test]
async fn a_half_typed_line_is_there_again_until_it_is_said() {
    let (stage, text) = room("draft-1", false);
    settle().await;
    text.set("Do they cre".to_owned());
    frame().await;
    // Left before the letters were gathered.
    drop(stage);
    let (stage, text) = room("draft-1", false);
    until("the line", || text.get_untracked() == "Do they cre").await;
    // What `ChatBox` does once it is said.
    text.set(String::new());
    frame().await;
    drop(stage);
    let (stage, text) = room("draft-1", false);
    settle().await;
    assert_eq!(text.get_untracked(), "", "said is said");
    drop(stage);
}

#[wasm_bindgen_test]
async fn each_room_has_its_own_line_and_one_that_is_over_keeps_none() {
    let (stage, text) = room("draft-2", false);
    settle().await;
    text.set("hello".to_owned());
    frame().await;
    drop(stage);
    let (other, text) = room("draft-3", false);
    settle().await;
    assert_eq!(text.get_untracked(), "");
    drop(other);
    let (over, text) = room("draft-2", true);
    until("the line", || text.get_untracked() == "hello").await;
    settle().await;
    drop(over);
    let (again, text) = room("draft-2", false);
    settle().await;
    assert_eq!(text.get_untracked(), "");
    drop(again);
}
