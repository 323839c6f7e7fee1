//! Searching: typed, chosen by keyboard, narrowed, read, and found again.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_wire::{FoundItem, NoteCard, SearchPage};
use serde_json::{Value, json};

use crate::feed::{assert_same_place, open_card, scroll_to, settled_first_card, wait_for_cards};
use crate::stage::{DESK, PHONE, Stage, journey};

const FIELD: &str = "Search notes, products and people";
/// Keys of the WebDriver standard.
const DOWN: &str = "\u{E015}";
const ENTER: &str = "\u{E007}";

/// Types into the field that can be seen.
async fn write(browser: &Browser, text: &str) {
    let field = browser.find("field", FIELD).await;
    field.send_keys(text).await.expect("the field takes keys");
}

/// Walks down until this is what Enter would choose.
async fn walk_to(browser: &Browser, words: &str) {
    let offered = "return [...document.querySelectorAll('[role=option]')].some((option) => option.textContent === arguments[0])";
    browser
        .until_true(&format!("{words:?} to be offered"), offered, vec![json!(words)])
        .await;
    let active = "
        const id = document.activeElement?.getAttribute('aria-activedescendant');
        return id ? document.getElementById(id)?.textContent : '';";
    for _ in 0..20 {
        write(browser, DOWN).await;
        if browser.run(active, vec![]).await == json!(words) {
            return;
        }
    }
    panic!("the keyboard never came to {words:?}");
}

/// What the link holds.
async fn query(browser: &Browser) -> String {
    let query = browser.run("return location.search", vec![]).await;
    query.as_str().unwrap_or_default().to_owned()
}

async fn until_link_has(browser: &Browser, part: &str) {
    browser
        .until(
            || format!("{part} in the link"),
            async || query(browser).await.contains(part).then_some(()),
        )
        .await;
}

/// A note far down in what the shop finds.
async fn note_far_down(stage: &Stage, path: &str) -> NoteCard {
    let page: SearchPage = stage.direct.get(path).await.expect("the shop answers").json();
    let notes = page.items.into_iter().filter_map(|hit| match hit.item {
        FoundItem::Note(card) => Some(card),
        _ => None,
    });
    let notes: Vec<_> = notes.collect();
    assert!(notes.len() > 10, "only {} notes are found", notes.len());
    notes.into_iter().next_back().expect("many notes are found")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_typed_chosen_narrowed_read_and_found_again() {
    journey("search", Engine::Chromium, DESK, async |stage, browser| {
        browser.visit("/").await;
        wait_for_cards(browser).await;
        let brand = browser.find("link", "Meadow, to the feed").await;
        brand.send_keys("/").await.expect("the link takes keys");
        browser
            .until_true(
                "the key to lead to the field",
                "return document.activeElement?.getAttribute('role') === 'combobox' && document.activeElement.value === ''",
                vec![],
            )
            .await;
        write(browser, "wide f").await;
        walk_to(browser, "wide feet").await;
        write(browser, ENTER).await;
        browser.find("heading", "wide feet").await;
        until_link_has(browser, "q=wide%20feet").await;
        browser
            .until_true("marks", "return document.querySelectorAll('.note-card__title mark').length > 0", vec![])
            .await;

        browser.fill(FIELD, "shoes").await;
        write(browser, ENTER).await;
        browser.find("heading", "shoes").await;
        browser.choose("Notes *").await;
        until_link_has(browser, "kind=notes").await;
        browser.select("Order", "Best liked notes first").await;
        until_link_has(browser, "sort=liked").await;
        let path = "/api/v1/search?q=shoes&kind=notes&sort=liked&limit=24";
        let note = note_far_down(stage, path).await;
        scroll_to(browser, &note.id).await;
        let place = settled_first_card(browser).await;
        open_card(browser, &note.id).await;
        browser.find("heading", &note.title).await;
        browser.back().await;
        browser.find("heading", "shoes").await;
        wait_for_cards(browser).await;
        assert_same_place(browser, place).await;

        let link = query(browser).await;
        browser.visit(&format!("/search{link}")).await;
        browser.find("heading", "shoes").await;
        wait_for_cards(browser).await;
        assert_eq!(query(browser).await, link);
        let set = "return [document.querySelector('#search-sort').selectedOptions[0].textContent,
            document.querySelector('[name=search-kind]:checked').closest('label').textContent.startsWith('Notes')]";
        assert_eq!(browser.run(set, vec![]).await, json!(["Best liked notes first", true]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_forgiven_and_nothing_says_what_to_try_on_a_phone() {
    journey("search_phone", Engine::Chromium, PHONE, async |_, browser| {
        browser.visit("/").await;
        wait_for_cards(browser).await;
        browser.click_link("Search").await;
        browser
            .until_true(
                "the field to have the focus",
                "return document.activeElement?.getAttribute('role') === 'combobox'",
                vec![],
            )
            .await;
        write(browser, "umbrela").await;
        write(browser, ENTER).await;
        browser.sees("this is for umbrella").await;
        browser.fill(FIELD, "xyzzyq").await;
        write(browser, ENTER).await;
        browser.sees("Nothing fits “xyzzyq”").await;
        browser.visit("/search").await;
        browser.sees("Recent searches").await;
        browser.click_button("Forget xyzzyq").await;
        let left =
            "return [...document.querySelectorAll('.search-idle__again')].map((link) => link.textContent)";
        let kept: Value = browser
            .until_true(
                "one search to be forgotten",
                "return document.querySelectorAll('.search-idle__again').length === 1",
                vec![],
            )
            .await;
        assert_eq!(kept, json!(true));
        assert_eq!(browser.run(left, vec![]).await, json!(["umbrela"]));
        let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        browser.resize(320, 640).await;
        assert_eq!(
            browser.run(wider, vec![]).await,
            json!(0),
            "nothing scrolls sideways"
        );
    })
    .await;
}
