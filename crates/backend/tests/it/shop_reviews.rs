//! Reviews by whoever bought it, and what the shop vouches for.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use meadow_backend::{
    clock,
    db::{Proofs, Steps},
    signing::Signer,
};
use meadow_domain::{order::OrderAction, proof::statement};
use meadow_wire::{OrderState, ProductId, Review};
use serde_json::{Value, json};

use crate::shop_stage::{Answer, DESK, Shopper, Town};

const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn a_buyer_writes_and_the_product_shows_it_first_with_their_name() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 40).await;
    let said = shopper.post(&path(&order), review("r1", DESK)).await;
    assert_eq!(said.status, 201, "{said:?}");
    let name = shopper.get("/api/v1/session").await.text("/person/name");
    assert_eq!(said.text("/author/name"), name);
    let product = shopper.get("/api/v1/products/g-de-01").await;
    assert_eq!(product.at("/reviews/0"), &said.body);
    assert_eq!(product.at("/reviews/0/mine"), &json!(true));
    assert_eq!(
        product.at("/reviews/0/traits/0"),
        &json!({"key": "home", "value": "dorm"})
    );
    let others = town.get("/api/v1/products/g-de-01").await;
    assert_eq!(others.at("/reviews/0/mine"), &json!(false));
    let written = shopper.get(&path(&order)).await;
    assert_eq!(written.list("/items"), std::slice::from_ref(&said.body));
}

#[tokio::test]
async fn the_same_key_writes_once_and_another_body_is_refused() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 40).await;
    let first = shopper.post(&path(&order), review("r1", DESK)).await;
    let again = shopper.post(&path(&order), review("r1", DESK)).await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &first.body));
    let mut other = review("r1", DESK);
    other["words"]["stars"] = json!(1);
    shopper
        .post(&path(&order), other)
        .await
        .is_problem(422, "key-reused");
    let second = shopper.post(&path(&order), review("r2", DESK)).await;
    second.is_problem(409, "reviewed");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM reviews WHERE session IS NOT NULL")
            .await,
        1
    );
}

#[tokio::test]
async fn a_review_is_changed_and_taken_back_by_its_author_only() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 40).await;
    let said = shopper.post(&path(&order), review("r1", DESK)).await;
    let one = format!("/api/v1/reviews/{}", said.text("/id"));
    let mut words = review("", DESK)["words"].clone();
    words["text"] = json!("  Wobbles after all.  ");
    words["stars"] = json!(2);
    let stranger = town.shopper().await;
    stranger
        .put(&one, words.clone())
        .await
        .is_problem(404, "not-found");
    stranger.delete(&one, None).await.is_problem(404, "not-found");
    let changed = shopper.put(&one, words).await;
    assert_eq!((changed.status.as_u16(), changed.number("/stars")), (200, 2));
    assert_eq!(changed.text("/text"), "Wobbles after all.");
    assert_eq!(changed.at("/at"), said.at("/at"));
    assert!(!changed.text("/edited_at").is_empty());
    verify(&town, "g-de-01", &changed.body).await;
    for _ in 0..2 {
        assert_eq!(shopper.delete(&one, None).await.status, 204);
    }
    // A repetition that comes late brings nothing back, nor does anything else that is said with this key.
    let late = shopper.post(&path(&order), review("r1", DESK)).await;
    late.is_problem(410, "taken-back");
    let mut other = review("r1", DESK);
    other["words"]["stars"] = json!(1);
    let late = shopper.post(&path(&order), other).await;
    late.is_problem(410, "taken-back");
    assert_eq!(shopper.get(&path(&order)).await.list("/items").len(), 0);
    assert_eq!(shopper.post(&path(&order), review("r3", DESK)).await.status, 201);
}

#[tokio::test]
async fn only_what_was_bought_and_delivered_can_be_reviewed() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 1).await;
    let stranger = town.shopper().await;
    let refused = stranger.post(&path(&order), review("r1", DESK)).await;
    refused.is_problem(404, "not-found");
    stranger.get(&path(&order)).await.is_problem(404, "not-found");
    town.send_raw("POST", &path(&order), "nobody", b"{}".to_vec())
        .await
        .is_problem(401, "no-session");
    let other = shopper.post(&path(&order), review("r1", "g-en-01:38/e")).await;
    other.is_problem(422, "invalid");
    let early = bought(&shopper, "k2").await;
    let refused = shopper.post(&path(&early), review("r1", DESK)).await;
    refused.is_problem(409, "not-delivered");
    assert!(refused.text("/detail").contains("once it is with you"));
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 1).await;
    for (field, value) in [
        ("stars", json!(6)),
        ("text", json!("")),
        ("text", json!("x".repeat(2_001))),
        ("traits", json!([{"key": "shoe", "value": "big"}])),
        ("photos", json!(vec![json!({"photo": "x", "alt": ""}); 5])),
    ] {
        let mut wrong = review("r1", DESK);
        wrong["words"][field] = value;
        let refused = shopper.post(&path(&order), wrong).await;
        refused.is_problem(422, "invalid");
        assert_eq!(refused.text("/errors/0/field"), format!("words.{field}"));
    }
    let mut unknown = review("r1", DESK);
    unknown["words"]["photos"] = json!([{"photo": "ph-none", "alt": ""}]);
    let refused = shopper.post(&path(&order), unknown).await;
    refused.is_problem(422, "invalid");
    assert_eq!(refused.text("/errors/0/field"), "words.photos.0");
    assert_eq!(town.count("SELECT COUNT(*) FROM review_keys").await, 0);
}

