//! From the cart to the order, and what can come in between.

use meadow_backend::db::{Checkouts, Steps};
use meadow_domain::order::OrderAction;
use meadow_wire::{OrderState, Timestamp};
use serde_json::json;

use crate::shop_stage::{DESK, Town, order};

#[tokio::test]
async fn the_whole_way_from_cart_to_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let (before, _) = town.stock(DESK).await;
    let cart = shopper.change("1", DESK, 2).await;
    assert_eq!((cart.number("/version"), cart.number("/totals/items")), (1, 2));
    assert_eq!(cart.text("/lines/0/choice"), "100 cm");
    let held = shopper.check_out("k").await;
    assert_eq!(held.status, 201);
    assert_eq!(held.at("/totals"), cart.at("/totals"));
    assert_eq!(town.stock(DESK).await, (before, 2));
    // What is held for this shopper can still be bought by this shopper, and by nobody else.
    assert_eq!(shopper.get("/api/v1/cart").await.number("/lines/0/stock"), before);
    let another = town.shopper().await.change("1", DESK, 1).await;
    assert_eq!(another.number("/lines/0/stock"), before - 2);
    let bought = shopper.pay("k", &held.text("/id"), "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    assert_eq!(bought.text("/state"), "paid");
    assert_eq!(bought.at("/totals"), cart.at("/totals"));
    assert!(bought.text("/number").starts_with("M-20"));
    assert_eq!(town.stock(DESK).await, (before - 2, 0));
    let cart = shopper.get("/api/v1/cart").await;
    assert_eq!((cart.number("/version"), cart.list("/lines").len()), (2, 0));
    let id = bought.text("/id");
    assert_eq!(
        shopper.get(&format!("/api/v1/orders/{id}")).await.body,
        bought.body
    );
    assert_eq!(shopper.get("/api/v1/orders").await.at("/items/0"), &bought.body);
    town.shopper()
        .await
        .get(&format!("/api/v1/orders/{id}"))
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn a_change_counts_once_and_quantities_stay_within_0_and_99() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    assert_eq!(shopper.change("1", DESK, 3).await.number("/lines/0/quantity"), 3);
    let again = shopper.change("1", DESK, 3).await;
    assert_eq!(
        (again.number("/version"), again.number("/lines/0/quantity")),
        (1, 3)
    );
    assert_eq!(
        shopper.change("2", DESK, 99).await.number("/lines/0/quantity"),
        99
    );
    assert_eq!(shopper.change("3", DESK, -99).await.list("/lines").len(), 0);
    let many = json!({"changes": [
        {"id": "4", "variant": DESK, "delta": 1}, {"id": "4", "variant": DESK, "delta": 1},
        {"id": "5", "variant": DESK, "delta": 1}, {"id": "1", "variant": DESK, "delta": 50}]});
    let cart = shopper.post("/api/v1/cart/changes", many).await;
    assert_eq!(
        (cart.number("/version"), cart.number("/lines/0/quantity")),
        (4, 2)
    );
}

#[tokio::test]
async fn a_checkout_is_refused_when_the_cart_is_empty_changed_or_sold_out() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.check_out("k").await.is_problem(409, "empty-cart");
    shopper.change("1", DESK, 2).await;
    let old = json!({"key": "k", "cart_version": 0});
    shopper
        .post("/api/v1/checkouts", old)
        .await
        .is_problem(409, "cart-changed");
    shopper.change("2", "g-de-01:120-cm", 1).await;
    town.set_stock(DESK, 1).await;
    let refused = shopper.check_out("k").await;
    refused.is_problem(409, "sold-out");
    assert_eq!(refused.list("/errors").len(), 1);
    assert_eq!(refused.text("/errors/0/field"), format!("lines.{DESK}"));
    assert_eq!(
        town.count("SELECT CAST(SUM(reserved) AS BIGINT) FROM stock")
            .await,
        0
    );
}

#[tokio::test]
async fn the_same_key_gives_the_same_checkout_and_a_new_one_lets_the_old_goods_go() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    town.set_stock(DESK, 1).await;
    let first = shopper.hold("k", DESK, 1).await;
    let again = shopper.check_out("k").await;
    assert_eq!((again.status.as_u16(), again.text("/id")), (200, first.clone()));
    assert_eq!(town.stock(DESK).await, (1, 1));
    let other = json!({"key": "k", "cart_version": 9});
    shopper
        .post("/api/v1/checkouts", other)
        .await
        .is_problem(422, "key-reused");
    // The last piece is held by this shopper: going back and checking out anew must not be refused.
    let second = shopper.check_out("k2").await;
    assert_eq!(second.status, 201);
    assert_eq!(town.stock(DESK).await, (1, 1));
    shopper
        .get(&format!("/api/v1/checkouts/{first}"))
        .await
        .is_problem(410, "expired");
    assert_eq!(
        shopper
            .get(&format!("/api/v1/checkouts/{}", second.text("/id")))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_key_is_one_order_and_belongs_to_one_body() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let first = shopper.pay("k", &held, "succeeds").await;
    let again = shopper.pay("k", &held, "succeeds").await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.body, again.body);
    shopper
        .pay("k", &held, "declined")
        .await
        .is_problem(422, "key-reused");
    shopper
        .pay("other", &held, "succeeds")
        .await
        .is_problem(409, "not-possible");
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 1);
    // Another shopper may use the same words for a key.
    let other = town.shopper().await;
    let held = other.hold("k", DESK, 1).await;
    assert_eq!(other.pay("k", &held, "succeeds").await.status, 201);
}

