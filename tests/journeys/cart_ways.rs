//! The ways into the cart and out of it.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::http::Http;
use meadow_wire::{Cart, ProductCard, VariantId};

use crate::stage::{DESK, PHONE, Stage, journey};
use crate::whole_way::wait_for_count;

async fn one_product(stage: &Stage) -> (ProductCard, VariantId) {
    let (_, product) = stage.note_with_product(0).await;
    let variant = product.only_variant.clone().expect("it has one variant");
    (product, variant)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_fills_the_cart_asks_first_and_once() {
    journey("cart_link", Engine::Chromium, PHONE, async |stage, browser| {
        let (product, variant) = one_product(stage).await;
        let link = format!("/cart?add={variant}*2,gone");
        browser.visit(&link).await;
        browser.sees("You followed a link that fills your cart").await;
        browser.sees(&product.name).await;
        browser.sees("One thing in it is not sold any more.").await;
        wait_for_count(browser, 0).await;
        browser.click_button("No, leave my cart alone").await;
        browser.sees("Nothing in here yet").await;
        browser.visit(&link).await;
        browser.click_button("Put it into my cart").await;
        wait_for_count(browser, 2).await;
        browser.sees("Saved").await;
        browser.visit("/cart").await;
        wait_for_count(browser, 2).await;
        let asks = browser.text().await.contains("You followed a link");
        assert!(!asks, "an answered question is not asked again");
        browser.visit("/cart?add=gone").await;
        browser.sees("a link that leads to nothing").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_can_be_kept_for_later_and_come_back() {
    journey("for_later", Engine::Chromium, PHONE, async |stage, browser| {
        let (product, variant) = one_product(stage).await;
        browser.visit(&format!("/cart?add={variant}*3")).await;
        browser.click_button("Put it into my cart").await;
        wait_for_count(browser, 3).await;
        browser
            .click_button(&format!("Keep for later: {}*", product.name))
            .await;
        wait_for_count(browser, 0).await;
        browser.find("heading", "Kept for later").await;
        browser.visit("/cart").await;
        browser.find("heading", "Kept for later").await;
        browser
            .click_button(&format!("Into the cart: {}", product.name))
            .await;
        wait_for_count(browser, 3).await;
        gone(browser, "Kept for later").await;
        browser.visit(&format!("/products/{}", product.id)).await;
        browser.click_button("Put on the wish list").await;
        browser.find("button", "Take off the wish list").await;
        browser.visit("/wishes").await;
        browser
            .click_button(&format!("Keep no longer: {}", product.name))
            .await;
        browser.sees("No wishes yet").await;
    })
    .await;
}

async fn gone(browser: &Browser, heading: &str) {
    browser
        .until_true(
            &format!("the heading {heading:?} to go"),
            "return ![...document.querySelectorAll('h2')].some((heading) => heading.textContent.trim() === arguments[0])",
            vec![heading.into()],
        )
        .await;
}

/// Changes within this time of each other are sent together, in milliseconds.
const GATHER_MS: u64 = 400;

/// Presses "+" fifty times as fast as a finger can't, and gives how often the server was asked meanwhile and how many
/// milliseconds the presses took: a machine with much else to do stretches them.
const FIFTY: &str = "const done = arguments[arguments.length - 1];
    const asked = () => performance.getEntriesByType('resource').filter((one) => one.name.includes('/cart/changes')).length;
    const before = asked();
    const begun = performance.now();
    let [left, took] = [50, 0];
    const press = () => {
        if (left-- === 0) {
            took = performance.now() - begun;
            const settled = setInterval(() => {
                if (document.querySelector('[data-settling=false]')) { clearInterval(settled); done([asked() - before, Math.round(took)]); }
            }, 50);
            return;
        }
        document.querySelector('.stepper button:last-of-type').click();
        setTimeout(press, 8);
    };
    press();";

#[tokio::test(flavor = "multi_thread")]
async fn fifty_presses_are_two_requests_at_most_and_the_total_is_the_servers() {
    journey("fifty_presses", Engine::Chromium, DESK, async |stage, browser| {
        stage.backend.run("UPDATE stock SET on_hand = 500").await;
        let (_, variant) = one_product(stage).await;
        browser.visit(&format!("/cart?add={variant}")).await;
        browser.click_button("Put it into my cart").await;
        wait_for_count(browser, 1).await;
        browser.sees("Saved").await;
        let told = browser.run_until_called(FIFTY, vec![]).await;
        wait_for_count(browser, 51).await;
        let (asked, took) = (told[0].as_u64(), told[1].as_u64().unwrap_or_default());
        // One for each time that changes are gathered in, and the last.
        let most = 2.max(1 + took / GATHER_MS);
        assert!(
            asked.is_some_and(|asked| (1..=most).contains(&asked)),
            "{asked:?} requests in {took} ms"
        );
        let token = browser
            .run("return localStorage.getItem('meadow-session')", vec![])
            .await;
        let http = Http::new(stage.backend.address()).with_token(token.as_str().expect("a session"));
        let cart: Cart = http.get("/api/v1/cart").await.expect("the shop answers").json();
        assert_eq!(cart.totals.items, 51);
        let total = cart.totals.total.minor;
        // English words and numbers: the shop's currency has two digits.
        let words = format!("{}.{:02}", thousands(total / 100), total % 100);
        browser.sees(&words).await;
    })
    .await;
}

fn thousands(number: i64) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}
