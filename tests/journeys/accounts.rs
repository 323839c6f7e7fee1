//! Signing in: in the middle of buying, in another tab, and with a passkey.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_wire::{Order, Page, Password, Session, SignIn};

use crate::feed::{open_card, scroll_to, wait_for_cards};
use crate::stage::{DESK, PHONE, Stage, journey, journey_on_localhost};
use crate::whole_way::{add_from_note, fill_in_checkout, wait_for_count};

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_signs_up_in_the_middle_of_the_checkout_and_keeps_what_was_typed_and_held() {
    journey(
        "signing_in_in_the_middle",
        Engine::Chromium,
        PHONE,
        async |stage, browser| {
            let (note, product) = stage.note_with_product(0).await;
            browser.visit("/").await;
            wait_for_cards(browser).await;
            scroll_to(browser, &note.id).await;
            open_card(browser, &note.id).await;
            add_from_note(browser, &note, &product).await;
            browser.visit("/checkout").await;
            fill_in_checkout(browser).await;
            browser.click_link("Sign in").await;
            browser.click_link("Make one").await;
            sign_up(browser).await;
            // Back at the checkout, with everything.
            browser.find("heading", "Checkout").await;
            browser.sees("Held for you").await;
            wait_for_count(browser, 1).await;
            let street = browser.find("field", "Street and number").await;
            let street = street.prop("value").await.expect("the field can be read");
            assert_eq!(street.as_deref(), Some("Orchard Lane 7"));
            browser.choose("Test card that pays*").await;
            browser.click_button("Pay *").await;
            browser.sees("Orchard Lane 7").await;
            orders_are_the_accounts(stage).await;
            sign_out_and_leave_nothing(browser).await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_signs_in_without_anybody_typing_who_they_are() {
    journey_on_localhost("passkey", Engine::Chromium, DESK, async |_, browser| {
        browser.add_authenticator().await;
        // This owner agrees to everything, also to the browser's own offer: the page would sign in before anybody could
        // press.
        browser
            .before_each_page("PublicKeyCredential.isConditionalMediationAvailable = async () => false;")
            .await;
        browser.visit("/sign-in?new=1&next=/account").await;
        sign_up(browser).await;
        browser.find("heading", "Your account").await;
        browser.click_button("Add a passkey of this device").await;
        browser.sees("not used yet").await;
        browser.click_button("Sign out").await;
        browser.sees("You are signed out").await;
        browser.visit("/sign-in?next=/account").await;
        browser.click_button("Sign in with a passkey").await;
        browser.find("heading", "Your account").await;
        browser.sees("ada@example.org").await;
    })
    .await;
}

async fn sign_up(browser: &Browser) {
    browser.find("heading", "Make an account").await;
    // Too short: said beside the field and at the top, and nothing is sent.
    browser.fill("The name that others see", "Ada").await;
    browser.fill("Email", "ada@example.org").await;
    browser.fill("Password", "short").await;
    browser.click_button("Make an account").await;
    browser.find("heading", "One field needs another look").await;
    browser.fill("Password", "a lamp that hums").await;
    browser.click_button("Make an account").await;
    browser.find("link", "Your account, Ada").await;
}

/// The order is found from another browser.
async fn orders_are_the_accounts(stage: &Stage) {
    let http = Http::new(stage.backend.address());
    let asked = SignIn {
        email: "ADA@example.org".to_owned(),
        password: Password("a lamp that hums".to_owned()),
    };
    let answer = http.post("/api/v1/session/sign-in", &asked).await;
    let session: Session = answer.expect("the shop answers").json();
    let token = session.token.expect("a token");
    let orders: Page<Order> = http
        .with_token(&token.0)
        .get("/api/v1/orders")
        .await
        .expect("the shop answers")
        .json();
    assert_eq!(orders.items.len(), 1);
}

/// Nothing of the account stays in the browser.
async fn sign_out_and_leave_nothing(browser: &Browser) {
    browser.click_link("Your account, Ada").await;
    browser.click_button("Sign out").await;
    browser.find("link", "Sign in").await;
    browser.visit("/orders").await;
    browser.sees("No orders yet").await;
    let kept = "return JSON.stringify(localStorage)";
    let kept = browser.run(kept, vec![]).await.to_string();
    assert!(!kept.contains("Ada"), "{kept}");
}
