//! A person's page: the shelf, and the notes page by page.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use meadow::{browser::page, pages, stores};
use meadow_wire::{NoteCard, Page, Person, Picture};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::held::Held;
use crate::stage::{Stage, until};

fn note(id: &str) -> NoteCard {
    NoteCard {
        id: id.into(),
        title: "A note".to_owned(),
        cover: Picture {
            width: 300,
            height: 200,
            ..Picture::default()
        },
        ..NoteCard::default()
    }
}

fn notes(ids: &[&str], next: Option<&str>) -> Page<NoteCard> {
    Page {
        items: ids.iter().map(|id| note(id)).collect(),
        next: next.map(ToOwned::to_owned),
    }
}

/// The page of somebody, when their first answer is here.
async fn page_of(requests: &Held, person: Person) -> Stage {
    let stage = Stage::show(|| {
        stores::provide();
        view! {
            <Router>
                <Routes fallback=|| ()>
                    <Route path=path!("/*any") view=pages::Person />
                </Routes>
            </Router>
        }
    });
    let answer = meadow_json::to_string(&person).expect("a person is JSON");
    until("the person", || {
        // The app asks for more than this page does, and in no fixed order.
        requests.answer(&answer);
        stage.all(".person").len() == 1
    })
    .await;
    stage
}

fn says(stage: &Stage, words: &str) -> bool {
    stage.text(".page--person").contains(words)
}

#[wasm_bindgen_test]
async fn the_next_notes_are_announced_fail_with_a_way_on_and_end() {
    let requests = Held::all();
    let person = Person {
        notes: notes(&["n-1"], Some("more")),
        ..Person::default()
    };
    let stage = page_of(&requests, person).await;
    until("the word that more comes", || {
        says(&stage, "More notes are coming")
    })
    .await;
    until("the failure", || {
        requests.fail();
        says(&stage, "We can't reach the shop")
    })
    .await;
    let again = stage.one(".notice .button");
    assert_eq!(again.text_content().as_deref().map(str::trim), Some("Try again"));
    again.click();
    let last = meadow_json::to_string(&notes(&["n-2"], None)).expect("notes are JSON");
    until("the end", || {
        requests.answer(&last);
        says(&stage, "That is all so far")
    })
    .await;
    until("both notes", || stage.all("article[data-id]").len() == 2).await;
}

#[wasm_bindgen_test]
async fn somebody_without_notes_and_goods_has_a_page_that_says_so() {
    let requests = Held::all();
    let person = Person {
        shop_name: Some("The empty shelf".to_owned()),
        ..Person::default()
    };
    let stage = page_of(&requests, person.clone()).await;
    until("no notes", || says(&stage, "Nothing written yet")).await;
    assert_eq!(stage.all(".person__part").len(), 2, "notes and shop, no rooms");
    assert_eq!(stage.text(".person__part[aria-current]"), "Notes");
    drop(stage);
    go_to("/?part=shop");
    let stage = page_of(&requests, person.clone()).await;
    until("no goods", || says(&stage, "Nothing is on the shelf right now")).await;
    assert_eq!(stage.text(".person__part[aria-current]"), "Shop");
    drop(stage);
    // A link to what somebody has not shows what they have.
    go_to("/?part=live");
    let stage = page_of(&requests, person).await;
    until("no notes", || says(&stage, "Nothing written yet")).await;
    assert_eq!(requests.count(), 0, "there is nothing more to ask for");
    go_to("/");
}

/// The page has this address from now on.
fn go_to(path: &str) {
    let history = page::window().history().expect("a page has a history");
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(path))
        .expect("a page of ours");
}
