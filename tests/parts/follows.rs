//! Following, muting, and the lists that depend on it.

use leptos::prelude::*;
use meadow::features::{FeedTabs, FollowButton, Followers, MuteButton};
use meadow::stores::{
    self,
    feed::{FeedStore, Tab},
};
use meadow_wire::{FeedItem, NoteCard, Page, Relationship};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::held::Held;
use crate::stage::{Stage, frame, until};

fn stands(following: bool, followers: u32) -> Relationship {
    Relationship {
        following,
        followers,
        muting: false,
    }
}

fn follow_and_mute(id: &'static str) -> Stage {
    Stage::show(move || {
        stores::provide();
        view! {
            <FollowButton id=id.into() name="Ruth".to_owned() relationship=stands(false, 7) />
            <span class="count"><Followers id=id.into() relationship=stands(false, 7) /></span>
            <MuteButton id=id.into() name="Ruth".to_owned() relationship=stands(false, 7) />
        }
    })
}

/// The stores of an app that shows nothing.
fn feed() -> (Stage, FeedStore) {
    let (store, told) = std::sync::mpsc::channel();
    let stage = Stage::show(move || {
        stores::provide();
        store
            .send(expect_context::<FeedStore>())
            .expect("somebody waits for it");
    });
    (stage, told.recv().expect("the app was drawn"))
}

fn page(id: &str) -> String {
    let items = vec![FeedItem::Note(NoteCard {
        id: id.into(),
        ..NoteCard::default()
    })];
    meadow_json::to_string(&Page { items, next: None }).expect("a page is JSON")
}

fn shown(store: FeedStore, tab: Tab) -> Vec<String> {
    let list = store.pages(tab).list();
    list.with_untracked(|list| list.items().iter().map(|item| item.id().to_owned()).collect())
}

#[wasm_bindgen_test]
async fn following_shows_at_once_and_goes_back_when_the_server_says_no() {
    let requests = Held::all();
    let stage = follow_and_mute("p-1");
    assert_eq!(stage.text(".follow-button"), "Follow Ruth");
    stage.one(".follow-button").click();
    frame().await;
    assert_eq!(stage.text(".follow-button"), "Following Ruth");
    assert_eq!(stage.text(".count"), "8 followers");
    requests.fail();
    until("the button to go back", || {
        stage.text(".follow-button") == "Follow Ruth"
    })
    .await;
    assert_eq!(stage.text(".count"), "7 followers");
}

#[wasm_bindgen_test]
async fn muting_says_what_it_means_while_it_is_so() {
    let requests = Held::all();
    let stage = follow_and_mute("p-2");
    assert_eq!(stage.text(".mute-button__means"), "");
    stage.one(".mute-button").click();
    frame().await;
    assert_eq!(stage.text(".mute-button"), "Muted Ruth");
    assert!(
        stage
            .text(".mute-button__means")
            .contains("left out of your lists")
    );
    stage.one(".mute-button").click();
    frame().await;
    assert_eq!(stage.text(".mute-button__means"), "");
    // A session that is still asked for would be the next test's.
    while requests.count() > 0 {
        requests.fail();
        frame().await;
    }
}

#[wasm_bindgen_test]
async fn one_of_the_lists_is_the_current_one() {
    let current = RwSignal::new(Tab::Nearby);
    let stage = Stage::show(move || view! { <FeedTabs current=current /> });
    assert_eq!(stage.text("[aria-current=page]"), "Nearby");
    current.set(Tab::ForYou);
    frame().await;
    assert_eq!(stage.text("[aria-current=page]"), "For you");
}

#[wasm_bindgen_test]
async fn what_is_told_late_of_another_place_is_not_taken() {
    let requests = Held::all();
    let (_stage, store) = feed();
    let before = requests.count();
    store.pick("Leeds");
    store.pages(Tab::Nearby).open();
    until("the first question", || requests.count() == before + 1).await;
    store.pick("Lund");
    store.pages(Tab::Nearby).open();
    until("the second question", || requests.count() == before + 2).await;
    for _ in 0..before {
        requests.answer_first("{}");
    }
    requests.answer_first(&page("n-leeds"));
    requests.answer_first(&page("n-lund"));
    until("an answer", || !shown(store, Tab::Nearby).is_empty()).await;
    assert_eq!(shown(store, Tab::Nearby), ["n-lund"]);
}

#[wasm_bindgen_test]
async fn a_list_that_became_wrong_stays_under_the_eyes_and_is_read_anew_when_it_is_opened() {
    let requests = Held::all();
    let (_stage, store) = feed();
    let list = store.pages(Tab::Following);
    list.open();
    until("the question", || requests.count() > 0).await;
    requests.answer(&page("n-old"));
    until("the answer", || shown(store, Tab::Following) == ["n-old"]).await;
    list.open();
    assert_eq!(shown(store, Tab::Following), ["n-old"], "nothing changed");
    store.followed_others();
    assert_eq!(
        shown(store, Tab::Following),
        ["n-old"],
        "not under the reader's eyes"
    );
    list.open();
    assert!(shown(store, Tab::Following).is_empty());
    until("the question again", || requests.count() > 0).await;
    requests.answer(&page("n-new"));
    until("the new answer", || shown(store, Tab::Following) == ["n-new"]).await;
}
