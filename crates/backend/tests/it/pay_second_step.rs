//! A bank that wants a code first.

use serde_json::json;

use crate::shop_stage::{DESK, Town};

#[tokio::test]
async fn the_right_code_pays_and_brought_twice_it_pays_once() {
    let town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let asked = shopper.pay("k", &held, "second_step").await;
    assert_eq!(asked.status, 202, "{asked:?}");
    assert_eq!(asked.at("/state/open/confirm"), &json!({"tries_left": 3}));
    assert_eq!(town.stock(DESK).await, (before, 1), "the goods wait");
    assert_eq!(
        shopper.payment("k").await.body,
        asked.body,
        "a reload sees the same"
    );
    let paid = shopper.confirm("k", "try-1", "123456").await;
    assert_eq!(paid.status, 200, "{paid:?}");
    let again = shopper.confirm("k", "try-1", "123456").await;
    assert_eq!(again.body, paid.body);
    assert_eq!(
        shopper.get("/api/v1/orders").await.at("/items/0/id"),
        paid.at("/state/paid")
    );
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
    assert_eq!(town.stock(DESK).await, (before - 1, 0));
}

#[tokio::test]
async fn a_wrong_code_is_refused_in_words_and_the_third_declines() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    shopper.pay("k", &held, "second_step").await;
    let wrong = shopper.confirm("k", "1", "000000").await;
    wrong.is_problem(422, "invalid");
    assert_eq!(wrong.text("/errors/0/field"), "code");
    assert!(wrong.text("/errors/0/detail").contains("2 tries"), "{wrong:?}");
    // The same try, sent again by a bad connection, is no other try.
    let same = shopper.confirm("k", "1", "000000").await;
    assert!(same.text("/errors/0/detail").contains("2 tries"), "{same:?}");
    let second = shopper.confirm("k", "2", "111111").await;
    assert!(second.text("/errors/0/detail").contains("One more"), "{second:?}");
    let reloaded = shopper.pay("k", &held, "second_step").await;
    assert_eq!(reloaded.at("/state/open/confirm/tries_left"), &json!(1));
    shopper
        .confirm("k", "3", "222222")
        .await
        .is_problem(402, "declined");
    shopper
        .confirm("k", "4", "123456")
        .await
        .is_problem(402, "declined");
    shopper
        .pay("k", &held, "second_step")
        .await
        .is_problem(402, "declined");
    assert_eq!(shopper.payment("k").await.at("/state"), &json!("declined"));
    // The goods are still held, and another card pays for them.
    assert_eq!(shopper.pay("k2", &held, "succeeds").await.status, 201);
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn a_code_is_refused_where_none_is_asked_for_or_none_is_given() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper
        .confirm("none", "1", "123456")
        .await
        .is_problem(404, "not-found");
    let held = shopper.hold("k", DESK, 1).await;
    shopper.pay("k", &held, "second_step").await;
    for (id, code, field) in [
        ("", "1", "id"),
        ("1", " ", "code"),
        ("1", &"1".repeat(33), "code"),
    ] {
        let refused = shopper.confirm("k", id, code).await;
        refused.is_problem(422, "invalid");
        assert_eq!(refused.text("/errors/0/field"), field);
    }
    let held = {
        let other = town.shopper().await;
        let held = other.hold("later", DESK, 1).await;
        other.pay("later", &held, "pays_later").await;
        other
            .confirm("later", "1", "123456")
            .await
            .is_problem(409, "not-possible");
        held
    };
    assert!(!held.is_empty());
    town.shopper()
        .await
        .confirm("k", "1", "123456")
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn a_code_that_was_right_is_an_order_even_if_nobody_hears_of_it() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    shopper.pay("k", &held, "second_step").await;
    town.break_orders().await;
    shopper
        .confirm("k", "1", "123456")
        .await
        .is_problem(503, "timeout");
    assert_eq!(town.takings().await, 1, "the bank has the money");
    town.mend_orders().await;
    // Nobody asks: the bank's webhook makes the order.
    for _ in 0..100 {
        if town.orders().await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(shopper.payment("k").await.at("/state/paid").is_string());
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn a_purchase_that_changes_hands_keeps_its_payment_under_the_same_name() {
    let town = Town::open().await;
    let (guest, account) = (town.shopper().await, town.shopper().await);
    let held = guest.hold("k", DESK, 1).await;
    guest.pay("k", &held, "second_step").await;
    let named = town.reference("k").await;
    account.change("1", DESK, 1).await;
    // As signing in does: what the guest had belongs to the account.
    let other = "(SELECT session FROM carts WHERE session NOT IN (SELECT session FROM attempts))";
    for table in ["checkouts", "attempts"] {
        let sql = format!("UPDATE {table} SET session = {other} WHERE key = 'k'");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&town.shop.db.writer)
            .await
            .unwrap();
    }
    assert_eq!(town.reference("k").await, named);
    guest.payment("k").await.is_problem(404, "not-found");
    assert_eq!(account.confirm("k", "1", "123456").await.status, 200);
    let id = account.payment("k").await.text("/state/paid");
    let cancel = format!("/api/v1/orders/{id}/cancel");
    assert_eq!(account.post(&cancel, json!({})).await.text("/state"), "cancelled");
    town.settled().await;
    assert_eq!(
        town.takings().await,
        0,
        "given back by the name that the bank knows"
    );
}
