//! The demo town, opened for one test, and shoppers who ask it.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt;
use meadow_backend::{Config, Shop, router};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::shop_planted::planted;

/// A variant with enough stock, and one of another product.
pub const DESK: &str = "g-de-01:100-cm";

/// How long the slow card takes here; ten seconds would only make the tests slow.
const SLOW_CARD: Duration = Duration::from_secs(2);
/// How long a card takes here that pays by webhook.
const LATER_MS: u32 = 300;

/// An open shop in its own folder.
pub struct Town {
    pub shop: Shop,
    app: Router,
    pub folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

/// Somebody with a session.
#[derive(Clone)]
pub struct Shopper {
    app: Router,
    token: String,
}

impl Town {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    /// With other flags than usual.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(planted().await, folder.path().join("meadow.db")).expect("a copy of the town");
        Self::raise(folder, change).await
    }

    async fn raise(folder: tempfile::TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config {
            data: folder.path().to_owned(),
            no_demo: true,
            rate_per_second: 0,
            payment_test_later_ms: LATER_MS,
            ..Config::default()
        };
        change(&mut config);
        let mut shop = Shop::open(config).await.expect("the shop opens");
        shop.payment.test.slow = SLOW_CARD;
        shop.payment.patience = SLOW_CARD * 2;
        Self {
            app: router(shop.clone()),
            shop,
            folder,
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        ask(&self.app, "GET", path, None, None).await
    }

    pub async fn get_if_none_match(&self, path: &str, tag: &str) -> Answer {
        let request = Request::get(path)
            .header("if-none-match", tag)
            .body(Body::empty());
        answer(&self.app, request.expect("a request")).await
    }

    /// Opens an answer that has no end.
    pub async fn open_stream(&self, path: &str) -> Body {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = self.app.clone().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), 200);
        answer.into_body()
    }

    pub async fn send_raw(&self, method: &str, path: &str, token: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {token}"))
            .body(Body::from(body));
        answer(&self.app, request.expect("a request")).await
    }

    /// The shop loses its patience with banks at once.
    pub fn hurry(&mut self) {
        self.shop.payment.patience = Duration::from_millis(200);
        self.app = router(self.shop.clone());
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        answer(&self.app, request).await
    }

    pub async fn shopper(&self) -> Shopper {
        let made = ask(&self.app, "POST", "/api/v1/session", None, None).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        Shopper {
            app: self.app.clone(),
            token: made.text("/token"),
        }
    }

    pub async fn set_stock(&self, variant: &str, on_hand: i64) {
        sqlx::query("UPDATE stock SET on_hand = $2, reserved = 0 WHERE sku = $1")
            .bind(variant)
            .bind(on_hand)
            .execute(&self.shop.db.writer)
            .await
            .expect("stock is set");
    }

    /// What there is, and how much of it is held.
    pub async fn stock(&self, variant: &str) -> (i64, i64) {
        sqlx::query_as("SELECT on_hand, reserved FROM stock WHERE sku = $1")
            .bind(variant)
            .fetch_one(&self.shop.db.reader)
            .await
            .expect("stock is read")
    }

    /// From now on no order can be written down.
    pub async fn break_orders(&self) {
        self.run(
            "CREATE TRIGGER broken BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'on purpose'); END",
        )
        .await;
    }

    pub async fn mend_orders(&self) {
        self.run("DROP TRIGGER broken").await;
    }

    /// How many payments were taken and not given back.
    pub async fn takings(&self) -> usize {
        self.shop.payment.test.takings().await.expect("the books").len()
    }

    pub async fn run(&self, sql: &'static str) {
        sqlx::query(sql)
            .execute(&self.shop.db.writer)
            .await
            .expect("the database does as it is told");
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&self.shop.db.reader)
            .await
            .expect("a count")
    }
}

impl Answer {
    pub fn at(&self, pointer: &str) -> &Value {
        self.body.pointer(pointer).unwrap_or(&Value::Null)
    }

    pub fn text(&self, pointer: &str) -> String {
        self.at(pointer).as_str().unwrap_or_default().to_owned()
    }

    pub fn number(&self, pointer: &str) -> i64 {
        self.at(pointer).as_i64().unwrap_or(i64::MIN)
    }

    pub fn list(&self, pointer: &str) -> &[Value] {
        self.at(pointer).as_array().map_or(&[], Vec::as_slice)
    }

    /// Panics unless this is the problem, with everything a problem must have.
    pub fn is_problem(&self, status: u16, kind: &str) {
        assert_eq!(
            (self.status.as_u16(), self.text("/type")),
            (status, format!("/problems/{kind}")),
            "{self:?}"
        );
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.number("/status"), i64::from(status));
        for field in ["/title", "/detail", "/next_step"] {
            assert!(!self.text(field).is_empty(), "{field} is empty: {self:?}");
        }
    }
}

impl Shopper {
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The same browser with another token.
    pub fn as_token(&self, token: &str) -> Self {
        Self {
            app: self.app.clone(),
            token: token.to_owned(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        ask(&self.app, "GET", path, Some(&self.token), None).await
    }

    pub async fn delete(&self, path: &str, body: Option<Value>) -> Answer {
        ask(&self.app, "DELETE", path, Some(&self.token), body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        ask(&self.app, "PUT", path, Some(&self.token), Some(body)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        ask(&self.app, "POST", path, Some(&self.token), Some(body)).await
    }

    pub async fn change(&self, id: &str, variant: &str, delta: i32) -> Answer {
        let changes = json!({"changes": [{"id": id, "variant": variant, "delta": delta}]});
        self.post("/api/v1/cart/changes", changes).await
    }

    pub async fn check_out(&self, key: &str) -> Answer {
        let version = self.get("/api/v1/cart").await.number("/version");
        self.post("/api/v1/checkouts", json!({"key": key, "cart_version": version}))
            .await
    }

    pub async fn pay(&self, key: &str, checkout: &str, card: &str) -> Answer {
        self.post("/api/v1/orders", order(key, checkout, card)).await
    }

    /// Puts something into the cart and holds it.
    pub async fn hold(&self, key: &str, variant: &str, quantity: i32) -> String {
        let changed = self.change(&format!("change-{key}"), variant, quantity).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        let held = self.check_out(key).await;
        assert_eq!(held.status, 201, "{held:?}");
        held.text("/id")
    }
}

/// The body of an order.
pub fn order(key: &str, checkout: &str, card: &str) -> Value {
    json!({
        "key": key,
        "checkout": checkout,
        "address": {
            "name": "Mira Lindqvist", "email": "mira@example.org", "street": "Gänseweg 4b",
            "postal_code": "04109", "city": "Leipzig", "country": "DE",
        },
        "payment": {"test": card},
    })
}

async fn ask(app: &Router, method: &str, path: &str, token: Option<&str>, body: Option<Value>) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let request = match body {
        Some(body) => request
            .header("content-type", "application/json")
            .body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    };
    answer(app, request.expect("a request")).await
}

async fn answer(app: &Router, request: Request<Body>) -> Answer {
    let answer = app.clone().oneshot(request).await.expect("an answer");
    let (head, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    Answer {
        status: head.status,
        headers: head.headers,
        body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
    }
}
