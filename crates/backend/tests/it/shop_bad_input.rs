//! Whatever is sent: a problem that names the field and the next step, and nothing changed.

use serde_json::{Value, json};

use crate::shop_stage::{DESK, Town, order};

#[tokio::test]
async fn bad_changes_of_a_cart_are_refused_by_name() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("first", DESK, 1).await;
    let one = |change: Value| json!({"changes": [change]}).to_string().into_bytes();
    let good = json!({"id": "good", "variant": DESK, "delta": 1});
    let table: Vec<(Vec<u8>, u16, &str, &str)> = vec![
        (b"".to_vec(), 400, "bad-json", ""),
        (b"{".to_vec(), 400, "bad-json", ""),
        (b"\xff\xfe".to_vec(), 400, "bad-json", ""),
        (b"{\"changes\":[]} x".to_vec(), 400, "bad-json", ""),
        ("[".repeat(10_000).into_bytes(), 422, "invalid", "body"),
        ("{\"a\":".repeat(10_000).into_bytes(), 422, "invalid", "a"),
        (b"[]".to_vec(), 422, "invalid", "body"),
        (b"null".to_vec(), 422, "invalid", "body"),
        (b"{}".to_vec(), 422, "invalid", "changes"),
        (b"{\"changes\":[]}".to_vec(), 422, "invalid", "changes"),
        (b"{\"changes\":[], \"more\":1}".to_vec(), 422, "invalid", "more"),
        (
            json!({"changes": vec![good.clone(); 51]})
                .to_string()
                .into_bytes(),
            422,
            "invalid",
            "changes",
        ),
        (
            json!({"changes": [["x", DESK, 1]]}).to_string().into_bytes(),
            422,
            "invalid",
            "body",
        ),
        (
            one(json!({"id": "x", "variant": DESK})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": 0})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": -100})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": 1e30})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": 1.5})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": "1"})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": 9_999_999_999_i64})),
            422,
            "invalid",
            "changes.0.delta",
        ),
        (
            one(json!({"id": "", "variant": DESK, "delta": 1})),
            422,
            "invalid",
            "changes.0.id",
        ),
        (
            one(json!({"id": "x".repeat(65), "variant": DESK, "delta": 1})),
            422,
            "invalid",
            "changes.0.id",
        ),
        (
            one(json!({"id": "x", "variant": "none", "delta": 1})),
            422,
            "invalid",
            "changes.0.variant",
        ),
        (
            one(json!({"id": "x", "variant": "'; DROP TABLE stock; --", "delta": 1})),
            422,
            "invalid",
            "changes.0.variant",
        ),
        (
            one(json!({"id": "x", "variant": DESK, "delta": 1, "price": 1})),
            422,
            "invalid",
            "changes.0.price",
        ),
        (
            json!({"changes": [good, {"id": "y", "variant": "none", "delta": 1}]})
                .to_string()
                .into_bytes(),
            422,
            "invalid",
            "changes.1.variant",
        ),
        (vec![b' '; 65 * 1024], 413, "too-large", ""),
    ];
    for (body, status, kind, field) in table {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        let answer = town
            .send_raw("POST", "/api/v1/cart/changes", shopper.token(), body)
            .await;
        assert_eq!(answer.text("/errors/0/field"), field, "{shown}");
        answer.is_problem(status, kind);
    }
    let cart = shopper.get("/api/v1/cart").await;
    assert_eq!(
        (cart.number("/version"), cart.number("/lines/0/quantity")),
        (1, 1),
        "something changed"
    );
}

