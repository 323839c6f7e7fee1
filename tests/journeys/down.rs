//! The shop can't be reached.

use meadow_tests::engine::Engine;
use meadow_tests::proxy::Weather;

use crate::feed::wait_for_cards;
use crate::stage::{PHONE, journey};

#[tokio::test(flavor = "multi_thread")]
async fn without_the_backend_the_page_says_so_and_recovers_by_itself() {
    journey("backend_down", Engine::Chromium, PHONE, async |stage, browser| {
        for words in [
            "net::ERR_",
            "was not loaded",
            "Failed to fetch",
            "signal is aborted",
        ] {
            browser.expect_problem(words);
        }
        stage.proxy.turn(Weather::ResetsOn(" /api/"));
        browser.visit("/").await;
        browser.sees("We can't reach the shop").await;
        browser.find("button", "Try again").await;
        stage.proxy.turn(Weather::Fine);
        // Nobody presses anything.
        wait_for_cards(browser).await;
        browser
            .until_true(
                "the notice to go",
                "return !document.body.innerText.includes(\"can't reach\")",
                vec![],
            )
            .await;
    })
    .await;
}
