//! Sessions, sentinels and the description of the API.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use crate::shop_stage::{DESK, Town};

#[tokio::test]
async fn a_session_is_told_without_its_token_and_only_its_hash_is_kept() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let told = shopper.get("/api/v1/session").await;
    assert_eq!((told.status.as_u16(), told.at("/token")), (200, &Value::Null));
    assert!(!told.text("/person/name").is_empty());
    assert!(!told.list("/person/avatar/sources").is_empty());
    let stored: String = sqlx::query_scalar("SELECT token_hash FROM sessions")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    assert!(!stored.contains(shopper.token()));
    town.get("/api/v1/session").await.is_problem(401, "no-session");
    town.send_raw("GET", "/api/v1/session", "nonsense", Vec::new())
        .await
        .is_problem(401, "no-session");
    // Reads work with a token that is over, and without any.
    let cart = town.send_raw("GET", "/api/v1/cart", "nonsense", Vec::new()).await;
    assert_eq!((cart.status.as_u16(), cart.list("/lines").len()), (200, 0));
}

#[tokio::test]
async fn a_checkout_tells_the_time_so_nobody_keeps_it() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let told = shopper.get(&format!("/api/v1/checkouts/{held}")).await;
    assert_eq!(told.status, 200, "{told:?}");
    assert!(!told.text("/server_time").is_empty());
    assert_eq!(told.headers["cache-control"], "no-store");
    assert!(!told.headers.contains_key("etag"), "{told:?}");
}

#[tokio::test]
async fn the_sentinels_fail_on_purpose() {
    let town = Town::open().await;
    town.get("/api/v1/notes/n-sentinel-500")
        .await
        .is_problem(500, "broken");
    let slow = town.get("/api/v1/notes/n-sentinel-slow");
    assert!(
        timeout(Duration::from_millis(1_500), slow).await.is_err(),
        "it should take ten seconds"
    );
}

#[tokio::test]
async fn the_description_names_every_request_with_its_problems() {
    let town = Town::open().await;
    let described = town.get("/api/v1/openapi.json").await;
    for path in [
        "session",
        "feed",
        "notes/{id}",
        "notes/{id}/like",
        "notes/{id}/collect",
        "products/{id}",
        "people/{id}",
        "people/{id}/notes",
        "cart",
        "cart/changes",
        "checkouts",
        "checkouts/{id}",
        "orders",
        "orders/{id}",
        "orders/{id}/cancel",
        "rooms",
        "rooms/{id}",
        "rooms/{id}/log",
        "reports",
    ] {
        let methods = described.body["paths"][format!("/api/v1/{path}")].as_object();
        let methods = methods.unwrap_or_else(|| panic!("{path} is not described"));
        for (method, request) in methods {
            let failed = &request["responses"]["500"]["content"]["application/problem+json"];
            assert!(!failed.is_null(), "{method} {path} has no problems");
        }
    }
    assert!(described.body["components"]["schemas"]["Problem"].is_object());
    assert!(town.shop.db.ready().await.is_ok());
    assert_eq!(town.stock(DESK).await.1, 0);
}

#[tokio::test]
async fn a_shop_that_can_not_write_is_not_ready() {
    let town = Town::open().await;
    assert_eq!(town.get("/readyz").await.status, 200);
    let writing = town.shop.db.write().await.expect("the right to write");
    town.get("/readyz").await.is_problem(503, "timeout");
    drop(writing);
    assert_eq!(town.get("/readyz").await.status, 200);
}

#[tokio::test]
async fn the_description_says_what_every_answer_is_made_of() {
    let described = Town::open().await.get("/api/v1/openapi.json").await;
    let paths = described.body["paths"].as_object().expect("paths");
    let mut seen = 0;
    for (path, methods) in paths {
        for (method, request) in methods.as_object().expect("methods") {
            for (status, answer) in request["responses"].as_object().expect("answers") {
                assert!(
                    answer["description"].is_string(),
                    "{method} {path}: {status} has no words"
                );
            }
            let good = ["200", "201"].map(|status| &request["responses"][status]);
            for schema in good.map(|answer| &answer["content"]["application/json"]["schema"]) {
                if !schema.is_null() {
                    seen += 1;
                    assert!(is_real(schema, &described.body), "{method} {path}: {schema}");
                }
            }
        }
    }
    assert!(seen >= 18, "{seen} answers with a body");
    for (name, schema) in described.body["components"]["schemas"]
        .as_object()
        .expect("schemas")
    {
        assert!(is_real(schema, &described.body), "{name}: {schema}");
    }
}

/// Whether a schema says something, down to the parts that it names.
fn is_real(schema: &Value, whole: &Value) -> bool {
    if let Some(name) = schema["$ref"].as_str() {
        return whole
            .pointer(name.trim_start_matches('#'))
            .is_some_and(Value::is_object);
    }
    let parts = ["oneOf", "allOf", "anyOf"].map(|kind| schema[kind].as_array());
    let mut parts = parts.into_iter().flatten().flatten().peekable();
    if parts.peek().is_some() {
        return parts.all(|part| is_real(part, whole));
    }
    match schema["type"].as_str() {
        Some("array") => schema["prefixItems"].is_array() || is_real(&schema["items"], whole),
        Some("object") => schema["properties"]
            .as_object()
            .is_none_or(|fields| fields.values().all(|field| is_real(field, whole))),
        Some(_) => true,
        // `["string", "null"]`
        None => schema["type"].is_array() || schema["enum"].is_array(),
    }
}