#[tokio::test]
async fn bad_orders_are_refused_by_name_and_nothing_is_bought() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let good = order("k", &held, "succeeds");
    let with = |pointer: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(pointer).expect("a field") = value;
        body
    };
    let table = [
        (with("/address/city", json!("")), 422, "invalid", "address.city"),
        (
            with("/address/name", json!("x".repeat(101))),
            422,
            "invalid",
            "address.name",
        ),
        (
            with("/address/email", json!("nobody")),
            422,
            "invalid",
            "address.email",
        ),
        (
            with("/address/country", json!("XX")),
            422,
            "invalid",
            "address.country",
        ),
        (
            with("/address/street", json!(7)),
            422,
            "invalid",
            "address.street",
        ),
        (
            with("/payment", json!({"test": "stolen"})),
            422,
            "invalid",
            "payment.test",
        ),
        (with("/payment", json!("test")), 422, "invalid", "payment"),
        (with("/payment", json!({"gold": 1})), 422, "invalid", "payment"),
        (with("/key", json!("")), 422, "invalid", "key"),
        (with("/checkout", json!("c-none")), 404, "not-found", ""),
    ];
    for (body, status, kind, field) in table {
        let answer = shopper.post("/api/v1/orders", body.clone()).await;
        answer.is_problem(status, kind);
        assert!(
            answer.text("/errors/0/field").starts_with(field),
            "{body}: {answer:?}"
        );
    }
    let stranger = town.shopper().await;
    stranger
        .post("/api/v1/orders", good.clone())
        .await
        .is_problem(404, "not-found");
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM attempts").await, 0);
    assert_eq!(shopper.post("/api/v1/orders", good).await.status, 201);
}

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    for path in [
        "/api",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v1/notes/none",
        "/api/v1/notes/%FF",
        "/api/v1/products/none",
        "/api/v1/people/none",
        "/api/v1/people/none/notes",
        "/api/v1/rooms/none",
        "/api/v1/rooms/none/log",
        "/api/v1/checkouts/none",
        "/api/v1/orders/none",
    ] {
        shopper.get(path).await.is_problem(404, "not-found");
    }
    shopper
        .put("/api/v1/notes/none/like", json!({"on": true}))
        .await
        .is_problem(404, "not-found");
    shopper
        .post("/api/v1/orders/none/cancel", json!({}))
        .await
        .is_problem(404, "not-found");
    town.send_raw("DELETE", "/api/v1/cart", "", Vec::new())
        .await
        .is_problem(405, "wrong-method");
}

#[tokio::test]
async fn bad_pages_are_refused() {
    let town = Town::open().await;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=51", "limit"),
        ("limit=-1", "limit"),
        ("limit=x", "limit"),
        ("limit=1&limit=2", "query"),
        ("cursor=x", "cursor"),
        ("cursor=ZmVlZDo5OTk5OTk", "cursor"),
        ("cursor=", "cursor"),
    ] {
        let answer = town.get(&format!("/api/v1/feed?{query}")).await;
        answer.is_problem(422, "invalid");
        assert_eq!(answer.text("/errors/0/field"), field, "{query}");
    }
}

#[tokio::test]
async fn writes_need_a_session() {
    let town = Town::open().await;
    for (method, path) in [
        ("POST", "/api/v1/cart/changes"),
        ("POST", "/api/v1/checkouts"),
        ("POST", "/api/v1/orders"),
        ("PUT", "/api/v1/notes/n-de-001/like"),
        ("GET", "/api/v1/orders"),
        ("GET", "/api/v1/checkouts/x"),
    ] {
        town.send_raw(method, path, "nonsense", b"{}".to_vec())
            .await
            .is_problem(401, "no-session");
    }
}

#[tokio::test]
async fn a_page_that_broke_can_say_so_in_8_kilobytes() {
    let town = Town::open().await;
    town.send_raw("POST", "/api/v1/reports", "", Vec::new())
        .await
        .is_problem(422, "invalid");
    assert_eq!(
        town.send_raw("POST", "/api/v1/reports", "", b"panicked".to_vec())
            .await
            .status,
        204
    );
    assert_eq!(
        town.send_raw("POST", "/api/v1/reports", "", vec![b'x'; 8 * 1024])
            .await
            .status,
        204
    );
    town.send_raw("POST", "/api/v1/reports", "", vec![b'x'; 8 * 1024 + 1])
        .await
        .is_problem(413, "too-large");
}
