//! The same shop in the other engines: the feed shows, a note opens, the cart counts, a line arrives.

use meadow_tests::engine::Engine;

use crate::chat;
use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{PHONE, journey};
use crate::whole_way::{add_from_note, enter_room};

async fn smoke(name: &str, engine: Engine) {
    journey(name, engine, PHONE, async |stage, browser| {
        let (note, product) = stage.note_with_product(0).await;
        browser.visit("/").await;
        wait_for_cards(browser).await;
        scroll_to(browser, &note.id).await;
        open_card(browser, &note.id).await;
        add_from_note(browser, &note, &product).await;
        browser.click_button("Close").await;
        browser.click_link("Live").await;
        let room = stage.live_room().await;
        enter_room(browser, &room.id.to_string()).await;
        chat::wait_for_room(browser).await;
        chat::say(browser, "hello from another engine").await;
        chat::wait_until_said(browser, "hello from another engine").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_a_note_the_cart_and_a_room_work_in_firefox() {
    smoke("smoke_firefox", Engine::Firefox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_a_note_the_cart_and_a_room_work_in_webkitgtk() {
    smoke("smoke_webkitgtk", Engine::WebKit).await;
}
