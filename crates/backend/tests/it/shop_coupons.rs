//! Coupons, from the field in the cart to the order and back.

use serde_json::{Value, json};

use crate::shop_stage::{Answer, DESK, Shopper, Town};

/// A mug for 19 €; 17.10 € each from two on.
const MUG: &str = "g-en-18:one";

pub async fn give(shopper: &Shopper, code: &str) -> Answer {
    shopper
        .put(&format!("/api/v1/cart/coupons/{code}"), json!({}))
        .await
}

async fn take(shopper: &Shopper, code: &str) -> Answer {
    shopper
        .delete(&format!("/api/v1/cart/coupons/{code}"), None)
        .await
}

/// Subtotal, discount, delivery, total.
fn sums(answer: &Answer) -> [i64; 4] {
    ["subtotal", "discount", "shipping", "total"].map(|name| answer.number(&format!("/totals/{name}/minor")))
}

pub async fn used(town: &Town, code: &str) -> i64 {
    sqlx::query_scalar("SELECT used FROM coupons WHERE code = $1")
        .bind(code)
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_coupon_takes_something_off_the_cart_the_checkout_and_the_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let cart = shopper.change("1", MUG, 1).await;
    assert_eq!(sums(&cart), [1_900, 0, 490, 2_390]);
    let cart = give(&shopper, "welcome10").await;
    assert_eq!((cart.status.as_u16(), cart.number("/version")), (200, 2));
    assert_eq!(sums(&cart), [1_900, 190, 490, 2_200]);
    // 22.00 · 19/119
    assert_eq!(cart.number("/totals/tax/minor"), 351);
    assert_eq!(cart.number("/coupons/0/takes_off/minor"), 190);
    let again = give(&shopper, "%20Welcome10%20").await;
    assert_eq!(again.body, cart.body, "asking twice uses it once");
    let held = shopper.check_out("k").await;
    assert_eq!(held.at("/totals"), cart.at("/totals"));
    assert_eq!(held.text("/destination"), "DE");
    assert_eq!(used(&town, "WELCOME10").await, 1);
    let order = shopper.pay("k", &held.text("/id"), "succeeds").await;
    assert_eq!(sums(&order), [1_900, 190, 490, 2_200]);
    assert_eq!(order.text("/coupons/0/coupon/code"), "WELCOME10");
    assert_eq!(
        (
            order.number("/lines/0/discount/minor"),
            order.number("/lines/0/paid/minor")
        ),
        (190, 1_710)
    );
    let after = shopper.change("2", MUG, 1).await;
    assert_eq!(
        after.list("/coupons").len(),
        0,
        "what was used is gone from the cart"
    );
    give(&shopper, "WELCOME10")
        .await
        .is_problem(409, "coupon-used-by-you");
    assert_eq!(
        give(&town.shopper().await, "WELCOME10").await.status,
        200,
        "others may"
    );
}

#[tokio::test]
async fn every_coupon_that_does_not_count_is_refused_in_its_own_words() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    let before = shopper.get("/api/v1/cart").await.body;
    let mut told = Vec::new();
    for (code, kind) in [
        ("NOSUCH", "coupon-unknown"),
        ("SPRING", "coupon-expired"),
        ("NEXTYEAR", "coupon-not-begun"),
        ("GONE", "coupon-used-up"),
        ("FORMIRA", "coupon-not-for-you"),
        ("MUG25", "coupon-other-goods"),
        ("LIVE15", "coupon-other-room"),
    ] {
        let refused = give(&shopper, code).await;
        refused.is_problem(409, kind);
        assert_eq!(refused.text("/errors/0/field"), "code");
        told.push((refused.text("/detail"), refused.text("/next_step")));
    }
    told.sort();
    told.dedup_by(|a, b| a.0 == b.0);
    assert_eq!(told.len(), 7, "{told:?}");
    for wrong in ["%20", "no+code", "abc%2Fdef", &"X".repeat(33)] {
        give(&shopper, wrong).await.is_problem(422, "invalid");
    }
    assert_eq!(
        shopper.get("/api/v1/cart").await.body,
        before,
        "the cart is as it was"
    );
    let room = json!({"room": "r-en-01"});
    let live = shopper.put("/api/v1/cart/coupons/LIVE15", room).await;
    assert_eq!(live.number("/totals/discount/minor"), 2_835);
    give(&shopper, "SOLO30")
        .await
        .is_problem(409, "coupon-not-stackable");
    let unknown = json!({"total": 1});
    shopper
        .put("/api/v1/cart/coupons/FIVER", unknown)
        .await
        .is_problem(422, "invalid");
}