#[tokio::test]
async fn after_a_declined_card_another_can_be_tried_for_the_same_goods() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    town.set_stock(DESK, 1).await;
    let held = shopper.hold("k", DESK, 1).await;
    for _ in 0..2 {
        shopper
            .pay("k", &held, "declined")
            .await
            .is_problem(402, "declined");
    }
    assert_eq!(town.stock(DESK).await, (1, 1), "the goods stay held");
    assert_eq!(shopper.pay("k-2", &held, "succeeds").await.status, 201);
    assert_eq!(town.stock(DESK).await, (0, 0));
}

#[tokio::test]
async fn goods_that_are_held_too_long_go_back_and_can_not_be_paid() {
    let town = Town::with(|config| config.hold_secs = 1).await;
    let shopper = town.shopper().await;
    town.set_stock(DESK, 1).await;
    let held = shopper.hold("k", DESK, 1).await;
    let other = town.shopper().await;
    other.change("1", DESK, 1).await;
    other.check_out("k").await.is_problem(409, "sold-out");
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(410, "expired");
    shopper
        .get(&format!("/api/v1/checkouts/{held}"))
        .await
        .is_problem(410, "expired");
    shopper.check_out("k").await.is_problem(410, "expired");
    assert_eq!(other.check_out("k").await.status, 201, "the goods are free again");
    town.shop
        .db
        .release_expired(Timestamp::from_ms(i64::MAX / 2))
        .await
        .unwrap();
    assert_eq!(town.stock(DESK).await, (1, 0));
}

#[tokio::test]
async fn an_order_can_be_cancelled_until_it_is_shipped() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    town.set_stock(DESK, 5).await;
    let (kept, given_up) = (shopper.hold("1", DESK, 1).await, "2");
    let kept = shopper.pay("1", &kept, "succeeds").await.text("/id");
    let held = shopper.hold(given_up, DESK, 3).await;
    let id = shopper.pay(given_up, &held, "succeeds").await.text("/id");
    assert_eq!(town.stock(DESK).await, (1, 0));
    let cancelled = shopper
        .post(&format!("/api/v1/orders/{id}/cancel"), json!({}))
        .await;
    assert_eq!(cancelled.text("/state"), "cancelled");
    let again = shopper
        .post(&format!("/api/v1/orders/{id}/cancel"), json!({}))
        .await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &cancelled.body));
    assert_eq!(town.stock(DESK).await, (4, 0), "put back once");
    let far = Timestamp::from_ms(i64::MAX / 2);
    for (from, action) in [
        (OrderState::Paid, OrderAction::Pack),
        (OrderState::Packed, OrderAction::Ship),
    ] {
        assert_eq!(
            town.shop
                .db
                .advance(from, action, far, Timestamp::from_ms(1))
                .await
                .unwrap(),
            1
        );
    }
    let shipped = shopper
        .post(&format!("/api/v1/orders/{kept}/cancel"), json!({}))
        .await;
    shipped.is_problem(409, "not-possible");
    let steps = shopper.get(&format!("/api/v1/orders/{kept}")).await;
    let states: Vec<&str> = steps
        .list("/steps")
        .iter()
        .map(|step| step["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["placed", "paid", "packed", "shipped"]);
}

#[tokio::test]
async fn what_was_not_bought_stays_in_the_cart() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    // Another tab adds more while this one pays.
    shopper.change("more", DESK, 2).await;
    shopper.change("else", "g-de-01:120-cm", 1).await;
    assert_eq!(
        shopper
            .pay("k", &held, "succeeds")
            .await
            .number("/lines/0/quantity"),
        1
    );
    let cart = shopper.get("/api/v1/cart").await;
    assert_eq!(
        (cart.number("/lines/0/quantity"), cart.list("/lines").len()),
        (2, 2)
    );
    assert_eq!(cart.number("/version"), 4);
}

#[tokio::test]
async fn orders_are_listed_newest_first_in_pages() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    town.set_stock(DESK, 5).await;
    let mut made = Vec::new();
    for key in ["1", "2", "3"] {
        let held = shopper.hold(key, DESK, 1).await;
        made.push(shopper.pay(key, &held, "succeeds").await.text("/id"));
        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
    }
    made.reverse();
    let first = shopper.get("/api/v1/orders?limit=2").await;
    let rest = shopper
        .get(&format!("/api/v1/orders?limit=2&cursor={}", first.text("/next")))
        .await;
    let read: Vec<_> = first
        .list("/items")
        .iter()
        .chain(rest.list("/items"))
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(json!(read), json!(made));
    assert!(rest.at("/next").is_null());
    assert_eq!(order("k", "c", "slow")["payment"], json!({"test": "slow"}));
}
