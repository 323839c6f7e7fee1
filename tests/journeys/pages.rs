//! Every page by its link: the right status, the real policy, nothing inline.

use meadow_tests::engine::Engine;
use meadow_wire::FeedItem;
use serde_json::json;

use crate::feed::wait_for_cards;
use crate::stage::{DESK, PHONE, journey};

/// What the policy must say for the page to be safe.
const POLICY: [&str; 6] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_note_by_link_is_a_page_of_its_own() {
    journey("note_by_link", Engine::Chromium, PHONE, async |stage, browser| {
        let (note, product) = stage.note_with_product(0).await;
        let path = format!("/notes/{}", note.id);
        let page = stage.direct.get(&path).await.expect("the shop answers");
        assert_eq!(page.status, 200);
        let html = String::from_utf8_lossy(&page.body).into_owned();
        assert!(
            html.contains("og:title") && html.contains("application/ld+json"),
            "the head does not say what it is"
        );
        browser.visit(&path).await;
        browser.find("heading", &note.title).await;
        browser
            .find("button", &format!("Add to cart: {}", product.name))
            .await;
        assert_eq!(
            browser
                .run("return document.querySelectorAll('dialog:modal').length", vec![])
                .await,
            json!(0)
        );
        browser.click_link("Meadow, to the feed").await;
        wait_for_cards(browser).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_says_so_with_status_404() {
    journey("not_there", Engine::Chromium, PHONE, async |stage, browser| {
        browser.expect_problem("status of 404");
        for path in [
            "/notes/nothing",
            "/products/nothing",
            "/people/nothing",
            "/live/nothing",
            "/no/such/page",
            "/gallery",
        ] {
            let page = stage.direct.get(path).await.expect("the shop answers");
            assert_eq!(page.status, 404, "{path}");
            browser.visit(path).await;
            browser.sees("There is nothing here").await;
        }
        browser.click_link("Back to the feed").await;
        wait_for_cards(browser).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_keeps_the_real_policy() {
    journey("policy", Engine::Chromium, DESK, async |stage, browser| {
        let items = stage.feed(48).await;
        let product = items.iter().find_map(|item| match item {
            FeedItem::Product(product) => Some(format!("/products/{}", product.id)),
            _ => None,
        });
        let (note, in_note) = stage.note_with_product(0).await;
        let room = stage.live_room().await;
        let product = product.unwrap_or_else(|| format!("/products/{}", in_note.id));
        let (note, person) = (format!("/notes/{}", note.id), format!("/people/{}", note.author.id));
        let room = format!("/live/{}", room.id);
        for path in [
            "/", &note, &product, &person, "/cart", "/checkout", "/orders", "/sign-in", "/account", "/live", &room, "/search?q=shoes",
        ] {
            let page = stage.direct.get(path).await.expect("the shop answers");
            assert_eq!(page.status, 200, "{path}");
            let policy = page.header("content-security-policy").unwrap_or_default().to_owned();
            for words in POLICY {
                assert!(policy.contains(words), "{path}: {words} is missing in {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
            browser.visit(path).await;
            let drawn = "return !document.getElementById('first-paint') && !!document.querySelector('main h1, main [role=log]')
                && document.getElementById('broken').hidden";
            browser.until_true(&format!("{path} to be drawn"), drawn, vec![]).await;
            // A moment for what comes late: pictures, films, sockets.
            tokio::time::sleep(std::time::Duration::from_millis(700)).await;
            let inline = "return [...document.scripts].filter((script) => !script.src && (!script.type
                || /javascript|module/.test(script.type))).length
                + [...document.querySelectorAll('*')].filter((element) =>
                    [...element.attributes].some((attribute) => /^on/.test(attribute.name))).length";
            assert_eq!(browser.run(inline, vec![]).await, json!(0), "{path} has something inline");
        }
    })
    .await;
}
