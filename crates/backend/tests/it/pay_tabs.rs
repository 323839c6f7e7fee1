//! Two tabs, one cart.

use meadow_backend::{
    clock,
    db::{Checkouts, Upkeep},
    pending, rules,
};
use serde_json::json;

use crate::shop_stage::{DESK, Town};

#[tokio::test]
async fn two_tabs_that_check_out_the_same_cart_buy_it_once_and_the_other_says_so() {
    let town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    let shopper = town.shopper().await;
    let first = shopper.hold("tab-1", DESK, 1).await;
    assert_eq!(shopper.pay("tab-1", &first, "second_step").await.status, 202);
    // The second tab holds the same cart while the first waits for a code, and pays.
    let second = shopper.check_out("tab-2").await.text("/id");
    assert_ne!(first, second);
    assert_eq!(shopper.pay("tab-2", &second, "succeeds").await.status, 201);
    shopper
        .confirm("tab-1", "1", "123456")
        .await
        .is_problem(410, "expired");
    assert_eq!(shopper.payment("tab-1").await.at("/state"), &json!("expired"));
    town.settled().await;
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
    assert_eq!(town.stock(DESK).await, (before - 1, 0));
}

#[tokio::test]
async fn a_tab_that_comes_after_the_other_bought_is_told_that_it_is_bought() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let first = shopper.hold("tab-1", DESK, 1).await;
    shopper.pay("tab-1", &first, "pays_later").await;
    let second = shopper.check_out("tab-2").await.text("/id");
    shopper.payment_ends("tab-1").await;
    let other = shopper.pay("tab-2", &second, "succeeds").await;
    other.is_problem(409, "not-possible");
    assert!(other.text("/detail").contains("bought already"), "{other:?}");
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn a_tab_that_pays_while_the_other_is_being_charged_waits_and_is_told_that_it_is_bought() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let first = shopper.hold("tab-1", DESK, 1).await;
    let slow = {
        let (shopper, first) = (shopper.clone(), first.clone());
        tokio::spawn(async move { shopper.pay("tab-1", &first, "slow").await })
    };
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let second = shopper.check_out("tab-2").await.text("/id");
    let other = shopper.pay("tab-2", &second, "succeeds").await;
    assert_eq!(slow.await.unwrap().status, 201);
    assert!(
        other.text("/type").ends_with("in-flight") || other.text("/detail").contains("bought already"),
        "{other:?}"
    );
    shopper
        .pay("tab-2", &second, "succeeds")
        .await
        .is_problem(409, "not-possible");
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn goods_wait_for_a_second_step_a_bounded_time_and_then_the_payment_is_over() {
    let town = Town::open().await;
    town.set_stock(DESK, 1).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    shopper.pay("k", &held, "second_step").await;
    let db = &town.shop.db;
    let hold_ends = clock::now().plus_ms(600_000);
    let in_time = hold_ends.plus_ms(rules::PAYING_EXTENSION_MS - 5_000);
    assert_eq!(
        db.release_expired(in_time).await.unwrap(),
        0,
        "the code may still come"
    );
    let too_late = hold_ends.plus_ms(rules::PAYING_EXTENSION_MS + 1);
    assert_eq!(db.release_expired(too_late).await.unwrap(), 1);
    assert_eq!(
        db.give_up_open(too_late, 10).await.unwrap(),
        0,
        "the bank is asked first"
    );
    town.run("UPDATE payments SET asked_at = 0").await;
    pending::ask(&town.shop).await.unwrap();
    assert_eq!(shopper.payment("k").await.at("/state"), &json!("expired"));
    shopper
        .confirm("k", "1", "123456")
        .await
        .is_problem(410, "expired");
    town.settled().await;
    assert_eq!((town.takings().await, town.orders().await), (0, 0));
    assert_eq!(town.stock(DESK).await, (1, 0));
}

#[tokio::test]
async fn a_payment_that_nobody_works_on_and_that_waits_for_nothing_still_lets_go_after_a_minute() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    town.break_orders().await;
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(503, "timeout");
    let after = clock::now().plus_ms(600_000 + rules::PAYING_GRACE_MS);
    assert_eq!(town.shop.db.release_expired(after).await.unwrap(), 1);
}
