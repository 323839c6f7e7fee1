//! The feed: far down, into a note, and back to the same place.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_wire::NoteId;
use serde_json::{Value, json};

use crate::stage::{DESK, PHONE, journey};

/// The first card that can be seen and where its top is, in CSS pixels.
const FIRST_CARD: &str = "
    const cards = [...document.querySelectorAll('[role=feed] article[data-id]')];
    const seen = cards.map((card) => [card.dataset.id, card.getBoundingClientRect().top]).filter(([, top]) => top >= 0);
    seen.sort((a, b) => a[1] - b[1]);
    return seen[0] ?? null;";

/// Waits for the feed.
pub async fn wait_for_cards(browser: &Browser) {
    let cards = "return !document.getElementById('first-paint')
        && document.querySelectorAll('[role=feed] article[data-id]').length >= 4";
    browser.until_true("the feed's first cards", cards, vec![]).await;
}

/// Scrolls like a thumb until a card is in the page, then so that it can be pressed.
pub async fn scroll_to(browser: &Browser, note: &NoteId) {
    let step = "
        const card = document.querySelector(`[role=feed] article[data-id='${arguments[0]}']`);
        if (!card) { scrollBy(0, innerHeight * 0.7); return false; }
        const box = card.getBoundingClientRect();
        const good = box.top > 80 && box.bottom < innerHeight - 80;
        if (!good) scrollBy(0, Math.round(box.top + box.height / 2 - innerHeight / 2));
        return good;";
    browser
        .until_true(&format!("the card of {note}"), step, vec![json!(note)])
        .await;
}

/// Presses the card of a note.
pub async fn open_card(browser: &Browser, note: &NoteId) {
    let link = "
        const link = document.querySelector(`[role=feed] article[data-id='${arguments[0]}'] a`);
        const box = link.getBoundingClientRect();
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 3);
        if (!link.contains(hit)) return false;
        hit.click();
        return true;";
    browser
        .until_true(&format!("the link of {note} to be free"), link, vec![json!(note)])
        .await;
}

/// Fails unless the same card is first, off by at most 2 px.
pub async fn assert_same_place(browser: &Browser, (card, top): (String, f64)) {
    let (card_after, top_after) = settled_first_card(browser).await;
    let scrolled = browser
        .run("return [scrollY, document.documentElement.scrollHeight]", vec![])
        .await;
    assert!(
        card_after == card && (top - top_after).abs() <= 2.0,
        "first was {card} at {top}, now it is {card_after} at {top_after}, scrolled to {scrolled}"
    );
}

async fn first_card(browser: &Browser) -> (String, f64) {
    let found: Value = browser.until_true("a card in sight", FIRST_CARD, vec![]).await;
    (
        found[0].as_str().unwrap_or_default().to_owned(),
        found[1].as_f64().unwrap_or_default(),
    )
}

/// The first card that can be seen and where its top is, once nothing moves.
pub async fn settled_first_card(browser: &Browser) -> (String, f64) {
    let mut before = first_card(browser).await;
    loop {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let now = first_card(browser).await;
        if now == before {
            return now;
        }
        before = now;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn back_from_a_note_finds_the_feed_where_it_was() {
    journey(
        "back_from_a_note",
        Engine::Chromium,
        PHONE,
        async |stage, browser| {
            let (note, _) = stage.note_with_product(40).await;
            browser.visit("/").await;
            wait_for_cards(browser).await;
            scroll_to(browser, &note.id).await;
            let place = settled_first_card(browser).await;
            open_card(browser, &note.id).await;
            browser.find("heading", &note.title).await;
            browser.back().await;
            browser
                .until_true(
                    "the note to close",
                    "return !document.querySelector('dialog:modal')",
                    vec![],
                )
                .await;
            assert_same_place(browser, place).await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn back_from_another_page_finds_the_feed_where_it_was() {
    journey(
        "back_from_a_page",
        Engine::Chromium,
        DESK,
        async |stage, browser| {
            let (note, _) = stage.note_with_product(60).await;
            browser.visit("/").await;
            wait_for_cards(browser).await;
            scroll_to(browser, &note.id).await;
            let place = settled_first_card(browser).await;
            browser.click_link("Live").await;
            browser.find("heading", "Live rooms").await;
            browser.back().await;
            wait_for_cards(browser).await;
            assert_same_place(browser, place).await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn back_from_a_product_that_was_opened_from_a_note_finds_the_feed_where_it_was() {
    journey(
        "back_from_a_note_s_product",
        Engine::Chromium,
        PHONE,
        async |stage, browser| {
            let (note, product) = stage.note_with_product(40).await;
            browser.visit("/").await;
            wait_for_cards(browser).await;
            scroll_to(browser, &note.id).await;
            let place = settled_first_card(browser).await;
            open_card(browser, &note.id).await;
            let link = "const link = document.querySelector(`dialog [data-product='${arguments[0]}'] a`);
                link?.click();
                return !!link;";
            browser
                .until_true("the product's link", link, vec![json!(product.id)])
                .await;
            browser
                .until(
                    || "the product's page".to_owned(),
                    async || browser.path().await.starts_with("/products/").then_some(()),
                )
                .await;
            browser.back().await;
            browser.find("heading", &note.title).await;
            browser.click_button("Close").await;
            browser
                .until_true(
                    "the note to close",
                    "return !document.querySelector('dialog:modal') && location.pathname === '/'",
                    vec![],
                )
                .await;
            assert_same_place(browser, place).await;
        },
    )
    .await;
}

/// The heights of the first card's picture and of the card, and where its top is, if it is as wide as a column.
const FIRST_SIZE: &str = "
    const card = document.querySelector(`${arguments[0]} article.note-card`);
    const box = card?.getBoundingClientRect();
    if (!box || box.width < 100) return null;
    return [card.querySelector('.note-card__picture').getBoundingClientRect().height, box.height, box.top];";

#[tokio::test(flavor = "multi_thread")]
async fn the_first_cards_can_be_seen_before_the_app_and_it_draws_them_no_larger() {
    journey("first_cards", Engine::Chromium, PHONE, async |_, browser| {
        for words in ["ERR_BLOCKED_BY_CLIENT", "Failed to fetch", "broken:"] {
            browser.expect_problem(words);
        }
        browser.block(&["*.wasm"]).await;
        browser.visit("/").await;
        let size = async |inside: &str| {
            let found = browser
                .until_true(&format!("a card in {inside}"), FIRST_SIZE, vec![json!(inside)])
                .await;
            [0, 1, 2].map(|at| found[at].as_f64().unwrap_or_default())
        };
        let before = size("#first-cards").await;
        browser.block(&[]).await;
        browser.visit("/").await;
        wait_for_cards(browser).await;
        let after = size("[role=feed]").await;
        let larger = [0, 1].map(|at| after[at] - before[at]);
        assert!(
            larger.iter().all(|larger| (-1.0..=0.0).contains(larger)),
            "{before:?} in the HTML, {after:?} in the app: it counts as a later largest paint"
        );
        assert!(
            (before[2] - after[2]).abs() < 1.0,
            "{before:?} moves to {after:?}"
        );
    })
    .await;
}
