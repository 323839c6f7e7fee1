//! The storefront's pages, as a browser and as an attacker would ask for them.

use axum::http::StatusCode;
use meadow_backend::Config;

use crate::site_stage::{Site, header, text};

#[tokio::test]
async fn every_page_has_its_own_head_and_its_true_status() {
    let site = Site::open().await;
    for (path, status, title, listed) in [
        ("/", 200, "<title>Meadow</title>", true),
        ("/live", 200, "<title>Live · Meadow</title>", true),
        (
            "/live/r-live",
            200,
            "<title>Room &lt;b&gt; · Meadow</title>",
            true,
        ),
        ("/people/p-1", 200, "<title>Mira · Meadow</title>", true),
        (
            "/products/g-1",
            200,
            "<title>Mug &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; · Meadow</title>",
            true,
        ),
        ("/cart", 200, "<title>Cart · Meadow</title>", false),
        ("/checkout", 200, "<title>Checkout · Meadow</title>", false),
        ("/sign-in?next=/", 200, "<title>Sign in · Meadow</title>", false),
        ("/account", 200, "<title>Your account · Meadow</title>", false),
        (
            "/checkout/return?payment=k",
            200,
            "<title>Your payment · Meadow</title>",
            false,
        ),
        ("/orders", 200, "<title>Orders · Meadow</title>", false),
        ("/orders/o-1", 200, "<title>Orders · Meadow</title>", false),
        (
            "/notes/n-nowhere",
            404,
            "<title>This is not here any more · Meadow</title>",
            false,
        ),
        (
            "/products/g-nowhere",
            404,
            "<title>This is not here any more · Meadow</title>",
            false,
        ),
        (
            "/people/p-nowhere",
            404,
            "<title>This is not here any more · Meadow</title>",
            false,
        ),
        (
            "/live/r-nowhere",
            404,
            "<title>This is not here any more · Meadow</title>",
            false,
        ),
        (
            "/no/such/page",
            404,
            "<title>This page is not here · Meadow</title>",
            false,
        ),
        (
            "/gallery",
            404,
            "<title>This page is not here · Meadow</title>",
            false,
        ),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(
            header(&answer, "content-type"),
            "text/html; charset=utf-8",
            "{path}"
        );
        assert_eq!(header(&answer, "cache-control"), "no-cache", "{path}");
        let html = text(answer).await;
        assert!(html.contains(title), "{path}: {html}");
        assert_eq!(html.matches("<title>").count(), 1, "{path}");
        assert_eq!(html.contains("noindex"), !listed, "{path}");
    }
}

#[tokio::test]
async fn an_id_that_is_no_text_is_one_that_nothing_has() {
    let site = Site::open().await;
    for path in ["/notes/%FF", "/products/%FF", "/people/%C3%28", "/live/%FF"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        let html = text(answer).await;
        assert!(
            html.contains("<title>This is not here any more · Meadow</title>"),
            "{path}: {html}"
        );
    }
    for path in ["/media/%FF", "/media/live/%FF/stream.mp4", "/api/v1/notes/%FF"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(
            header(&answer, "content-type"),
            "application/problem+json",
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_a_seller_wrote_can_not_become_a_script() {
    let html = text(Site::open().await.get("/products/g-1").await).await;
    assert!(html.contains("application/ld+json"));
    assert_eq!(html.matches("<script").count(), 1, "{html}");
    assert_eq!(html.matches("</script>").count(), 1);
    assert!(html.contains("\"lowPrice\":\"12.50\""));
}

#[tokio::test]
async fn the_public_address_makes_links_whole_and_keeps_browsers_on_https() {
    let site = Site::with_public_url("https://shop.example").await;
    let answer = site.get("/people/p-1").await;
    assert!(header(&answer, "strict-transport-security").starts_with("max-age="));
    assert!(
        text(answer)
            .await
            .contains("href=\"https://shop.example/people/p-1\"")
    );
    let plain = Site::open().await;
    assert!(
        !plain
            .get("/")
            .await
            .headers()
            .contains_key("strict-transport-security")
    );
}

#[tokio::test]
async fn every_answer_says_what_a_page_may_do() {
    let site = Site::open().await;
    for path in [
        "/",
        "/boot.js",
        "/no/such/page",
        "/media/live/poster.webp",
        "/api/v1/nothing",
        "/metrics",
    ] {
        let answer = site.get(path).await;
        let policy = header(&answer, "content-security-policy").to_owned();
        for part in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "require-trusted-types-for 'script'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}"
        );
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
        assert!(!header(&answer, "cache-control").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn pages_are_compressed_on_their_way_out() {
    let site = Site::open().await;
    let answer = site.ask("/products/g-1", &[("accept-encoding", "br")]).await;
    assert_eq!(header(&answer, "content-encoding"), "br");
}

#[tokio::test]
async fn without_a_build_the_page_says_how_to_make_one() {
    let mut site = Site::open().await;
    let config = Config {
        site: Some("/nowhere".into()),
        ..Config::clone(&site.shop.config)
    };
    site.shop.config = config.into();
    let answer = site.get("/").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(text(answer).await.contains("cargo xtask build"));
}
