//! Paying when it does not go straight: a card is declined, a bank asks for a code, the page is loaded again.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_wire::{Order, OrderState, Page};

use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{PHONE, Stage, journey};
use crate::whole_way::{add_from_note, check_out};

/// Something is in the cart, and the checkout is filled in.
async fn ready_to_pay(stage: &Stage, browser: &Browser) {
    let (note, product) = stage.note_with_product(14).await;
    browser.visit("/").await;
    wait_for_cards(browser).await;
    scroll_to(browser, &note.id).await;
    open_card(browser, &note.id).await;
    add_from_note(browser, &note, &product).await;
    browser.click_button("Close").await;
    check_out(browser).await;
}

async fn see_one_order(stage: &Stage, browser: &Browser) {
    let path = async || browser.path().await.starts_with("/orders/").then_some(());
    browser.until(|| "the order's page".to_owned(), path).await;
    browser.sees("Orchard Lane 7").await;
    let token = browser
        .run("return localStorage.getItem('meadow-session')", vec![])
        .await;
    let token = token.as_str().expect("the session is kept").to_owned();
    let http = Http::new(stage.backend.address()).with_token(&token);
    let orders: Page<Order> = http.get("/api/v1/orders").await.expect("the shop answers").json();
    assert_eq!(orders.items.len(), 1);
    assert_ne!(orders.items[0].state, OrderState::Placed, "it is paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_card_loses_nothing_that_was_typed_and_another_one_pays() {
    journey(
        "declined_then_paid",
        Engine::Chromium,
        PHONE,
        async |stage, browser| {
            ready_to_pay(stage, browser).await;
            browser.choose("Test card that is declined*").await;
            browser.click_button("Pay *").await;
            browser.sees("The card was declined").await;
            browser.sees("Held for you").await;
            let kept = "return document.querySelector('#street-address').value";
            assert_eq!(browser.run(kept, vec![]).await, "Orchard Lane 7");
            // A number this time: first with a slip of the finger, refused beside its field, then right.
            browser.choose("A card number*").await;
            browser.fill("Card number", "4242 4242 4242 4241").await;
            browser.fill("Good until, month and year", "01/20").await;
            browser.fill("Security code", "12").await;
            browser.click_button("Pay *").await;
            browser.sees("This is not a card number").await;
            browser.sees("This card has expired").await;
            browser.sees("Give the three digits").await;
            browser.fill("Card number", "4242 4242 4242 4242").await;
            browser.fill("Good until, month and year", "12/40").await;
            browser.fill("Security code", "123").await;
            browser.click_button("Pay *").await;
            see_one_order(stage, browser).await;
            browser.expect_problem("402");
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_that_asks_for_a_code_gets_it_after_a_reload_and_a_wrong_one() {
    journey("second_step", Engine::Chromium, PHONE, async |stage, browser| {
        ready_to_pay(stage, browser).await;
        browser.choose("Test bank that asks for a code*").await;
        browser.click_button("Pay *").await;
        browser.find("heading", "Your bank asks for a code").await;
        // A reload in the middle asks the same question.
        browser.visit("/checkout").await;
        browser.find("heading", "Your bank asks for a code").await;
        browser.fill("Code from your bank", "000000").await;
        browser.click_button("Confirm").await;
        browser.sees("2 tries are left").await;
        // Closing the prompt gives nothing up.
        browser.click_button("Close").await;
        browser.sees("Nothing is paid until you type it").await;
        browser.click_button("Type the code").await;
        browser.fill("Code from your bank", "123456").await;
        browser.click_button("Confirm").await;
        see_one_order(stage, browser).await;
        browser.expect_problem("422");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_that_is_slow_need_not_be_waited_for() {
    journey("pays_later", Engine::Chromium, PHONE, async |stage, browser| {
        ready_to_pay(stage, browser).await;
        browser.choose("Test bank that pays half a minute later*").await;
        browser.click_button("Pay *").await;
        browser.sees("Your bank has not answered yet").await;
        browser.sees("You can close this page").await;
        browser.visit("/checkout/return?payment=unknown").await;
        browser.sees("Your payment").await;
        browser.visit("/checkout").await;
        see_one_order(stage, browser).await;
        browser.expect_problem("404");
    })
    .await;
}
