//! Goods that are back: exactly what was paid for them is given back, once, whatever breaks in between.

use std::time::Duration;

use meadow_backend::{Config, Shop, errands};
use serde_json::{Value, json};

use crate::{
    shop_returns::{LAMP, ask, back, delivered, order_path, parts, settle, settle_in_vain, take_back},
    shop_reviews::{self, path, review, verify},
    shop_stage::{DESK, Shopper, Town},
};

async fn kinds(shopper: &Shopper) -> Vec<String> {
    let inbox = shopper.get("/api/v1/inbox?limit=50").await;
    let mut kinds: Vec<String> = inbox
        .list("/items")
        .iter()
        .map(|message| match &message["about"] {
            Value::String(kind) => kind.clone(),
            about => about
                .as_object()
                .and_then(|about| about.keys().next())
                .cloned()
                .unwrap_or_default(),
        })
        .collect();
    kinds.sort();
    kinds
}

#[tokio::test]
async fn a_whole_order_goes_back_and_all_of_its_money_with_the_delivery() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let (before, _) = town.stock(DESK).await;
    let order = delivered(&town, &shopper, &[(DESK, 2)]).await;
    assert_eq!(order.text("/state"), "delivered");
    assert!(order.text("/tracking/url").starts_with("https://"), "{order:?}");
    assert_eq!(order.list("/returns").len(), 0);
    let asked = ask(&shopper, &order, back("r", &[(DESK, 2)])).await;
    assert_eq!(
        (asked.status.as_u16(), asked.text("/state")),
        (201, "return_requested".to_owned())
    );
    assert_eq!(asked.text("/returns/0/state"), "requested");
    assert_eq!(town.stock(DESK).await, (before - 2, 0), "not back yet");
    take_back(&town).await;
    assert_eq!(town.stock(DESK).await, (before, 0));
    let taken = shopper.get(&order_path(&order)).await;
    assert_eq!(taken.at("/returns/0/refund"), order.at("/totals/total"));
    settle(&town).await;
    let done = shopper.get(&order_path(&order)).await;
    assert_eq!(
        (done.text("/state"), done.text("/returns/0/state")),
        ("refunded".to_owned(), "refunded".to_owned())
    );
    let states: Vec<&str> = done
        .list("/returns/0/steps")
        .iter()
        .filter_map(|step| step["state"].as_str())
        .collect();
    assert_eq!(states, ["requested", "taken_back", "refunded"]);
    assert_eq!(town.takings().await, 0);
    assert_eq!(
        kinds(&shopper).await,
        ["delivered", "paid", "refund_given", "return_accepted", "shipped"]
    );
}

#[tokio::test]
async fn pieces_go_back_one_by_one_and_bring_to_the_cent_what_was_paid() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("0", DESK, 3).await;
    let coupon = shopper.put("/api/v1/cart/coupons/WELCOME10", json!({})).await;
    assert_eq!(coupon.status, 200, "{coupon:?}");
    let order = delivered(&town, &shopper, &[(LAMP, 1)]).await;
    let (total, paid) = (
        order.number("/totals/total/minor"),
        order.number("/lines/0/paid/minor"),
    );
    let mut given = 0;
    for piece in 1..=3_i64 {
        let asked = ask(&shopper, &order, back(&format!("r{piece}"), &[(DESK, 1)])).await;
        assert_eq!(asked.status, 201, "{asked:?}");
        assert_eq!(asked.text("/state"), "delivered", "something is kept");
        take_back(&town).await;
        settle(&town).await;
        let now = shopper.get(&order_path(&order)).await;
        given += now.number(&format!("/returns/{}/refund/minor", piece - 1));
        assert_eq!(given, paid * piece / 3, "{now:?}");
        assert_eq!(town.shop.payment.test.takings().await.unwrap(), [total - given]);
    }
    let last = ask(&shopper, &order, back("last", &[(LAMP, 1)])).await;
    assert_eq!(last.text("/state"), "return_requested");
    take_back(&town).await;
    settle(&town).await;
    let done = shopper.get(&order_path(&order)).await;
    assert_eq!(
        done.number("/returns/3/refund/minor"),
        total - given,
        "with the delivery"
    );
    assert_eq!(done.text("/state"), "refunded");
    assert_eq!(town.takings().await, 0);
    assert_eq!(
        kinds(&shopper)
            .await
            .iter()
            .filter(|kind| *kind == "refund_given")
            .count(),
        4
    );
}

#[tokio::test]
async fn a_refund_of_a_part_without_an_answer_is_owed_until_there_is_one_even_after_a_restart() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 2)]).await;
    town.shop.payment.test.break_refunds(1);
    ask(&shopper, &order, back("r", &[(DESK, 1)])).await;
    take_back(&town).await;
    settle_in_vain(&town).await;
    assert_eq!(parts(&town).await, 0);
    assert_eq!(
        shopper.get(&order_path(&order)).await.text("/returns/0/state"),
        "taken_back"
    );
    // Given, but not struck out: the provider is asked again under the same name, and gives once.
    town.run(
        "CREATE TRIGGER broken BEFORE DELETE ON part_refunds BEGIN SELECT RAISE(ABORT, 'on purpose'); END",
    )
    .await;
    town.run("UPDATE part_refunds SET due_at = 0").await;
    for _ in 0..1_500 {
        if parts(&town).await == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(parts(&town).await, 1);
    assert_eq!(
        shopper.get(&order_path(&order)).await.text("/returns/0/state"),
        "taken_back",
        "all or nothing"
    );
    town.run("DROP TRIGGER broken").await;
    town.run("UPDATE part_refunds SET due_at = 0").await;
    settle(&town).await;
    assert_eq!(parts(&town).await, 1);
    assert_eq!(
        shopper.get(&order_path(&order)).await.text("/returns/0/state"),
        "refunded"
    );
    ask(&shopper, &order, back("r2", &[(DESK, 1)])).await;
    town.shop.payment.test.break_refunds(u32::MAX);
    take_back(&town).await;
    town.shop.close().await;
    let again = Shop::open(Config::clone(&town.shop.config))
        .await
        .expect("the shop opens");
    for _ in 0..100 {
        let state: String = sqlx::query_scalar("SELECT state FROM orders")
            .fetch_one(&again.db.reader)
            .await
            .expect("a state");
        if state == "refunded" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("money is still owed");
}

#[tokio::test]
async fn a_review_of_goods_that_came_back_says_so_and_is_signed_anew() {
    let town = Town::open().await;
    let (shopper, order) = shop_reviews::delivered(&town, 40).await;
    let said = shopper.post(&path(&order), review("r1", DESK)).await;
    assert_eq!(said.text("/outcome"), "kept");
    let asked = json!({
        "key": "back", "lines": [{"variant": DESK, "quantity": 1}],
        "reason": "damaged", "words": "It wobbles.",
    });
    let asked = shopper
        .post(&path(&order).replace("/reviews", "/returns"), asked)
        .await;
    assert_eq!(asked.status, 201, "{asked:?}");
    take_back(&town).await;
    errands::sign_missing(&town.shop.db, &town.shop.signer)
        .await
        .expect("signed");
    let product = shopper.get("/api/v1/products/g-de-01").await;
    assert_eq!(product.text("/reviews/0/outcome"), "returned");
    verify(&town, "g-de-01", product.at("/reviews/0")).await;
    let words = review("", DESK)["words"].clone();
    let changed = shopper
        .put(&format!("/api/v1/reviews/{}", said.text("/id")), words)
        .await;
    assert_eq!(changed.text("/outcome"), "returned", "the shop knows better");
}