#[tokio::test]
async fn a_minimum_is_refused_before_it_is_reached_and_flips_with_the_quantity() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", MUG, 5).await;
    let refused = give(&shopper, "BIG20").await;
    refused.is_problem(409, "coupon-minimum");
    // Five mugs cost 15.20 € each.
    assert_eq!(refused.text("/next_step"), "Add goods for 24.00 EUR more.");
    shopper.change("2", MUG, 2).await;
    assert_eq!(sums(&give(&shopper, "BIG20").await), [10_640, 2_000, 0, 8_640]);
    let fewer = shopper.change("3", MUG, -1).await;
    assert_eq!(sums(&fewer), [9_120, 0, 0, 9_120]);
    assert_eq!(
        fewer.at("/coupons/0/refusal"),
        &json!({"minimum_not_reached": {"minor": 880, "currency": "EUR"}})
    );
    assert_eq!(
        sums(&shopper.change("4", MUG, 1).await),
        [10_640, 2_000, 0, 8_640]
    );
}

#[tokio::test]
async fn coupons_stack_or_do_not_and_a_cart_takes_five() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", MUG, 1).await;
    for code in ["FIVER", "MUG25", "FREESHIP", "WELCOME10"] {
        assert_eq!(give(&shopper, code).await.status, 200, "{code}");
    }
    // 19.00 − 25 % = 14.25; − 10 % = 12.82 (1.425 is 1.43); − 5.00.
    let cart = give(&shopper, "LASTONE").await;
    assert_eq!(sums(&cart), [1_900, 1_900, 0, 0]);
    sqlx::query(
        "INSERT INTO coupons SELECT 'SIXTH', takes, minimum, products, room, person, starts_at, ends_at, \
                 stacks, words, lang, cap, per_person, used FROM coupons WHERE code = 'FIVER'",
    )
    .execute(&town.shop.db.writer)
    .await
    .unwrap();
    give(&shopper, "SIXTH").await.is_problem(409, "coupon-too-many");
    let cart = take(&shopper, "lastone").await;
    assert_eq!(sums(&cart), [1_900, 1_118, 0, 782]);
    assert_eq!(
        take(&shopper, "LASTONE").await.body,
        cart.body,
        "asking twice drops it once"
    );
    for code in ["FIVER", "MUG25", "FREESHIP", "WELCOME10"] {
        take(&shopper, code).await;
    }
    assert_eq!(sums(&give(&shopper, "SOLO30").await), [1_900, 570, 490, 1_820]);
    let refused = give(&shopper, "FIVER").await;
    refused.is_problem(409, "coupon-not-stackable");
    assert!(refused.text("/next_step").contains("SOLO30"));
}

#[tokio::test]
async fn a_coupon_that_changed_nothing_is_not_used_up() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    assert_eq!(
        give(&shopper, "FREESHIP").await.status,
        200,
        "delivery is free anyway"
    );
    let held = shopper.check_out("k").await.text("/id");
    let order = shopper.pay("k", &held, "succeeds").await;
    assert_eq!(order.list("/coupons").len(), 0);
    assert_eq!(used(&town, "FREESHIP").await, 0);
}

#[tokio::test]
async fn who_guesses_codes_soon_waits() {
    let town = Town::with(|config| (config.rate_per_second, config.rate_burst) = (1_000, 1_000)).await;
    let shopper = town.shopper().await;
    shopper.change("1", MUG, 1).await;
    for guess in 0..10 {
        give(&shopper, &format!("GUESS{guess}"))
            .await
            .is_problem(409, "coupon-unknown");
    }
    let refused = give(&shopper, "WELCOME10").await;
    refused.is_problem(429, "too-many");
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(shopper.get("/api/v1/cart").await.status, 200, "all else goes on");
    assert_eq!(give(&town.shopper().await, "WELCOME10").await.status, 200);
}

#[tokio::test]
async fn a_coupon_needs_a_session_and_a_row_of_old_may_be_without_one() {
    let town = Town::open().await;
    let answer = town
        .send_raw("PUT", "/api/v1/cart/coupons/FIVER", "nobody", b"{}".to_vec())
        .await;
    answer.is_problem(401, "no-session");
    assert_eq!(
        town.get("/api/v1/cart").await.at("/coupons"),
        &Value::Array(Vec::new())
    );
}
