//! Many reviews: page by page, and counted all the same.

use serde_json::{Value, json};

use crate::{
    shop_reviews::{delivered, path, review},
    shop_stage::{DESK, Town},
};

const PRODUCT: &str = "/api/v1/products/g-de-01";

/// Fifty more, ten of them at the same moment.
async fn crowd(town: &Town) {
    town.run(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) \
         INSERT INTO reviews (id, product, author, stars, body, outcome, days_used, at) \
         SELECT 'rv-many-' || i, 'g-de-01', 'p-de-02', 1 + i % 5, 'So so.', \
         CASE WHEN i % 10 = 0 THEN 'returned' ELSE 'kept' END, i, 1000 + MAX(i, 10) FROM n",
    )
    .await;
}

#[tokio::test]
async fn a_product_brings_the_first_page_and_counts_all() {
    let town = Town::open().await;
    let before = town.get(PRODUCT).await;
    assert_eq!(
        before.at("/reviews_next"),
        &Value::Null,
        "all of the town's fit on one page"
    );
    crowd(&town).await;
    let product = town.get(PRODUCT).await;
    assert_eq!(product.list("/reviews").len(), 24);
    let (mut given, mut kept) = (Vec::new(), before.number("/review_counts/kept"));
    for stars in 0..5 {
        given.push(before.number(&format!("/review_counts/by_stars/{stars}")) + 10);
    }
    kept += 45;
    assert_eq!(
        product.at("/review_counts"),
        &json!({"by_stars": given, "kept": kept})
    );
    let written: i64 = given.iter().sum();
    assert_eq!(
        written,
        town.count("SELECT COUNT(*) FROM reviews WHERE product = 'g-de-01'")
            .await
    );
    let next = format!("{PRODUCT}/reviews?cursor={}", product.text("/reviews_next"));
    let first = town.get(&format!("{PRODUCT}/reviews")).await;
    assert_eq!(first.at("/items"), product.at("/reviews"));
    assert_eq!(first.at("/next"), product.at("/reviews_next"));
    assert_ne!(town.get(&next).await.at("/items/0"), product.at("/reviews/0"));
}

#[tokio::test]
async fn pages_bring_every_review_once_newest_first() {
    let town = Town::open().await;
    let (shopper, order) = delivered(&town, 3).await;
    let said = shopper.post(&path(&order), review("r1", DESK)).await;
    crowd(&town).await;
    let (mut ids, mut times) = (Vec::new(), Vec::new());
    let mut from = String::new();
    loop {
        let page = shopper.get(&format!("{PRODUCT}/reviews?limit=7{from}")).await;
        assert_eq!(page.status, 200, "{page:?}");
        for review in page.list("/items") {
            ids.push(review["id"].as_str().unwrap().to_owned());
            times.push(review["at"].as_str().unwrap().to_owned());
        }
        match page.at("/next") {
            Value::String(next) => from = format!("&cursor={next}"),
            _ => break,
        }
        assert_eq!(page.list("/items").len(), 7);
    }
    assert_eq!(ids[0], said.text("/id"));
    assert!(times.is_sorted_by(|newer, older| newer >= older), "{times:?}");
    let all = town
        .count("SELECT COUNT(*) FROM reviews WHERE product = 'g-de-01'")
        .await;
    ids.sort();
    ids.dedup();
    assert_eq!(i64::try_from(ids.len()).unwrap(), all);
    let first = shopper.get(&format!("{PRODUCT}/reviews?limit=1")).await;
    assert_eq!(first.at("/items/0/mine"), &json!(true));
    let tag = first.headers["etag"].to_str().unwrap();
    let path = format!("{PRODUCT}/reviews?limit=1");
    let others = town.get_if_none_match(&path, tag).await;
    assert_eq!(others.status, 200, "somebody else reads something else");
}

#[tokio::test]
async fn a_wrong_page_and_an_unknown_product_are_refused() {
    let town = Town::open().await;
    for query in ["limit=0", "limit=51", "cursor=none", "cursor=ZmVlZDox"] {
        town.get(&format!("{PRODUCT}/reviews?{query}"))
            .await
            .is_problem(422, "invalid");
    }
    town.get("/api/v1/products/g-none/reviews")
        .await
        .is_problem(404, "not-found");
}
