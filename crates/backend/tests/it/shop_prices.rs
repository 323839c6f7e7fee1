//! What is shown is what is charged: destinations, taxes, quantity breaks, and prices that move in between.

use meadow_domain::cart::overlay;
use meadow_wire::{Cart, CartChange, CartLine, Product};
use serde_json::{Value, json};

use crate::shop_stage::{Answer, DESK, Shopper, Town, order};

const MUG: &str = "g-en-18:one";
/// Living plants are taxed less.
const PLANT: &str = "g-de-14:salbei";

async fn send_to(shopper: &Shopper, country: &str) -> Answer {
    shopper
        .put("/api/v1/cart/destination", json!({"country": country}))
        .await
}

fn paying_in(key: &str, checkout: &str, country: &str) -> Value {
    let mut body = order(key, checkout, "succeeds");
    body["address"]["country"] = json!(country);
    body
}

#[tokio::test]
async fn the_destination_decides_delivery_and_taxes() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let cart = shopper.change("1", MUG, 1).await;
    assert_eq!(
        (cart.text("/rules/destination").as_str(), cart.number("/version")),
        ("DE", 1)
    );
    // Goods, delivery, tax, total.
    for (country, shipping, tax, total) in [
        ("DE", 490, 382, 2_390),
        ("SE", 990, 578, 2_890),
        ("CH", 1_490, 254, 3_390),
        ("US", 1_990, 311, 4_201),
    ] {
        let cart = send_to(&shopper, country).await;
        let got = ["shipping", "tax", "total"].map(|name| cart.number(&format!("/totals/{name}/minor")));
        assert_eq!(got, [shipping, tax, total], "{country}");
        assert_eq!(cart.text("/rules/destination"), country);
        let again = send_to(&shopper, country).await;
        assert_eq!(again.body, cart.body, "asking twice changes once");
    }
    assert_eq!(
        shopper.get("/api/v1/cart").await.text("/totals/tax_mode"),
        "added"
    );
    for wrong in ["XX", "de", "", "DEU"] {
        send_to(&shopper, wrong).await.is_problem(422, "invalid");
    }
    let more = json!({"country": "DE", "tax": 0});
    shopper
        .put("/api/v1/cart/destination", more)
        .await
        .is_problem(422, "invalid");
}

#[tokio::test]
async fn an_order_goes_where_its_totals_were_worked_out_for() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", MUG, 1).await;
    let refused = shopper.post("/api/v1/orders", paying_in("k", &held, "SE")).await;
    refused.is_problem(409, "other-country");
    assert_eq!(refused.text("/errors/0/field"), "address.country");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM attempts").await,
        0,
        "nothing was begun"
    );
    send_to(&shopper, "SE").await;
    let held = shopper.check_out("k2").await;
    assert_eq!(
        (
            held.text("/destination").as_str(),
            held.number("/totals/total/minor")
        ),
        ("SE", 2_890)
    );
    let order = shopper
        .post("/api/v1/orders", paying_in("k2", &held.text("/id"), "SE"))
        .await;
    assert_eq!(
        (order.status.as_u16(), order.number("/totals/total/minor")),
        (201, 2_890)
    );
}

#[tokio::test]
async fn what_each_line_paid_adds_up_with_breaks_classes_coupons_and_added_tax() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", MUG, 3).await;
    shopper.change("2", PLANT, 2).await;
    shopper.put("/api/v1/cart/coupons/WELCOME10", json!({})).await;
    for country in ["DE", "US"] {
        send_to(&shopper, country).await;
        let held = shopper.check_out(country).await;
        assert_eq!(held.number("/lines/0/unit_price/minor"), 1_710, "from two on");
        let lines = held.list("/lines");
        let sum = |field: &str| -> i64 {
            lines
                .iter()
                .map(|line| line[field]["minor"].as_i64().unwrap())
                .sum()
        };
        let total = |name: &str| held.number(&format!("/totals/{name}/minor"));
        assert_eq!(sum("discount"), total("discount"));
        let delivery_tax = total("tax") - sum("tax");
        assert!(delivery_tax >= 0);
        let on_delivery = if country == "US" { delivery_tax } else { 0 };
        assert_eq!(sum("paid") + total("shipping") + on_delivery, total("total"));
    }
    let rates: Vec<i64> = {
        send_to(&shopper, "DE").await;
        let held = shopper.check_out("rates").await;
        held.list("/lines")
            .iter()
            .map(|line| line["tax_permille"].as_i64().unwrap())
            .collect()
    };
    assert_eq!(rates, [190, 70]);
}

#[tokio::test]
async fn a_price_that_moved_is_said_before_anything_is_held_and_frozen_after() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    town.run("UPDATE variants SET price = 19900 WHERE id = 'g-de-01:100-cm'")
        .await;
    let refused = shopper.check_out("k").await;
    refused.is_problem(409, "prices-changed");
    assert_eq!(refused.text("/errors/0/field"), format!("lines.{DESK}"));
    assert!(
        refused
            .text("/detail")
            .contains("costs 199.00 EUR now; it was 189.00 EUR"),
        "{refused:?}"
    );
    assert_eq!(town.stock(DESK).await.1, 0, "nothing is held");
    let cart = shopper.get("/api/v1/cart").await;
    assert_eq!(
        (cart.number("/version"), cart.number("/totals/total/minor")),
        (2, 19_900)
    );
    let held = shopper.check_out("k").await;
    assert_eq!(
        (held.status.as_u16(), held.number("/totals/total/minor")),
        (201, 19_900)
    );
    // From here on nothing changes it.
    town.run("UPDATE variants SET price = 99900 WHERE id = 'g-de-01:100-cm'")
        .await;
    assert_eq!(shopper.check_out("k").await.number("/totals/total/minor"), 19_900);
    let order = shopper.pay("k", &held.text("/id"), "succeeds").await;
    assert_eq!(order.number("/totals/total/minor"), 19_900);
    assert_eq!(order.number("/lines/0/paid/minor"), 19_900);
}

