//! One cart in two tabs, and a shop that moves while somebody looks.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::proxy::Weather;
use meadow_wire::ProductCard;

use crate::stage::{DESK, Stage, journey};
use crate::whole_way::wait_for_count;

async fn open_note(stage: &Stage, browser: &Browser) -> ProductCard {
    let (note, product) = stage.note_with_product(0).await;
    browser.visit(&format!("/notes/{}", note.id)).await;
    browser
        .find("button", &format!("Add to cart: {}", product.name))
        .await;
    product
}

async fn press_add(browser: &Browser, product: &ProductCard) {
    browser
        .click_button(&format!("Add to cart: {}", product.name))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pressed_in_one_tab_shows_in_the_other_and_counts_once() {
    journey("two_tabs", Engine::Chromium, DESK, async |stage, browser| {
        let product = open_note(stage, browser).await;
        let first = browser.tab().await;
        browser.open_tab().await;
        open_note(stage, browser).await;
        press_add(browser, &product).await;
        press_add(browser, &product).await;
        let second = browser.tab().await;
        browser.turn_to(&first).await;
        wait_for_count(browser, 2).await;
        press_add(browser, &product).await;
        browser.turn_to(&second).await;
        wait_for_count(browser, 3).await;
        // The network is away: a tab shows what waits in the other all the same.
        stage.proxy.turn(Weather::Refuses);
        stage.proxy.reset_all();
        browser.expect_problem("net::ERR_");
        press_add(browser, &product).await;
        wait_for_count(browser, 4).await;
        browser.turn_to(&first).await;
        wait_for_count(browser, 4).await;
        stage.proxy.turn(Weather::Fine);
        browser.click_button("Cart, 4*").await;
        browser.sees("Saved").await;
        browser
            .until_true(
                "the server to know",
                "return document.querySelector('[data-settling]')?.dataset.settling === 'false'",
                vec![],
            )
            .await;
        wait_for_count(browser, 4).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_moves_is_seen_on_the_page_and_told_in_the_cart() {
    journey("moving_price", Engine::Chromium, DESK, async |stage, browser| {
        let product = open_note(stage, browser).await;
        press_add(browser, &product).await;
        wait_for_count(browser, 1).await;
        browser.click_button("Cart, 1*").await;
        browser.sees("Saved").await;
        stage
            .backend
            .run("UPDATE variants SET price = price + 123")
            .await;
        browser.sees("The price went up:").await;
        browser.click_button(&format!("Seen: {}", product.name)).await;
        browser
            .until_true(
                "the news to go",
                "return !document.body.innerText.includes('The price went up:')",
                vec![],
            )
            .await;
        stage.backend.run("UPDATE stock SET on_hand = reserved").await;
        browser.sees("Sold out meanwhile").await;
        browser
            .until_true(
                "the card to say so",
                "return document.querySelector(`[data-product='${arguments[0]}'] .product-card__stock`)?.textContent.trim() === 'Sold out'",
                vec![product.id.to_string().into()],
            )
            .await;
    })
    .await;
}
