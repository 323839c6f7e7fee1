//! Money moves once and comes back, and no payment hangs, whatever breaks in between.

use std::time::Duration;

use futures_util::future::join_all;
use meadow_backend::{
    Config, Shop, clock,
    db::{Checkouts, Refunds, Upkeep},
};
use serde_json::json;

use crate::{
    shop_returns::settle,
    shop_stage::{DESK, Town},
};

/// So long a payment that nobody works on keeps its goods after the hold ended, and a little more.
const LONG_AFTER_MS: i64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn an_order_that_could_not_be_written_after_the_charge_is_made_by_the_same_key() {
    let town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 2).await;
    town.break_orders().await;
    let broken = shopper.pay("k", &held, "succeeds").await;
    broken.is_problem(503, "timeout");
    assert!(broken.text("/next_step").contains("same key"), "{broken:?}");
    assert_eq!(town.takings().await, 1, "the money is taken");
    town.mend_orders().await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    assert_eq!(shopper.pay("k", &held, "succeeds").await.body, bought.body);
    assert_eq!(town.takings().await, 1, "and taken once");
    assert_eq!(town.stock(DESK).await, (before - 2, 0));
}

#[tokio::test]
async fn a_payment_whose_worker_panicked_is_taken_over_by_the_same_key_and_paid_once() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    town.shop.payment.test.break_charge();
    let broken = shopper.pay("k", &held, "succeeds").await;
    broken.is_problem(503, "timeout");
    assert!(broken.text("/next_step").contains("same key"), "{broken:?}");
    assert_eq!(town.takings().await, 1, "the money is taken");
    // Many ask again, as impatient clients do: one works on it, the others get its order.
    let again = join_all((0..8).map(|_| shopper.pay("k", &held, "succeeds"))).await;
    assert_eq!(again.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(
        again.iter().all(|answer| answer.body == again[0].body),
        "{again:?}"
    );
    assert_eq!(town.takings().await, 1, "and taken once");
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 1);
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn one_who_waits_for_a_payment_that_panics_takes_it_over() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    town.shop.payment.test.break_charge();
    let (first, second) = tokio::join!(shopper.pay("k", &held, "slow"), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        shopper.pay("k", &held, "slow").await
    });
    first.is_problem(503, "timeout");
    assert_eq!(second.status, 201, "{second:?}");
    assert_eq!(town.takings().await, 1);
}

#[tokio::test]
async fn a_payment_that_comes_when_the_goods_are_gone_is_given_back_at_once() {
    let town = Town::open().await;
    town.set_stock(DESK, 1).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let late = tokio::spawn({
        let (shopper, held) = (shopper.clone(), held.clone());
        async move { shopper.pay("k", &held, "slow").await }
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let later = clock::now().plus_ms(LONG_AFTER_MS);
    let db = &town.shop.db;
    assert_eq!(db.release_expired(later).await.expect("released"), 1);
    let given_up = db.give_up_open(later, 10).await.expect("given up");
    assert_eq!(given_up, 0, "somebody works on it");
    town.set_stock(DESK, 0).await;
    late.await.expect("an answer").is_problem(410, "expired");
    settle(&town).await;
    assert_eq!(town.takings().await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 0);
    assert_eq!(town.stock(DESK).await, (0, 0));
}

#[tokio::test]
async fn another_key_after_a_broken_payment_gives_the_first_money_back() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    town.break_orders().await;
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(503, "timeout");
    town.mend_orders().await;
    let bought = shopper.pay("k2", &held, "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    settle(&town).await;
    assert_eq!(town.takings().await, 1, "one order, one payment");
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(410, "expired");
}

#[tokio::test]
async fn a_cancelled_order_gives_the_money_back_once() {
    let town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    assert_eq!(town.takings().await, 1);
    let cancel = format!("/api/v1/orders/{}/cancel", bought.text("/id"));
    for _ in 0..2 {
        assert_eq!(shopper.post(&cancel, json!({})).await.text("/state"), "cancelled");
    }
    settle(&town).await;
    assert_eq!(town.takings().await, 0);
    assert_eq!(town.stock(DESK).await, (before, 0));
}

#[tokio::test]
async fn a_refund_without_an_answer_is_owed_until_there_is_one() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    town.shop.payment.test.break_refunds(1);
    let cancel = format!("/api/v1/orders/{}/cancel", bought.text("/id"));
    shopper.post(&cancel, json!({})).await;
    // Put off: due later, and still owed.
    for _ in 0..100 {
        if town
            .shop
            .db
            .due(clock::now(), 10)
            .await
            .expect("a list")
            .is_empty()
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(town.takings().await, 1);
    let later = clock::now().plus_ms(DAY_MS);
    assert_eq!(town.shop.db.due(later, 10).await.expect("a list").len(), 1);
    town.run("UPDATE refunds SET due_at = 0").await;
    settle(&town).await;
    assert_eq!(town.takings().await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn what_is_owed_when_the_shop_closes_is_given_back_when_it_opens() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    town.shop.payment.test.break_refunds(u32::MAX);
    let cancel = format!("/api/v1/orders/{}/cancel", bought.text("/id"));
    assert_eq!(shopper.post(&cancel, json!({})).await.text("/state"), "cancelled");
    town.shop.close().await;
    let again = Shop::open(Config::clone(&town.shop.config)).await;
    let db = again.expect("the shop opens").db;
    let owed = "SELECT COUNT(*) FROM refunds";
    for _ in 0..100 {
        let left: i64 = sqlx::query_scalar(owed)
            .fetch_one(&db.reader)
            .await
            .expect("a count");
        if left == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("money is still owed");
}

#[tokio::test]
async fn a_payment_that_nobody_came_back_to_is_given_back_with_its_goods() {
    let town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    town.break_orders().await;
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(503, "timeout");
    town.mend_orders().await;
    assert_eq!(town.stock(DESK).await, (before, 1));
    let later = clock::now().plus_ms(LONG_AFTER_MS);
    let db = &town.shop.db;
    assert_eq!(db.release_expired(later).await.expect("released"), 1);
    assert_eq!(db.give_up_open(later, 10).await.expect("given up"), 1);
    assert_eq!(db.give_up_open(later, 10).await.expect("given up"), 0, "once");
    town.run("UPDATE refunds SET due_at = 0").await;
    settle(&town).await;
    assert_eq!(town.takings().await, 0);
    assert_eq!(town.stock(DESK).await, (before, 0));
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(410, "expired");
}
