//! A shop with a built storefront of a few tiny files.

use axum::{
    body::Body,
    http::{Request, Response},
};
use http_body_util::BodyExt;
use meadow_backend::{Config, Shop, router};
use tower::ServiceExt;

use crate::live_stage::Stage;

const INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"meadow-head\">\
    <title>Meadow</title></head><body><div id=\"first-cards\"></div></body></html>";
pub const HASHED: &str = "meadow-0f3a9c1d2e4b5a69.js";

pub struct Site {
    pub shop: Shop,
    _stage: Stage,
    _dist: tempfile::TempDir,
}

impl Site {
    pub async fn open() -> Self {
        let stage = Stage::open().await;
        let dist = tempfile::tempdir().expect("a folder");
        for (name, bytes) in [
            ("index.html", INDEX),
            (HASHED, "let plain = 1;"),
            ("meadow-0f3a9c1d2e4b5a69.js.br", "brotli"),
            ("meadow-0f3a9c1d2e4b5a69.js.gz", "gzip"),
            ("meadow-0f3a9c1d2e4b5a69_bg.wasm", "wasm"),
            ("boot.js", "boot"),
            (".env", "secret"),
        ] {
            std::fs::write(dist.path().join(name), bytes).expect("a file");
        }
        std::fs::write(
            dist.path().parent().expect("a parent").join("meadow-outside.txt"),
            "secret",
        )
        .expect("a file");
        let config = Config {
            site: Some(dist.path().to_owned()),
            ..Config::clone(&stage.shop.config)
        };
        let shop = Shop {
            config: config.into(),
            ..stage.shop.clone()
        };
        Self {
            shop,
            _stage: stage,
            _dist: dist,
        }
    }

    pub async fn with_public_url(url: &str) -> Self {
        let mut site = Self::open().await;
        let config = Config {
            public_url: Some(url.to_owned()),
            ..Config::clone(&site.shop.config)
        };
        site.shop.config = config.into();
        site
    }

    pub async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| {
            request.header(*name, *value)
        });
        let request = request.body(Body::empty()).expect("a request");
        router(self.shop.clone())
            .oneshot(request)
            .await
            .expect("an answer")
    }

    pub async fn get(&self, path: &str) -> Response<Body> {
        self.ask(path, &[]).await
    }
}

pub async fn text(answer: Response<Body>) -> String {
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

pub fn header<'a>(answer: &'a Response<Body>, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().expect("text"))
}
