//! A guest who signs in keeps what they have, and nothing is counted twice.

use meadow_backend::db::{Refunds, SessionId};
use meadow_wire::Timestamp;
use serde_json::{Value, json};

use crate::{
    accounts_stage::{NOTE, SECRET, sign_in_as},
    photo_stage::jpeg,
    shop_returns::back,
    shop_reviews::{delivered, path, review},
    shop_stage::{DESK, Town},
};

const OTHER: &str = "g-de-01:120-cm";

#[tokio::test]
async fn carts_are_added_up_and_the_version_is_higher_than_both() {
    let town = Town::open().await;
    let phone = town.member("Mira").await;
    phone.change("1", DESK, 60).await;
    phone.change("2", OTHER, 1).await;
    let guest = town.shopper().await;
    for (id, delta) in [("a", 1), ("b", 1), ("c", 48)] {
        guest.change(id, DESK, delta).await;
    }
    assert_eq!(guest.get("/api/v1/cart").await.number("/version"), 3);
    let desk = guest.sign_in("Mira").await;
    assert_eq!(
        desk.cart_lines().await,
        [(DESK.to_owned(), 99), (OTHER.to_owned(), 1)]
    );
    assert_eq!(desk.get("/api/v1/cart").await.number("/version"), 4);
    assert_eq!(phone.cart_lines().await, desk.cart_lines().await);
}

#[tokio::test]
async fn a_change_that_the_guest_made_is_skipped_when_it_is_sent_again_after_signing_in() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    guest.change("a", DESK, 2).await;
    let mira = guest.sign_up("Mira").await;
    let again = mira.change("a", DESK, 2).await;
    assert_eq!(again.number("/lines/0/quantity"), 2);
    assert_eq!(mira.change("b", DESK, 1).await.number("/lines/0/quantity"), 3);
}

#[tokio::test]
async fn what_was_liked_by_both_is_liked_by_one() {
    let town = Town::open().await;
    let like = format!("/api/v1/notes/{NOTE}/like");
    let phone = town.member("Mira").await;
    let before = phone.put(&like, json!({"on": true})).await.number("/likes");
    let guest = town.shopper().await;
    assert_eq!(
        guest.put(&like, json!({"on": true})).await.number("/likes"),
        before + 1
    );
    guest
        .put("/api/v1/notes/n-en-001/collect", json!({"on": true}))
        .await;
    let desk = guest.sign_in("Mira").await;
    let note = desk.get(&format!("/api/v1/notes/{NOTE}")).await;
    assert_eq!(
        (note.at("/card/liked"), note.number("/card/likes")),
        (&json!(true), before)
    );
    assert_eq!(
        phone.get("/api/v1/notes/n-en-001").await.at("/collected"),
        &json!(true)
    );
}

#[tokio::test]
async fn held_goods_stay_held_and_are_paid_for_after_signing_in() {
    let town = Town::open().await;
    town.set_stock(DESK, 1).await;
    let guest = town.shopper().await;
    let held = guest.hold("k", DESK, 1).await;
    let mira = guest.sign_up("Mira").await;
    let checkout = mira.get(&format!("/api/v1/checkouts/{held}")).await;
    assert_eq!(checkout.status, 200, "{checkout:?}");
    assert_eq!(mira.get("/api/v1/cart").await.number("/lines/0/stock"), 1);
    let bought = mira.pay("p", &held, "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    assert_eq!(mira.cart_lines().await, []);
    assert_eq!(town.stock(DESK).await, (0, 0));
}

#[tokio::test]
async fn orders_follow_and_the_same_key_still_finds_them() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let held = guest.hold("k", DESK, 1).await;
    let order = guest.pay("p", &held, "succeeds").await;
    let mira = guest.sign_up("Mira").await;
    assert_eq!(mira.get("/api/v1/orders").await.at("/items/0"), &order.body);
    let again = mira.pay("p", &held, "succeeds").await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &order.body));
    let desk = town.shopper().await.sign_in("Mira").await;
    assert_eq!(desk.get("/api/v1/orders").await.list("/items").len(), 1);
}

