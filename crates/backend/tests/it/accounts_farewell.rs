//! Taking one's data along, and leaving.

use std::time::Duration;

use meadow_backend::{
    clock,
    db::{SessionId, SignIns, Steps, Upkeep},
};
use meadow_domain::order::OrderAction;
use meadow_wire::{OrderState, Timestamp};
use serde_json::{Value, json};

use crate::{
    accounts_stage::{NOTE, SECRET, sign_in_as, sign_up_as},
    live_stage::{LIVE, Stage},
    shop_stage::{DESK, Town},
};

fn with(password: &str) -> Option<Value> {
    Some(json!({"proof": {"password": password}}))
}

#[tokio::test]
async fn the_export_holds_everything_of_this_person_and_of_nobody_else() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let held = guest.hold("k", DESK, 1).await;
    let order = guest.pay("p", &held, "succeeds").await;
    guest.change("more", DESK, 2).await;
    guest
        .put(&format!("/api/v1/notes/{NOTE}/like"), json!({"on": true}))
        .await;
    let mira = guest.sign_up("Mira").await;
    let jo = town.member("Jo").await;
    jo.put("/api/v1/notes/n-en-001/collect", json!({"on": true}))
        .await;
    let export = mira.get("/api/v1/account/export").await;
    assert_eq!(export.status, 200);
    assert_eq!(
        export.headers["content-disposition"],
        "attachment; filename=\"meadow.json\""
    );
    assert_eq!(export.at("/orders/0"), &order.body);
    assert_eq!(export.text("/account/email"), "mira@example.org");
    assert_eq!(export.number("/cart/lines/0/quantity"), 2);
    assert_eq!(
        (export.at("/liked"), export.at("/collected")),
        (&json!([NOTE]), &json!([]))
    );
    assert_eq!(export.list("/sessions").len(), 1);
    assert!(!export.body.to_string().contains("argon2"));
}

#[tokio::test]
async fn an_account_is_deleted_with_proof_and_the_books_keep_no_name() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let like = format!("/api/v1/notes/{NOTE}/like");
    let likes = guest
        .get(&format!("/api/v1/notes/{NOTE}"))
        .await
        .number("/card/likes");
    guest.put(&like, json!({"on": true})).await;
    let held = guest.hold("k", DESK, 1).await;
    guest.pay("p", &held, "succeeds").await;
    let mira = guest.sign_up("Mira").await;
    let phone = town.shopper().await.sign_in("Mira").await;
    mira.delete("/api/v1/account", with("another lamp"))
        .await
        .is_problem(403, "not-recognised");
    // The parcel still needs its address.
    mira.delete("/api/v1/account", with(SECRET))
        .await
        .is_problem(409, "not-possible");
    let far = Timestamp::from_ms(i64::MAX / 2);
    for (from, action) in [
        (OrderState::Paid, OrderAction::Pack),
        (OrderState::Packed, OrderAction::Ship),
    ] {
        town.shop
            .db
            .advance(from, action, far, clock::now())
            .await
            .unwrap();
    }
    // What is held goes back on sale.
    mira.hold("k2", DESK, 1).await;
    let gone = mira.delete("/api/v1/account", with(SECRET)).await;
    assert_eq!(gone.status, 204, "{gone:?}");
    assert_eq!(town.stock(DESK).await.1, 0);
    for session in [&mira, &phone] {
        session.get("/api/v1/session").await.is_problem(401, "no-session");
    }
    let kept: String = sqlx::query_scalar("SELECT address FROM orders")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!((&kept["name"], &kept["country"]), (&json!(""), &json!("DE")));
    let stranger = town.shopper().await;
    let note = stranger.get(&format!("/api/v1/notes/{NOTE}")).await;
    assert_eq!(note.number("/card/likes"), likes);
    stranger
        .post("/api/v1/session/sign-in", sign_in_as("Mira", SECRET))
        .await
        .is_problem(403, "not-recognised");
    // Nothing of the person is left anywhere, and the rest can be forgotten.
    let names = "SELECT COUNT(*) FROM sessions WHERE person LIKE '%Mira%'";
    assert_eq!(town.count(names).await, 0);
    town.shop.db.forget(clock::now(), 100).await.unwrap();
    let again = stranger.post("/api/v1/account", sign_up_as("Mira", SECRET)).await;
    assert_eq!(again.status, 201, "the address is free again");
}

#[tokio::test]
async fn what_hangs_on_nobody_is_forgotten_after_an_account_is_deleted() {
    let town = Town::open().await;
    let mira = town.shopper().await.sign_up("Mira").await;
    assert_eq!(
        town.count("SELECT COUNT(*) FROM sessions").await,
        3,
        "a guest, a root, a session"
    );
    assert_eq!(mira.delete("/api/v1/account", with(SECRET)).await.status, 204);
    for _ in 0..3 {
        town.shop.db.forget(clock::now(), 100).await.unwrap();
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM sessions").await, 0);
    mira.post("/api/v1/passkeys/sign-in/begin", Value::Null).await;
    assert_eq!(town.count("SELECT COUNT(*) FROM ceremonies").await, 1);
    town.shop
        .db
        .forget(clock::now().plus_ms(301_000), 100)
        .await
        .unwrap();
    assert_eq!(town.count("SELECT COUNT(*) FROM ceremonies").await, 0);
}

#[tokio::test]
async fn who_was_signed_out_elsewhere_says_nothing_more_in_a_room_that_is_open() {
    let stage = Stage::open().await;
    let (mut mira, account) = stage.member("Mira").await;
    mira.join(LIVE, None).await;
    mira.say(1, "here").await;
    mira.ack(1).await;
    let nobody = SessionId(String::new());
    stage.shop.db.sign_others_out(&account, &nobody).await.unwrap();
    mira.say(2, "still here").await;
    let refused = tokio::time::timeout(
        Duration::from_secs(5),
        mira.find(|frame| match frame {
            meadow_wire::ServerFrame::Nack { code, .. } => Some(code),
            _ => None,
        }),
    );
    assert_eq!(refused.await.unwrap(), meadow_wire::NackCode::NoSession);
}
