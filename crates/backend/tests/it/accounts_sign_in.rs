//! Signing up, in and out with a password, and what is not told to whom.

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use meadow_backend::router;
use serde_json::{Value, json};
use std::net::SocketAddr;
use tower::ServiceExt;

use crate::{
    accounts_stage::{SECRET, sign_in_as, sign_up_as},
    shop_stage::{DESK, Town},
};

#[tokio::test]
async fn somebody_signs_up_out_and_in_again() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let before = guest.get("/api/v1/session").await;
    let made = guest.post("/api/v1/account", sign_up_as("Mira", SECRET)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(
        (made.at("/guest"), made.text("/person/name")),
        (&json!(false), "Mira".to_owned())
    );
    assert_eq!(
        made.at("/person/id"),
        before.at("/person/id"),
        "in the rooms she stays who she was"
    );
    let mira = guest.with_token_of(&made);
    let told = mira.get("/api/v1/session").await;
    assert_eq!(
        (told.at("/person"), told.at("/guest")),
        (made.at("/person"), &json!(false))
    );
    assert!(told.at("/token").is_null());
    guest.get("/api/v1/session").await.is_problem(401, "no-session");
    assert_eq!(
        mira.post("/api/v1/session/sign-out", Value::Null).await.status,
        204
    );
    mira.get("/api/v1/session").await.is_problem(401, "no-session");
    let again = town.shopper().await.sign_in("MIRA").await;
    assert_eq!(
        again.get("/api/v1/account").await.text("/email"),
        "mira@example.org"
    );
}

#[tokio::test]
async fn wrong_passwords_and_unknown_addresses_get_the_same_answer() {
    let town = Town::open().await;
    town.member("Mira").await;
    let stranger = town.shopper().await;
    let wrong = stranger
        .post("/api/v1/session/sign-in", sign_in_as("Mira", "another lamp"))
        .await;
    let unknown = stranger
        .post("/api/v1/session/sign-in", sign_in_as("Nobody", SECRET))
        .await;
    wrong.is_problem(403, "not-recognised");
    assert_eq!(wrong.body, unknown.body);
    assert_eq!(stranger.get("/api/v1/session").await.at("/guest"), &json!(true));
}

#[tokio::test]
async fn a_sign_up_that_is_sent_twice_makes_one_account_and_another_password_is_refused() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    guest.change("1", DESK, 2).await;
    let first = guest.post("/api/v1/account", sign_up_as("Mira", SECRET)).await;
    // The answer got lost: the browser still has the guest's token.
    let second = guest.post("/api/v1/account", sign_up_as("Mira", SECRET)).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 200));
    assert_ne!(first.text("/token"), second.text("/token"));
    let mira = guest.with_token_of(&second);
    assert_eq!(mira.cart_lines().await, [(DESK.to_owned(), 2)]);
    let sessions = mira.get("/api/v1/sessions").await;
    assert_eq!(
        sessions.list("/items").len(),
        1,
        "the lost one is gone: {sessions:?}"
    );
    assert_eq!(town.count("SELECT COUNT(*) FROM accounts").await, 1);
    let other = town.shopper().await;
    other
        .post("/api/v1/account", sign_up_as("mira", "another lamp"))
        .await
        .is_problem(409, "taken");
}

#[tokio::test]
async fn what_is_wrong_with_a_sign_up_is_named_field_by_field() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let long = "x".repeat(201);
    for (name, email, password, field) in [
        ("", "mira@example.org", SECRET, "person.name"),
        ("\u{202E}\n", "mira@example.org", SECRET, "person.name"),
        ("Mira", "nobody", SECRET, "person.email"),
        ("Mira", "mira@example.org", "1234567", "password"),
        ("Mira", "mira@example.org", long.as_str(), "password"),
        ("Mira", "mira@example.org", "Password123", "password"),
        ("Mira", "miramiramira@example.org", "miramiramira1", "password"),
    ] {
        let body = json!({"person": {"name": name, "email": email}, "password": password});
        let refused = guest.post("/api/v1/account", body).await;
        refused.is_problem(422, "invalid");
        assert_eq!(
            refused.text("/errors/0/field"),
            field,
            "{name} {email} {password}"
        );
        assert!(!refused.body.to_string().contains(password) || password.len() < 8);
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM accounts").await, 0);
}