#[tokio::test]
async fn a_guests_order_is_refunded_under_the_name_that_the_provider_knows() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let held = guest.hold("k", DESK, 1).await;
    let order = guest.pay("p", &held, "succeeds").await.text("/id");
    let name: String = sqlx::query_scalar("SELECT reference FROM payments")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    let mira = guest.sign_up("Mira").await;
    let cancelled = mira
        .post(&format!("/api/v1/orders/{order}/cancel"), Value::Null)
        .await;
    assert_eq!(cancelled.text("/state"), "cancelled", "{cancelled:?}");
    let far = Timestamp::from_ms(i64::MAX / 2);
    for _ in 0..200 {
        let due = town.shop.db.due(far, 10).await.unwrap();
        assert!(due.iter().all(|refund| refund.reference == name), "{due:?}");
        if due.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(
        town.shop.payment.test.takings().await.unwrap(),
        Vec::<i64>::new(),
        "the provider gave it back"
    );
}

#[tokio::test]
async fn nobody_signs_in_while_they_pay() {
    let town = Town::open().await;
    town.member("Mira").await;
    let guest = town.shopper().await;
    let held = guest.hold("k", DESK, 1).await;
    let paying = {
        let guest = guest.clone();
        tokio::spawn(async move { guest.pay("p", &held, "slow").await })
    };
    while town.count("SELECT COUNT(*) FROM attempts").await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    guest
        .post("/api/v1/session/sign-in", sign_in_as("Mira", SECRET))
        .await
        .is_problem(409, "in-flight");
    assert_eq!(paying.await.unwrap().status, 201);
    let mira = guest.sign_in("Mira").await;
    assert_eq!(mira.get("/api/v1/orders").await.list("/items").len(), 1);
}

#[tokio::test]
async fn a_guest_who_signed_in_between_asking_and_being_served_is_asked_to_ask_again() {
    use meadow_backend::db::{Carts, ChangeError, DbError};
    let town = Town::open().await;
    let guest = town.shopper().await;
    let id: String = sqlx::query_scalar("SELECT id FROM sessions WHERE guest")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    guest.sign_up("Mira").await;
    let change = meadow_wire::CartChange {
        id: "late".into(),
        variant: DESK.into(),
        delta: 1,
    };
    let late = town.shop.db.change_cart(&SessionId(id), &[change]).await;
    assert!(matches!(late, Err(ChangeError::Db(DbError::Over))), "{late:?}");
    assert_eq!(town.count("SELECT COUNT(*) FROM cart_lines").await, 0);
}

#[tokio::test]
async fn nothing_is_written_for_a_guest_who_signs_in_meanwhile() {
    let town = Town::open().await;
    let (guest, order) = delivered(&town, 3).await;
    let said = guest.post(&path(&order), review("r1", DESK)).await;
    let one = format!("/api/v1/reviews/{}", said.text("/id"));
    let words = review("", DESK)["words"].to_string().into_bytes();
    let wish = format!("/api/v1/saved/wishes/{DESK}");
    let of_order = |what: &str| format!("/api/v1/orders/{order}/{what}");
    for (method, path, body) in [
        ("POST", "/api/v1/photos".to_owned(), jpeg(60, 40)),
        (
            "POST",
            of_order("returns"),
            back("r", &[(DESK, 1)]).to_string().into_bytes(),
        ),
        (
            "POST",
            of_order("reviews"),
            review("r1", DESK).to_string().into_bytes(),
        ),
        ("POST", of_order("cancel"), Vec::new()),
        ("PUT", one.clone(), words),
        ("DELETE", one, Vec::new()),
        ("PUT", wish.clone(), b"{\"quantity\":1}".to_vec()),
        ("DELETE", wish, Vec::new()),
    ] {
        // Whoever writes waits for this one, and was let in before.
        let mut signing_in = town.shop.db.write().await.unwrap();
        let sign_in = async {
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            sqlx::query("UPDATE sessions SET merged_into = id WHERE guest")
                .execute(&mut *signing_in)
                .await
                .unwrap();
            signing_in.commit().await.unwrap();
        };
        let (late, ()) = tokio::join!(town.send_raw(method, &path, guest.token(), body), sign_in);
        assert_eq!(late.status, 401, "{method} {path}: {late:?}");
        late.is_problem(401, "no-session");
        town.run("UPDATE sessions SET merged_into = NULL").await;
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM photos").await, 0);
}

#[tokio::test]
async fn who_signs_in_to_another_account_takes_nothing_along() {
    let town = Town::open().await;
    town.member("Jo").await;
    let mira = town.member("Mira").await;
    mira.change("1", DESK, 1).await;
    let jo = mira.sign_in("Jo").await;
    assert_eq!(jo.cart_lines().await, []);
    mira.get("/api/v1/session").await.is_problem(401, "no-session");
    let back = jo.sign_in("Mira").await;
    assert_eq!(back.cart_lines().await, [(DESK.to_owned(), 1)]);
}
