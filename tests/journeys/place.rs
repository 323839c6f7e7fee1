//! The reader's place in the feed, whatever happens to the page.

use std::time::Duration;

use meadow_tests::browser::Browser;
use meadow_tests::engine::Engine;
use serde_json::json;

use crate::feed::{settled_first_card, wait_for_cards};
use crate::stage::journey;

/// Keys as WebDriver names them.
const PAGE_UP: char = '\u{e00e}';
const PAGE_DOWN: char = '\u{e00f}';

/// How the phone is held.
const UPRIGHT: (u32, u32) = (390, 844);
const LYING: (u32, u32) = (844, 390);

/// How far a card's top is below the viewport's.
const TOP_OF: &str = "
    return document.querySelector(`[role=feed] article[data-id='${arguments[0]}']`)?.getBoundingClientRect().top ?? null";

/// A place as a person would say it: this card, so far from the upper edge.
type Place = (String, f64);

async fn assert_still(browser: &Browser, (card, top): &Place, after: &str) {
    settled_first_card(browser).await;
    let now = browser.run(TOP_OF, vec![json!(card)]).await;
    let off = now.as_f64().map(|now| (now - top).abs());
    assert!(
        off.is_some_and(|off| off <= 2.0),
        "after {after}, {card} is at {now}, not at {top}"
    );
}

async fn scroll_by(browser: &Browser, pixels: i64) -> Place {
    browser
        .run("scrollBy(0, arguments[0])", vec![json!(pixels)])
        .await;
    // More may be read, and the end of the list is no place to stay at.
    browser
        .until_true(
            "more cards below",
            "const root = document.documentElement;
             return root.scrollHeight - scrollY > 2 * innerHeight || (scrollBy(0, -innerHeight), false)",
            vec![],
        )
        .await;
    settled_first_card(browser).await
}

async fn open_and_back(browser: &Browser) {
    let open = "
        const links = [...document.querySelectorAll('[role=feed] article a[href^=\"/notes/\"]')];
        const seen = links.find((link) => link.getBoundingClientRect().bottom > 100);
        seen?.click();
        return !!seen";
    browser.until_true("a note to open", open, vec![]).await;
    browser
        .until_true(
            "the note",
            "return !!document.querySelector('dialog:modal h1, dialog:modal h2')",
            vec![],
        )
        .await;
    browser.back().await;
    browser
        .until_true(
            "the note to close",
            "return !document.querySelector('dialog:modal')",
            vec![],
        )
        .await;
}

async fn another_page_and_back(browser: &Browser) {
    browser.click_link("Live").await;
    browser.find("heading", "Live rooms").await;
    browser.back().await;
    wait_for_cards(browser).await;
}

async fn reload(browser: &Browser) {
    browser.reload().await;
    wait_for_cards(browser).await;
}

/// The same walk in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % end as u64) as usize
    }
}

/// `MEADOW_STEPS=200` walks the whole way.
fn steps() -> u32 {
    std::env::var("MEADOW_STEPS")
        .ok()
        .and_then(|steps| steps.parse().ok())
        .unwrap_or(16)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_random_walk_never_loses_the_place() {
    journey("random_walk", Engine::Chromium, UPRIGHT, async |_, browser| {
        let mut dice = Dice(7);
        let mut lying = false;
        browser.visit("/").await;
        wait_for_cards(browser).await;
        let mut place = scroll_by(browser, 2_000).await;
        for step in 0..steps() {
            let what = ["scrolling", "a note", "another page", "turning", "a reload"];
            let what = what[dice.below(5)];
            match what {
                "scrolling" => {
                    place = scroll_by(browser, dice.below(4_000) as i64 - 1_500).await;
                }
                "a note" => open_and_back(browser).await,
                "another page" => another_page_and_back(browser).await,
                "turning" => {
                    lying = !lying;
                    let (width, height) = if lying { LYING } else { UPRIGHT };
                    browser.resize(width, height).await;
                    tokio::time::sleep(Duration::from_millis(300)).await;
                }
                _ => reload(browser).await,
            }
            assert_still(browser, &place, &format!("step {step}, {what}")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn page_down_and_page_up_go_from_card_to_card() {
    journey("feed_by_keys", Engine::Chromium, UPRIGHT, async |_, browser| {
        browser.visit("/").await;
        wait_for_cards(browser).await;
        browser
            .run(
                "document.querySelector('[role=feed] [aria-posinset=\"1\"] a').focus()",
                vec![],
            )
            .await;
        for card in 2..=5 {
            browser.press(PAGE_DOWN).await;
            let focused = format!("return document.activeElement.ariaPosInSet === '{card}'");
            browser
                .until_true(&format!("card {card} to have the focus"), &focused, vec![])
                .await;
        }
        browser.press(PAGE_UP).await;
        let focused = "return document.activeElement.ariaPosInSet === '4'";
        browser
            .until_true("card 4 to have the focus", focused, vec![])
            .await;
    })
    .await;
}

/// The last note of the feed is its first from now on.
const NEWS: [&str; 3] = [
    "UPDATE feed SET rank = -rank - 10",
    "UPDATE feed SET rank = -rank",
    "UPDATE feed SET rank = 1 WHERE rank = (SELECT MAX(rank) FROM feed WHERE kind = 'note')",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_loaded_again_at_its_top_brings_news_and_further_down_moves_nobody() {
    journey("news", Engine::Chromium, UPRIGHT, async |stage, browser| {
        browser.visit("/").await;
        wait_for_cards(browser).await;
        let (before, _) = settled_first_card(browser).await;
        for sql in NEWS {
            stage.backend.run(sql).await;
        }
        reload(browser).await;
        let (news, _) = settled_first_card(browser).await;
        assert_ne!(news, before, "what is new stands first");
        let place = scroll_by(browser, 60).await;
        reload(browser).await;
        assert_still(browser, &place, "a reload a little below the top").await;
        let place = scroll_by(browser, 2_000).await;
        for sql in NEWS {
            stage.backend.run(sql).await;
        }
        reload(browser).await;
        assert_still(browser, &place, "a reload with news far above").await;
    })
    .await;
}