#[tokio::test]
async fn who_guesses_is_slowed_down_by_account_and_by_address() {
    let town = Town::open().await;
    town.member("Mira").await;
    let stranger = town.shopper().await;
    let mut tried = 0;
    let refused = loop {
        let answer = stranger
            .post("/api/v1/session/sign-in", sign_in_as("Mira", "another lamp"))
            .await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            break answer;
        }
        tried += 1;
        assert!(tried < 12, "nobody is slowed down");
    };
    refused.is_problem(429, "too-many");
    assert!(refused.number("/retry_after_secs") >= 1);
    // Others can still sign in, but not from an address that asks for everything.
    town.shopper().await.sign_up("Jo").await;
    let app = router(town.shop.clone());
    let mut statuses = Vec::new();
    for _ in 0..32 {
        let request = Request::post("/api/v1/passkeys/sign-in/begin")
            .extension(ConnectInfo(SocketAddr::from(([203, 0, 113, 7], 1_000))))
            .body(Body::empty());
        let answer = app.clone().oneshot(request.unwrap()).await.unwrap();
        statuses.push(answer.status().as_u16());
    }
    assert_eq!((statuses[0], statuses.last()), (200, Some(&429)));
}

#[tokio::test]
async fn sessions_are_listed_and_can_be_ended_one_by_one_or_all_others() {
    let town = Town::open().await;
    let phone = town.member("Mira").await;
    let desk = town.shopper().await.sign_in("Mira").await;
    let lent = town.shopper().await.sign_in("Mira").await;
    let listed = desk.get("/api/v1/sessions").await;
    let items = listed.list("/items");
    assert_eq!(items.len(), 3);
    assert_eq!(
        items.iter().filter(|one| one["current"] == json!(true)).count(),
        1
    );
    assert!(
        items
            .iter()
            .all(|one| one["device"] == json!("An unknown device"))
    );
    let mine = lent.get("/api/v1/sessions").await;
    let lents = mine
        .list("/items")
        .iter()
        .find(|one| one["current"] == json!(true))
        .unwrap();
    let path = format!("/api/v1/sessions/{}", lents["id"].as_str().unwrap());
    let stranger = town.member("Jo").await;
    stranger.delete(&path, None).await.is_problem(404, "not-found");
    assert_eq!(desk.delete(&path, None).await.status, 204);
    lent.get("/api/v1/orders").await.is_problem(401, "no-session");
    assert_eq!(desk.delete("/api/v1/sessions", None).await.status, 204);
    phone.get("/api/v1/session").await.is_problem(401, "no-session");
    assert_eq!(desk.get("/api/v1/sessions").await.list("/items").len(), 1);
}

#[tokio::test]
async fn another_password_signs_everybody_else_out() {
    let town = Town::open().await;
    let phone = town.member("Mira").await;
    let desk = town.shopper().await.sign_in("Mira").await;
    let change = |old: &str, new: &str| json!({"proof": {"password": old}, "password": new});
    desk.put(
        "/api/v1/account/password",
        change("another lamp", "a quieter lamp"),
    )
    .await
    .is_problem(403, "not-recognised");
    desk.put("/api/v1/account/password", change(SECRET, "12345678"))
        .await
        .is_problem(422, "invalid");
    let changed = desk
        .put("/api/v1/account/password", change(SECRET, "a quieter lamp"))
        .await;
    assert_eq!(changed.status, 204, "{changed:?}");
    phone.get("/api/v1/session").await.is_problem(401, "no-session");
    assert_eq!(desk.get("/api/v1/session").await.status, 200);
    let guest = town.shopper().await;
    guest
        .post("/api/v1/session/sign-in", sign_in_as("Mira", SECRET))
        .await
        .is_problem(403, "not-recognised");
    let new = guest
        .post("/api/v1/session/sign-in", sign_in_as("Mira", "a quieter lamp"))
        .await;
    assert_eq!(new.status, 200);
}

#[tokio::test]
async fn a_name_can_be_changed_and_is_the_same_everywhere() {
    let town = Town::open().await;
    let phone = town.member("Mira").await;
    let desk = town.shopper().await.sign_in("Mira").await;
    desk.put("/api/v1/account", json!({"name": " "}))
        .await
        .is_problem(422, "invalid");
    let named = desk.put("/api/v1/account", json!({"name": " 小满 "})).await;
    assert_eq!(named.text("/person/name"), "小满");
    assert_eq!(phone.get("/api/v1/session").await.text("/person/name"), "小满");
}

#[tokio::test]
async fn a_guest_has_no_account_page() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    for path in ["/api/v1/account", "/api/v1/account/export", "/api/v1/sessions"] {
        guest.get(path).await.is_problem(403, "not-signed-in");
    }
    assert_eq!(
        guest.post("/api/v1/session/sign-out", Value::Null).await.status,
        204
    );
    assert_eq!(guest.get("/api/v1/session").await.status, 200, "a guest stays");
}

#[tokio::test]
async fn no_password_is_kept_in_clear() {
    let town = Town::open().await;
    town.member("Mira").await;
    let kept: String = sqlx::query_scalar("SELECT password FROM accounts")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
}
