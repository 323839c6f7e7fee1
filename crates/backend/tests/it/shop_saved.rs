//! What is kept for another day.

use serde_json::json;

use crate::shop_stage::{DESK, Town};

#[tokio::test]
async fn what_is_kept_is_there_once_with_the_price_it_had() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let path = format!("/api/v1/saved/later/{DESK}");
    let kept = shopper.put(&path, json!({"quantity": 2})).await;
    assert_eq!(kept.status, 200, "{kept:?}");
    let price = kept.number("/items/0/price_then/minor");
    town.run("UPDATE variants SET price = price + 500").await;
    let again = shopper.put(&path, json!({"quantity": 3})).await;
    assert_eq!(again.list("/items").len(), 1);
    assert_eq!(again.number("/items/0/quantity"), 3);
    assert_eq!(again.number("/items/0/price_then/minor"), price);
    assert_eq!(again.number("/items/0/offer/variant/price/minor"), price + 500);
    assert_eq!(shopper.get("/api/v1/saved").await.body, again.body);
    assert_eq!(
        town.get("/api/v1/saved").await.list("/items").len(),
        0,
        "nobody keeps nothing"
    );
}

#[tokio::test]
async fn a_wish_and_what_is_set_aside_are_two_things_and_each_can_go() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    for list in ["later", "wishes"] {
        let path = format!("/api/v1/saved/{list}/{DESK}");
        assert_eq!(shopper.put(&path, json!({"quantity": 1})).await.status, 200);
    }
    let path = format!("/api/v1/saved/later/{DESK}");
    for _ in 0..2 {
        let left = shopper.delete(&path, None).await;
        assert_eq!(left.list("/items").len(), 1, "{left:?}");
        assert_eq!(left.text("/items/0/list"), "wishes");
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_with_a_reason() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let path = format!("/api/v1/saved/later/{DESK}");
    shopper
        .put(&path, json!({"quantity": 0}))
        .await
        .is_problem(422, "invalid");
    shopper
        .put(&path, json!({"quantity": 100}))
        .await
        .is_problem(422, "invalid");
    let nothing = shopper
        .put("/api/v1/saved/later/none", json!({"quantity": 1}))
        .await;
    nothing.is_problem(404, "not-found");
    let nowhere = format!("/api/v1/saved/attic/{DESK}");
    shopper
        .put(&nowhere, json!({"quantity": 1}))
        .await
        .is_problem(404, "not-found");
    town.run(
        "INSERT INTO saved (session, variant, list, quantity, price, at) SELECT s.id, v.id, 'wishes', 1, 1, 1 \
         FROM sessions s, variants v WHERE v.id <> 'g-de-01:100-cm' LIMIT 200",
    )
    .await;
    shopper
        .put(&path, json!({"quantity": 1}))
        .await
        .is_problem(409, "not-possible");
    assert_eq!(town.count("SELECT COUNT(*) FROM saved").await, 200);
}
