//! From the code in the cart to what was paid, and through another country in between.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;

use crate::stage::{PHONE, journey};
use crate::whole_way::{fill_in_checkout, wait_for_count};

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_counts_from_the_cart_to_the_order_and_the_total_follows_the_country() {
    journey("a_coupon", Engine::Chromium, PHONE, async |_, browser| {
        browser.visit("/products/g-en-18").await;
        browser.sees("2 or more: €17.10 each").await;
        browser.click_button("Add to cart").await;
        wait_for_count(browser, 1).await;
        browser.visit("/cart").await;
        browser.sees("€23.90").await;
        for (code, why) in [
            ("nosuch", "There is no coupon NOSUCH."),
            ("spring", "SPRING ended on"),
            ("GONE", "GONE was used as often as it can be."),
            ("formira", "FORMIRA was given to somebody else."),
            ("big20", "Add goods for 81.00 EUR more."),
        ] {
            give(browser, code).await;
            browser.sees(why).await;
        }
        // Chromium writes every refusal into its console.
        browser.expect_problem("409 (Conflict)");
        give(browser, " welcome10 ").await;
        browser.sees("€22.00").await;
        // Two cost 34.20 €: less 3.42 €, and 4.90 € for delivery, before the shop answered.
        browser.click_button("One more: Two-finger mug, cream").await;
        browser.sees("€35.68").await;
        browser.click_link("Check out").await;
        fill_in_checkout(browser).await;
        browser.find("button", "Pay €35.68").await;
        browser.select("Country", "Sweden").await;
        browser.find("button", "Pay €40.68").await;
        browser.sees("to Sweden").await;
        browser.click_button("Remove coupon WELCOME10").await;
        browser.find("button", "Pay €44.10").await;
        give(browser, "fiver").await;
        browser.click_button("Pay €39.10").await;
        browser.sees("Goes to").await;
        browser.sees("€39.10").await;
    })
    .await;
}

/// Types a code and uses it.
async fn give(browser: &Browser, code: &str) {
    browser.fill("Coupon code", code).await;
    browser.click_button("Use it").await;
}
