//! Files of the build and media: their form, their cache, their parts, and nothing outside.

use axum::http::StatusCode;

use crate::site_stage::{HASHED, Site, header, text};

#[tokio::test]
async fn files_come_in_the_form_that_is_asked_for() {
    let site = Site::open().await;
    for (asked, encoding, body) in [
        ("gzip, br", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.2", "gzip", "gzip"),
        ("identity", "", "let plain = 1;"),
    ] {
        let answer = site
            .ask(&format!("/{HASHED}"), &[("accept-encoding", asked)])
            .await;
        assert_eq!(header(&answer, "content-encoding"), encoding, "{asked}");
        assert_eq!(header(&answer, "content-type"), "text/javascript; charset=utf-8");
        assert_eq!(
            header(&answer, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert!(header(&answer, "vary").contains("accept-encoding"));
        assert_eq!(text(answer).await, body, "{asked}");
    }
    let wasm = site.get("/meadow-0f3a9c1d2e4b5a69_bg.wasm").await;
    assert_eq!(header(&wasm, "content-type"), "application/wasm");
    assert_eq!(header(&site.get("/boot.js").await, "cache-control"), "no-cache");
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder_or_to_what_is_hidden() {
    let site = Site::open().await;
    for path in [
        "/../meadow-outside.txt",
        "/%2e%2e/meadow-outside.txt",
        "/..%2fmeadow-outside.txt",
        "/a/..%2f..%2fmeadow-outside.txt",
        "/..%5cmeadow-outside.txt",
        "/.env",
        "/%2eenv",
        "//etc/passwd",
        "/media/../Cargo.toml",
        "/media/%2e%2e/README.md",
        "/media/scripts/build.py",
        "/media/pictures.json",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!text(answer).await.contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn what_a_client_has_is_not_sent_again_and_parts_can_be_had() {
    let site = Site::open().await;
    for path in ["/boot.js", "/media/live/poster.webp", "/people/p-1"] {
        let tag = header(&site.get(path).await, "etag").to_owned();
        let again = site.ask(path, &[("if-none-match", &tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
    let film = "/media/live/r-replay/file.mp4";
    let answer = site.ask(film, &[("range", "bytes=4-7")]).await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(header(&answer, "content-range"), "bytes 4-7/601015");
    assert_eq!(text(answer).await, "ftyp");
    assert_eq!(
        site.ask(film, &[("range", "bytes=999999-")]).await.status(),
        StatusCode::RANGE_NOT_SATISFIABLE
    );
    let stale = site
        .ask(film, &[("range", "bytes=4-7"), ("if-range", "\"old\"")])
        .await;
    assert_eq!(stale.status(), StatusCode::OK);
}

#[tokio::test]
async fn unknown_paths_of_the_api_are_problems_not_pages() {
    let site = Site::open().await;
    for path in ["/api/v1/nothing", "/media/covers/nothing.webp", "/media/nothing"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            header(&answer, "content-type"),
            "application/problem+json",
            "{path}"
        );
    }
}
