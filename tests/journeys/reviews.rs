//! A guest buys, writes about it with a photo, and everybody can see that the purchase is true.

use std::path::Path;

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_wire::{Page, ProductCard, Review};

use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{PHONE, Stage, journey};
use crate::whole_way::{add_from_note, check_out};

const WORDS: &str = "Quiet <b>and</b> lighter than it looks.";
const PHOTO: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../crates/backend/seed/pictures/products/armchair-sage.webp"
);

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_writes_about_what_came_and_the_browser_proves_the_purchase() {
    journey("reviews", Engine::Chromium, PHONE, async |stage, browser| {
        let product = buy(stage, browser).await;
        let order = browser.path().await;
        browser.sees("Packed").await;
        assert!(
            !browser.text().await.contains("Write a review"),
            "it has not come yet"
        );
        time_passes(stage).await;
        browser.visit(&order).await;
        browser
            .click_button(&format!("Write a review of {}", product.name))
            .await;
        an_empty_form_says_what_is_missing(browser).await;
        write(browser).await;
        // Nothing typed and no photo is lost by a reload.
        browser.visit(&order).await;
        browser
            .click_button(&format!("Write a review of {}", product.name))
            .await;
        is_filled_in(browser).await;
        press_send_twice(browser).await;
        browser.sees("Purchase proven").await;
        one_review_was_written(stage, browser, &order).await;
        let page = format!("/products/{}", product.id);
        browser.visit(&page).await;
        see_it_proven(browser).await;
        open_the_photo(browser).await;
        // The shop that is hacked can change what it shows, not what was signed.
        stage
            .backend
            .run("UPDATE reviews SET paid = TRUE WHERE session IS NOT NULL")
            .await;
        browser.visit(&page).await;
        wait_for_verdict(browser, "not-proven").await;
        browser.sees("Not proven").await;
    })
    .await;
}

async fn buy(stage: &Stage, browser: &Browser) -> ProductCard {
    let (note, product) = stage.note_with_product(14).await;
    browser.visit("/").await;
    wait_for_cards(browser).await;
    scroll_to(browser, &note.id).await;
    open_card(browser, &note.id).await;
    add_from_note(browser, &note, &product).await;
    browser.click_button("Close").await;
    check_out(browser).await;
    browser.click_button("Pay *").await;
    let placed = async || browser.path().await.starts_with("/orders/").then_some(());
    browser.until(|| "the order's page".to_owned(), placed).await;
    product
}

/// The demo packs, ships and delivers by the clock; afterwards the parcel lies at home for a month.
async fn time_passes(stage: &Stage) {
    stage
        .backend
        .run("UPDATE orders SET placed_at = placed_at - 3456000000")
        .await;
    for _ in 0..200 {
        let delivered = stage
            .backend
            .count("SELECT COUNT(*) FROM orders WHERE state = 'delivered'")
            .await;
        if delivered == 1 {
            return stage
                .backend
                .run("UPDATE order_steps SET at = at - 2592000000")
                .await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the demo delivers nothing");
}

async fn an_empty_form_says_what_is_missing(browser: &Browser) {
    browser.find("field", "What should others know?").await;
    browser.click_button("Send the review").await;
    browser.find("heading", "2 fields need another look").await;
    browser.sees("Give one to five stars").await;
}

async fn write(browser: &Browser) {
    browser.choose("4 stars, Good").await;
    browser.fill("What should others know?", WORDS).await;
    browser.fill("Days you used it", "21").await;
    add_photo(browser).await;
    browser
        .fill("What can be seen in photo 1?", "The chair at our window")
        .await;
    // Letters are gathered before they are kept.
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
}

/// Chooses a photo from the device, and waits until the shop has it.
pub async fn add_photo(browser: &Browser) {
    let photo = Path::new(PHOTO).canonicalize().expect("the town has pictures");
    let input = browser.find("field", "Add photos").await;
    input
        .send_keys(&photo.to_string_lossy())
        .await
        .expect("a photo can be chosen");
    browser.sees("It is here").await;
}

async fn is_filled_in(browser: &Browser) {
    browser.sees("It is here").await;
    let typed =
        "return [document.querySelector('#review-text').value, document.querySelector('#days-used').value,
        document.querySelector('#stars-4').checked, document.querySelector('.photo-choice input').value]";
    let typed = browser.run(typed, vec![]).await;
    assert_eq!(
        typed,
        serde_json::json!([WORDS, "21", true, "The chair at our window"])
    );
}

/// Two presses within one task: faster than any guard that waits for a redraw.
async fn press_send_twice(browser: &Browser) {
    browser.find("button", "Send the review").await;
    let twice = "const send = document.querySelector('.review-form button[type=submit]'); send.click(); send.click();";
    browser.run(twice, vec![]).await;
}

async fn one_review_was_written(stage: &Stage, browser: &Browser, order: &str) {
    let token = browser
        .run("return localStorage.getItem('meadow-session')", vec![])
        .await;
    let token = token.as_str().expect("the session is kept").to_owned();
    let http = meadow_tests::http::Http::new(stage.backend.address()).with_token(&token);
    let path = format!("/api/v1{order}/reviews");
    let said: Page<Review> = http.get(&path).await.expect("the shop answers").json();
    let [review] = said.items.as_slice() else {
        panic!("two presses, {} reviews", said.items.len());
    };
    assert_eq!(
        (review.stars, review.days_used, review.text.as_str()),
        (4, 21, WORDS)
    );
    assert_eq!(review.photos.len(), 1);
}

async fn wait_for_verdict(browser: &Browser, verdict: &str) {
    let own = "const card = [...document.querySelectorAll('.review-card')].find((card) => card.innerText.includes('By you'));
        return card?.querySelector('.proof-badge__mark')?.dataset.verdict === arguments[0];";
    browser
        .until_true(&format!("a review that is {verdict}"), own, vec![verdict.into()])
        .await;
}

async fn see_it_proven(browser: &Browser) {
    browser.sees(WORDS).await;
    wait_for_verdict(browser, "proven").await;
    let press = "const card = [...document.querySelectorAll('.review-card')].find((card) => card.innerText.includes('By you'));
        card.querySelector('.proof-badge__mark').click();";
    browser.run(press, vec![]).await;
    browser.sees("Delivered 30 days before this was written").await;
    browser.sees("Bought here in ").await;
    browser
        .run("document.querySelector(':popover-open').hidePopover()", vec![])
        .await;
}

async fn open_the_photo(browser: &Browser) {
    browser.click_button("With photos (*").await;
    browser
        .click_button("Open photo 1 of 1: The chair at our window")
        .await;
    browser.find("dialog", "Photos by *").await;
    let shown = "const picture = document.querySelector('dialog[open] img');
        return picture?.complete && picture.naturalWidth > 0 && picture.alt";
    let alt = browser.until_true("the large photo", shown, vec![]).await;
    assert_eq!(alt, "The chair at our window");
    browser.click_button("Close").await;
}
