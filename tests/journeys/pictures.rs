//! A note's pictures, seen as large as the window and larger.

use meadow_tests::engine::Engine;
use meadow_wire::Note;
use serde_json::json;

use crate::axe::Axe;
use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{PHONE, journey};

/// How wide the first picture of the upper layer is drawn, in windows.
const WIDTH: &str = "
    const layers = document.querySelectorAll('dialog:modal');
    const box = layers[layers.length - 1]?.querySelector('.picture-closer .picture-strip__box');
    return (box ? box.getBoundingClientRect().width / innerWidth : 0)";

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_seen_larger_nearer_and_the_note_is_still_there() {
    journey("pictures", Engine::Chromium, PHONE, async |stage, browser| {
        let (card, _) = stage.note_with_product(0).await;
        let note: Note = stage
            .direct
            .get(&format!("/api/v1/notes/{}", card.id))
            .await
            .expect("the shop answers")
            .json();
        browser.visit("/").await;
        wait_for_cards(browser).await;
        scroll_to(browser, &card.id).await;
        open_card(browser, &card.id).await;
        browser.find("heading", &note.card.title).await;
        browser.click_button("See it larger").await;
        browser
            .until_true(
                "the picture as wide as the window",
                &format!("{WIDTH} > 0.8"),
                vec![],
            )
            .await;
        browser.click_button("Zoom").await;
        browser
            .until_true("the picture nearer", &format!("{WIDTH} > 2"), vec![])
            .await;
        if let Some(axe) = Axe::ready() {
            assert_eq!(axe.findings(browser).await, Vec::<String>::new());
        }
        browser.press('-').await;
        browser
            .until_true("the whole picture again", &format!("{WIDTH} < 1.1"), vec![])
            .await;
        // Escape closes what is uppermost.
        browser.press('\u{e00c}').await;
        let closed = "return document.querySelectorAll('dialog:modal').length === 1";
        browser.until_true("the note alone", closed, vec![]).await;
        browser.find("heading", &note.card.title).await;
        let returned = "return document.activeElement?.getAttribute('aria-label') === arguments[0]";
        browser
            .until_true("the focus to come back", returned, vec![json!("See it larger")])
            .await;
        browser.back().await;
        let closed = "return document.querySelectorAll('dialog:modal').length === 0";
        browser.until_true("the feed", closed, vec![]).await;
    })
    .await;
}
