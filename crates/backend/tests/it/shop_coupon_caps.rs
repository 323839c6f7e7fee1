//! Coupons that can be used only so often: never more often, whoever is how fast, and given back with the goods.

use meadow_backend::{
    clock,
    db::{Checkouts, Upkeep},
};
use meadow_wire::Timestamp;
use serde_json::json;

use crate::shop_coupons::{give, used};
use crate::shop_stage::{DESK, Town};

#[tokio::test]
async fn the_last_use_of_a_coupon_is_held_with_the_goods_and_given_back_with_them() {
    let town = Town::open().await;
    let (first, second) = (town.shopper().await, town.shopper().await);
    for shopper in [&first, &second] {
        shopper.change("1", DESK, 1).await;
        assert_eq!(give(shopper, "LASTONE").await.status, 200);
    }
    assert_eq!(first.check_out("k").await.status, 201);
    assert_eq!(used(&town, "LASTONE").await, 1);
    // The first holds it: for the second it is used up, and that is said before anything is held.
    let refused = second.check_out("k").await;
    refused.is_problem(409, "prices-changed");
    assert_eq!(refused.text("/errors/0/field"), "coupons.LASTONE");
    let cart = second.get("/api/v1/cart").await;
    assert_eq!(cart.at("/coupons/0/refusal"), &json!("used_up"));
    assert_eq!(cart.number("/totals/discount/minor"), 0);
    // For the one who holds it it still counts, also in a new checkout.
    let cart = first.get("/api/v1/cart").await;
    assert!(cart.at("/coupons/0/refusal").is_null());
    assert_eq!(
        first.check_out("k2").await.number("/totals/discount/minor"),
        1_000
    );
    assert_eq!(used(&town, "LASTONE").await, 1);
    let far = Timestamp::from_ms(i64::MAX / 2);
    town.shop.db.release_expired(far).await.unwrap();
    assert_eq!(used(&town, "LASTONE").await, 0, "given back with the goods");
    // It came back: that is another price than the one that was shown, too.
    second.check_out("k2").await.is_problem(409, "prices-changed");
    let held = second.check_out("k3").await;
    assert_eq!(held.number("/totals/discount/minor"), 1_000);
    let order = second.pay("k3", &held.text("/id"), "succeeds").await;
    let cancel = format!("/api/v1/orders/{}/cancel", order.text("/id"));
    assert_eq!(used(&town, "LASTONE").await, 1);
    for _ in 0..2 {
        assert_eq!(second.post(&cancel, json!({})).await.status, 200);
        assert_eq!(used(&town, "LASTONE").await, 0, "given back with the order, once");
    }
    assert_eq!(give(&second, "LASTONE").await.status, 200, "it can be used anew");
}

#[tokio::test]
async fn many_shoppers_at_once_never_use_a_coupon_more_often_than_it_can_be() {
    let town = Town::open().await;
    town.run("UPDATE coupons SET cap = 3 WHERE code = 'LASTONE'")
        .await;
    town.set_stock(DESK, 50).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let shopper = town.shopper().await;
        shopper.change("1", DESK, 1).await;
        give(&shopper, "LASTONE").await;
        tasks.spawn(async move {
            let mut held = shopper.check_out("k").await;
            if held.text("/type") == "/problems/prices-changed" {
                held = shopper.check_out("k").await;
            }
            shopper.pay("k", &held.text("/id"), "succeeds").await
        });
    }
    let orders = tasks.join_all().await;
    let discounted = orders
        .iter()
        .filter(|order| order.number("/totals/discount/minor") == 1_000);
    assert_eq!((discounted.count(), used(&town, "LASTONE").await), (3, 3));
    assert!(
        orders.iter().all(|order| order.status == 201),
        "the others paid without it"
    );
}

#[tokio::test]
async fn money_that_comes_after_a_coupon_went_to_somebody_else_is_owed_and_the_coupon_is_used_once() {
    let town = Town::open().await;
    let (slow, quick) = (town.shopper().await, town.shopper().await);
    for shopper in [&slow, &quick] {
        shopper.change("1", DESK, 1).await;
        give(shopper, "LASTONE").await;
    }
    let held = slow.check_out("k").await.text("/id");
    let late = tokio::spawn(async move { slow.pay("k", &held, "slow").await });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let later = clock::now().plus_ms(3_600_000);
    assert_eq!(town.shop.db.release_expired(later).await.unwrap(), 1);
    assert_eq!(used(&town, "LASTONE").await, 0);
    assert_eq!(quick.check_out("k").await.number("/totals/discount/minor"), 1_000);
    late.await.unwrap().is_problem(410, "expired");
    assert_eq!(used(&town, "LASTONE").await, 1);
    assert_eq!(
        town.count("SELECT COUNT(*) FROM refunds").await,
        1,
        "what came late is owed"
    );
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 0);
}

#[tokio::test]
async fn what_is_forgotten_takes_its_coupons_along_and_nothing_is_in_the_way() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    give(&shopper, "LASTONE").await;
    assert_eq!(shopper.check_out("k").await.status, 201);
    let far = clock::now().plus_ms(400 * 86_400_000);
    town.shop.db.release_expired(far).await.unwrap();
    for _ in 0..3 {
        town.shop.db.forget(far, 100).await.unwrap();
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM redemptions").await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM cart_coupons").await, 0);
    assert_eq!(used(&town, "LASTONE").await, 0);
}