#[tokio::test]
async fn a_coupon_that_ends_in_between_is_said_and_shown_and_one_that_is_held_still_counts() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    shopper.put("/api/v1/cart/coupons/FIVER", json!({})).await;
    let held = shopper.check_out("k").await;
    assert_eq!(held.number("/totals/total/minor"), 18_400);
    town.run("UPDATE coupons SET ends_at = 1000 WHERE code = 'FIVER'")
        .await;
    let refused = shopper.check_out("k2").await;
    refused.is_problem(409, "prices-changed");
    assert_eq!(refused.text("/errors/0/field"), "coupons.FIVER");
    let cart = shopper.get("/api/v1/cart").await;
    assert_eq!(cart.at("/coupons/0/refusal"), &json!("expired"));
    assert_eq!(cart.number("/totals/total/minor"), 18_900);
    let order = shopper.pay("k", &held.text("/id"), "succeeds").await;
    assert_eq!(
        order.number("/totals/total/minor"),
        18_400,
        "what was frozen is paid"
    );
}

#[tokio::test]
async fn rows_from_before_prices_had_parts_can_still_be_read_and_paid() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let bought = shopper.hold("old", DESK, 2).await;
    let order = shopper.pay("old", &bought, "succeeds").await.text("/id");
    let held = shopper.hold("k", DESK, 1).await;
    for table in ["orders", "checkouts"] {
        let old_lines = "json_array(json_object('variant', 'g-de-01:100-cm', 'product', 'g-de-01', 'name', 'Desk', \
                         'lang', 'de', 'choice', '', 'picture', json_extract(lines, '$[0].picture'), 'quantity', \
                         json_extract(lines, '$[0].quantity'), 'unit_price', json_object('minor', 18900, 'currency', 'EUR')))";
        let old_totals = "json_remove(totals, '$.weight_grams', '$.shipping_by', '$.tax', '$.tax_mode')";
        let sql = format!("UPDATE {table} SET lines = {old_lines}, totals = {old_totals}, coupons = '[]'");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&town.shop.db.writer)
            .await
            .unwrap();
    }
    town.run("UPDATE checkouts SET destination = ''").await;
    town.run("UPDATE carts SET seen = ''").await;
    let old = shopper.get(&format!("/api/v1/orders/{order}")).await;
    assert_eq!(
        (old.number("/lines/0/paid/minor"), old.number("/totals/tax/minor")),
        (37_800, 0)
    );
    // Such a checkout knows no country: it may go anywhere.
    let paid = shopper.post("/api/v1/orders", paying_in("k", &held, "SE")).await;
    assert_eq!(
        (paid.status.as_u16(), paid.number("/lines/0/paid/minor")),
        (201, 18_900)
    );
    shopper.change("more", DESK, 1).await;
    assert_eq!(shopper.check_out("new").await.status, 201);
}

/// A number below `end`, by a small generator that is the same every time.
fn below(state: &mut u64, end: u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from((*state >> 33) % end).unwrap()
}

#[tokio::test]
async fn what_the_page_shows_at_once_is_what_the_server_answers_to_the_cent() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let mut templates = Vec::new();
    for id in ["g-en-18", "g-de-14", "g-de-01", "g-en-39", "g-de-23", "g-zh-07"] {
        let product: Product =
            serde_json::from_value(shopper.get(&format!("/api/v1/products/{id}")).await.body).unwrap();
        for variant in product.variants.iter().filter(|variant| variant.stock > 0) {
            templates.push(CartLine {
                variant: variant.id.clone(),
                product: product.card.id.clone(),
                unit_price: variant.price,
                terms: variant.terms.clone(),
                ..CartLine::default()
            });
        }
    }
    shopper.change("first", MUG, 7).await;
    let mut dice = 2_026;
    for code in ["BIG20", "MUG25", "WELCOME10", "FREESHIP"] {
        assert_eq!(
            shopper
                .put(&format!("/api/v1/cart/coupons/{code}"), json!({}))
                .await
                .status,
            200,
            "{code}"
        );
    }
    for step in 0..120 {
        let country = ["DE", "SE", "CH", "US", "FI", "JP"][below(&mut dice, 6)];
        let confirmed: Cart = serde_json::from_value(send_to(&shopper, country).await.body).unwrap();
        let template = templates[below(&mut dice, templates.len() as u64)].clone();
        let delta = i32::try_from(below(&mut dice, 9)).unwrap() - 4;
        if delta == 0 {
            continue;
        }
        let id = format!("step-{step}");
        let change = CartChange {
            id: id.as_str().into(),
            variant: template.variant.clone(),
            delta,
        };
        let variant = template.variant.to_string();
        let shown = overlay(&confirmed, &[(change, template)]);
        let answered: Cart = serde_json::from_value(shopper.change(&id, &variant, delta).await.body).unwrap();
        assert_eq!(shown.totals, answered.totals, "step {step}, to {country}");
        assert_eq!(shown.coupons, answered.coupons, "step {step}, to {country}");
    }
}