#[tokio::test]
async fn the_proof_holds_and_nobody_used_it_longer_than_they_had_it() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 40).await;
    let mut long = review("r1", DESK);
    long["words"]["days_used"] = json!(900);
    let said = shopper.post(&path(&order), long).await;
    assert_eq!((said.number("/days_used"), said.number("/proof/days")), (40, 40));
    let month: String = clock::now().to_string().chars().take(7).collect();
    assert_eq!(said.text("/proof/bought"), month);
    verify(&town, "g-de-01", &said.body).await;
    // Any other fact, and it does not hold any more.
    for (pointer, other) in [
        ("/id", json!("rv-other")),
        ("/variant", json!("g-de-01:120-cm")),
        ("/outcome", json!("returned")),
        ("/paid", json!(true)),
        ("/proof/days", json!(41)),
        ("/proof/bought", json!("2020-01")),
    ] {
        let mut forged = said.body.clone();
        *forged.pointer_mut(pointer).unwrap() = other;
        assert!(!holds(&town, "g-de-01", &forged).await, "{pointer}");
    }
    assert!(!holds(&town, "g-de-02", &said.body).await);
}

#[tokio::test]
async fn an_order_that_came_back_says_so_whatever_its_buyer_says() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 40).await;
    town.run("UPDATE orders SET state = 'refunded'").await;
    let said = shopper.post(&path(&order), review("r1", DESK)).await;
    assert_eq!(
        (said.status.as_u16(), said.text("/outcome")),
        (201, "returned".to_owned())
    );
    verify(&town, "g-de-01", &said.body).await;
}

#[tokio::test]
async fn the_towns_reviews_are_signed_where_the_town_knows_of_a_purchase() {
    let town = Town::open().await;
    let (mut signed, mut unknown) = (0, 0);
    for number in 1..=40 {
        let id = format!("g-en-{number:02}");
        let product = town.get(&format!("/api/v1/products/{id}")).await;
        for review in product.list("/reviews") {
            match review["proof"] {
                Value::Null => unknown += 1,
                _ => {
                    verify(&town, &id, review).await;
                    signed += 1;
                }
            }
        }
    }
    assert!(signed > 50 && unknown > 5, "{signed} signed, {unknown} unknown");
}

#[tokio::test]
async fn an_old_key_stays_listed_when_another_one_signs() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 3).await;
    let said = shopper.post(&path(&order), review("r1", DESK)).await;
    let other = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A".parse().unwrap();
    let other = Signer::open(Some(&other), town.folder.path()).unwrap();
    tokio::time::sleep(Duration::from_millis(2)).await;
    town.shop.db.keep_key(other.public(), clock::now()).await.unwrap();
    let keys = town.get("/api/v1/keys").await;
    assert!(keys.list("/keys").len() >= 2);
    assert_eq!(
        keys.at("/keys/0/kid"),
        said.at("/proof/key"),
        "the one in use is first"
    );
    assert_eq!(keys.at("/keys/0/crv"), &json!("Ed25519"));
    verify(&town, "g-de-01", &said.body).await;
}

pub async fn verify(town: &Town, product: &str, review: &Value) {
    assert!(holds(town, product, review).await, "{review}");
}

/// As a browser checks it.
async fn holds(town: &Town, product: &str, review: &Value) -> bool {
    let keys = town.get("/api/v1/keys").await;
    let key = keys
        .list("/keys")
        .iter()
        .find(|key| key["kid"] == review["proof"]["key"]);
    let bytes = |value: &Value| URL_SAFE_NO_PAD.decode(value.as_str().unwrap()).unwrap();
    let key = bytes(&key.expect("the key is listed")["x"]);
    let key = VerifyingKey::from_bytes(&key.try_into().unwrap()).unwrap();
    let signature = Signature::from_slice(&bytes(&review["proof"]["signature"])).unwrap();
    let review: Review = serde_json::from_value(review.clone()).unwrap();
    statement(&ProductId::from(product), &review)
        .is_some_and(|text| key.verify_strict(text.as_bytes(), &signature).is_ok())
}

/// Somebody whose order came so many days ago.
pub async fn delivered(town: &Town, days_ago: i64) -> (Shopper, String) {
    let shopper = town.shopper().await;
    let order = bought(&shopper, "k1").await;
    let at = clock::now().plus_ms(-days_ago * DAY_MS);
    let placed_before = clock::now().plus_ms(1_000);
    for (from, action) in [
        (OrderState::Paid, OrderAction::Pack),
        (OrderState::Packed, OrderAction::Ship),
        (OrderState::Shipped, OrderAction::Deliver),
    ] {
        let moved = town
            .shop
            .db
            .advance(from, action, placed_before, at)
            .await
            .unwrap();
        assert_eq!(moved, 1);
    }
    (shopper, order)
}

async fn bought(shopper: &Shopper, key: &str) -> String {
    let held = shopper.hold(key, DESK, 1).await;
    let placed: Answer = shopper.pay(key, &held, "succeeds").await;
    assert_eq!(placed.status, 201, "{placed:?}");
    placed.text("/id")
}

pub fn path(order: &str) -> String {
    format!("/api/v1/orders/{order}/reviews")
}

pub fn review(key: &str, variant: &str) -> Value {
    json!({"key": key, "variant": variant, "words": {
        "stars": 5, "text": "It stands.", "outcome": "kept", "days_used": 30, "paid": false,
        "traits": [{"key": "home", "value": "dorm"}], "photos": [],
    }})
}
