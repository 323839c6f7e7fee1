//! Pages whose code comes in a piece of its own.

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use meadow_tests::proxy::Weather;

use crate::feed::wait_for_cards;
use crate::stage::{PHONE, journey};

/// How the request for a piece, or for what several pieces share, begins.
const PIECES: &str = "GET /split_";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_code_does_not_come_says_so_and_comes_at_the_next_try() {
    journey("piece_lost", Engine::Chromium, PHONE, async |stage, browser| {
        browser.expect_problem("net::ERR_");
        browser.visit("/").await;
        wait_for_cards(browser).await;
        stage.proxy.turn(Weather::ResetsOn(PIECES));
        browser.click_link("Live").await;
        browser.sees("We can't reach the shop").await;
        stage.proxy.turn(Weather::Fine);
        // It loads the page anew, under the driver's own press.
        let again = "const all = [...document.querySelectorAll('main button')];
            const again = all.find((button) => button.textContent.trim() === 'Try again');
            again?.click();
            return !!again";
        browser.until_true("the way on", again, vec![]).await;
        browser.find("heading", "Live rooms").await;
        assert_eq!(browser.path().await, "/live");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_nobody_opened_yet_opens_without_a_connection() {
    journey("pieces_ahead", Engine::Chromium, PHONE, async |stage, browser| {
        for words in ["net::ERR_", "Failed to fetch", "signal is aborted"] {
            browser.expect_problem(words);
        }
        browser.visit("/").await;
        wait_for_cards(browser).await;
        assert_eq!(
            pieces(browser).await,
            0,
            "nobody has opened a page that needs one"
        );
        browser
            .until_true("the pieces to come by themselves", ARRIVED, vec![])
            .await;
        stage.proxy.turn(Weather::Refuses);
        stage.proxy.reset_all();
        browser.click_link("Sign in").await;
        browser.find("field", "Email").await;
    })
    .await;
}

/// All six are here, and so is what they share.
const ARRIVED: &str = r"
    const files = performance.getEntriesByType('resource').filter((file) => file.name.endsWith('.wasm'));
    return files.filter((file) => file.name.includes('/split_')).length === 6 && files.every((file) => file.responseEnd > 0)";

async fn pieces(browser: &Browser) -> u64 {
    let count = "return performance.getEntriesByType('resource').filter((file) => file.name.includes('/split_')).length";
    browser.run(count, vec![]).await.as_u64().expect("a number")
}
