//! The whole way: from the feed to an order and into a live room.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_wire::{NoteCard, Order, OrderState, Page, ProductCard};

use crate::chat;
use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{PHONE, Stage, journey};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_feed_to_an_order_and_through_a_lost_connection_in_a_live_room() {
    journey(
        "the_whole_way",
        Engine::Chromium,
        PHONE,
        async |stage, browser| {
            let (note, product) = stage.note_with_product(14).await;
            browser.visit("/").await;
            wait_for_cards(browser).await;
            scroll_to(browser, &note.id).await;
            open_card(browser, &note.id).await;
            add_from_note(browser, &note, &product).await;
            browser.click_button("Close").await;
            check_out(browser).await;
            press_pay_twice(browser).await;
            see_the_order(browser, &product).await;
            one_order_was_placed(stage, browser).await;
            browser.click_link("Live").await;
            let room = stage.live_room().await;
            browser.find("heading", "Live rooms").await;
            enter_room(browser, &room.id.to_string()).await;
            chat::wait_for_room(browser).await;
            chat::say(browser, "what a calm evening").await;
            chat::wait_until_said(browser, "what a calm evening").await;
            chat::lose_the_connection_and_come_back(stage, browser, &room.id).await;
        },
    )
    .await;
}

/// Puts the note's product into the cart; the count shows it.
pub async fn add_from_note(browser: &Browser, note: &NoteCard, product: &ProductCard) {
    browser.find("heading", &note.title).await;
    browser
        .click_button(&format!("Add to cart: {}", product.name))
        .await;
    wait_for_count(browser, 1).await;
}

/// Waits until the cart says how many things are in it.
pub async fn wait_for_count(browser: &Browser, count: u32) {
    let counts = "return [...document.querySelectorAll('[data-cart-count]')].some((mark) => mark.textContent.trim() === arguments[0])";
    browser
        .until_true(
            &format!("{count} in the cart"),
            counts,
            vec![count.to_string().into()],
        )
        .await;
}

/// From the cart to the filled checkout.
pub async fn check_out(browser: &Browser) {
    browser.click_button("Cart, 1*").await;
    browser
        .until_true(
            "the cart to be saved",
            "return !!document.querySelector('[data-settling=false]')",
            vec![],
        )
        .await;
    browser.click_link("Check out").await;
    fill_in_checkout(browser).await;
}

/// Fills the checkout's form; the goods are held.
pub async fn fill_in_checkout(browser: &Browser) {
    browser.fill("Name on the parcel", "Ada <b>Field</b>").await;
    browser
        .fill("Email, for the confirmation", "ada@example.org")
        .await;
    browser.fill("Street and number", "Orchard Lane 7").await;
    browser.fill("Postal code", "10115").await;
    browser.fill("City", "Berlin").await;
    browser.select("Country", "Germany").await;
    browser.choose("Test card that pays*").await;
    browser.sees("Held for you").await;
}

/// Two presses within one task: faster than any guard that waits for a redraw.
async fn press_pay_twice(browser: &Browser) {
    browser.find("button", "Pay *").await;
    let twice = "const pay = [...document.querySelectorAll('button[type=submit]')]
            .find((button) => button.textContent.trim().startsWith('Pay '));
        pay.click(); pay.click();";
    browser.run(twice, vec![]).await;
}

async fn see_the_order(browser: &Browser, product: &ProductCard) {
    browser
        .until(
            || "the order's page".to_owned(),
            async || browser.path().await.starts_with("/orders/").then_some(()),
        )
        .await;
    browser.sees("Orchard Lane 7").await;
    browser.sees("Ada <b>Field</b>").await;
    browser.sees(&product.name).await;
}

async fn one_order_was_placed(stage: &Stage, browser: &Browser) {
    let token = browser
        .run("return localStorage.getItem('meadow-session')", vec![])
        .await;
    let token = token.as_str().expect("the session is kept").to_owned();
    let http = Http::new(stage.backend.address()).with_token(&token);
    let orders: Page<Order> = http.get("/api/v1/orders").await.expect("the shop answers").json();
    assert_eq!(
        orders.items.len(),
        1,
        "two presses, {} orders",
        orders.items.len()
    );
    let order = &orders.items[0];
    assert_ne!(order.state, OrderState::Placed, "it is paid");
    assert_eq!(browser.path().await, format!("/orders/{}", order.id));
}

/// Presses the card of a room.
pub async fn enter_room(browser: &Browser, room: &str) {
    let press = "const card = document.querySelector(`[data-room='${arguments[0]}'] a`);
        card?.click();
        return !!card;";
    browser
        .until_true("the room's card", press, vec![room.into()])
        .await;
}
