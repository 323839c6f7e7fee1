//! Return and refund: bought, sent out by hand in the studio, one of two sent back with a photo and paid back, and read in
//! the inbox.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;

use crate::reviews::add_photo;
use crate::stage::{PHONE, journey};
use crate::whole_way::{fill_in_checkout, wait_for_count};

/// The owner of the mug.
const KEY: &str = "studio-niamh.tworings";

#[tokio::test(flavor = "multi_thread")]
async fn return_and_refund() {
    journey(
        "return_and_refund",
        Engine::Chromium,
        PHONE,
        async |_, browser| {
            // Chromium writes every refusal into its console: no key yet, and a wrong one.
            browser.expect_problem(
                "/api/v1/studio - Failed to load resource: the server responded with a status of 403",
            );
            browser.expect_problem(
                "/api/v1/studio/enter - Failed to load resource: the server responded with a status of 422",
            );
            let order = buy_two_mugs(browser).await;
            send_out(browser).await;
            browser.visit(&order).await;
            browser.find("link", "Follow the parcel*").await;
            send_one_back(browser).await;
            browser.visit("/studio").await;
            see_the_photo(browser).await;
            browser.click_button("It is back: pay it back").await;
            browser.visit(&order).await;
            browser.sees("€17.10 is paid back.").await;
            browser.visit("/inbox").await;
            browser.sees("Your money is back").await;
            browser.click_button("Mark all as read").await;
            browser
                .until_true(
                    "nothing to be new",
                    "return !document.querySelector('[data-unread], .message-row--new')",
                    vec![],
                )
                .await;
            browser.visit(&format!("{order}/invoice")).await;
            browser.sees("Invoice R-").await;
            browser.find("button", "Print").await;
        },
    )
    .await;
}

/// Says where the order's page is.
async fn buy_two_mugs(browser: &Browser) -> String {
    browser.visit("/products/g-en-18").await;
    browser.click_button("Add to cart").await;
    wait_for_count(browser, 1).await;
    browser.visit("/cart").await;
    browser.click_button("One more: Two-finger mug, cream").await;
    browser.click_link("Check out").await;
    fill_in_checkout(browser).await;
    browser.click_button("Pay *").await;
    browser
        .until(
            || "the order's page".to_owned(),
            async || browser.path().await.starts_with("/orders/").then_some(()),
        )
        .await;
    browser.path().await
}

/// Packs, ships and delivers before the demo does it by itself.
async fn send_out(browser: &Browser) {
    browser.visit("/studio").await;
    browser.fill("Key of the shop", "studio-nobody").await;
    browser.click_button("Enter").await;
    browser.sees("No shop has this key.").await;
    browser.fill("Key of the shop", KEY).await;
    browser.click_button("Enter").await;
    browser.click_button("Mark as packed").await;
    browser.click_button("Ship it").await;
    browser.fill("Number of the parcel", "a/b").await;
    browser.click_button("The carrier has it").await;
    browser.sees("A number has 4 to 40 letters").await;
    browser.fill("Number of the parcel", "mug-0001").await;
    browser.click_button("The carrier has it").await;
    browser.sees("MUG-0001").await;
    browser.click_button("Mark as delivered").await;
    browser.sees("Delivered").await;
}

/// Asks for it wrongly first: what is wrong is said, and nothing is sent.
async fn send_one_back(browser: &Browser) {
    browser.click_button("Send something back").await;
    browser.click_button("Ask to send it back").await;
    browser.sees("2 fields need another look").await;
    browser.click_button("One more: Two-finger mug, cream").await;
    browser.choose("It arrived damaged").await;
    browser.fill("In your words", "The handle broke.").await;
    add_photo(browser).await;
    browser.sees("You get back €17.10").await;
    let order = browser.path().await;
    browser.visit(&order).await;
    browser.click_button("Send something back").await;
    browser.sees("You get back €17.10").await;
    browser.sees("It is here").await;
    browser.click_button("Ask to send it back").await;
    browser.sees("On its way back.").await;
    browser
        .find("button", "Open photo 1 of 1: Photo 1 of 1 from your return*")
        .await;
}

/// The owner sees what the shopper showed.
async fn see_the_photo(browser: &Browser) {
    browser
        .click_button("Open photo 1 of 1: Photo 1 of 1 from the shopper's return*")
        .await;
    browser.find("dialog", "Photos from the shopper's return").await;
    let shown = "const picture = document.querySelector('dialog[open] img');
        return picture?.complete && picture.naturalWidth > 0";
    browser.until_true("the large photo", shown, vec![]).await;
    browser.click_button("Close").await;
}
