//! What narrows a search, in which order results come, and what can't be asked.

use crate::{search_asked::counts, shop_stage::Town};

#[tokio::test]
async fn filters_leave_what_they_say() {
    let town = Town::open().await;
    let dear = town
        .get("/api/v1/search?q=shoes&price_max=9000&in_stock=true&limit=50")
        .await;
    assert_eq!(counts(&dear)[2], 0, "people have no price");
    for hit in dear.list("/items") {
        if let Some(product) = hit["item"].get("product") {
            assert!(
                product["price"]["minor"].as_i64() <= Some(9_000) && product["stock"].as_i64() > Some(0),
                "{product}"
            );
        }
        if let Some(note) = hit["item"].get("note") {
            assert!(note["product_count"].as_i64() > Some(0), "{note}");
        }
    }
    let unpaid = town
        .get("/api/v1/search?q=Regen&form=unpaid,with_products&limit=50")
        .await;
    assert!(counts(&unpaid)[0] > 0 && counts(&unpaid)[1..] == [0, 0]);
    for hit in unpaid.list("/items") {
        let note = &hit["item"]["note"];
        assert!(
            note["paid"] == false && note["product_count"].as_i64() > Some(0),
            "{note}"
        );
    }
    let all = counts(&town.get("/api/v1/search?q=lamp").await);
    let german = town.get("/api/v1/search?q=lamp&lang=de&limit=50").await;
    assert!(counts(&german)[0] < all[0] && counts(&german)[0] > 0);
    for hit in german.list("/items") {
        if let Some(note) = hit["item"].get("note") {
            assert_eq!(note["lang"], "de");
        }
    }
    let ages = ["day", "week", "month", "year"];
    let mut before = 0;
    for since in ages {
        let [notes, products, people] =
            counts(&town.get(&format!("/api/v1/search?q=shoes&since={since}")).await);
        assert!(notes >= before && (products, people) == (0, 0), "{since}");
        before = notes;
    }
    assert!(before > 0);
}

#[tokio::test]
async fn results_come_in_the_order_that_is_asked_for() {
    let town = Town::open().await;
    for (sort, field) in [("newest", "at"), ("liked", "likes")] {
        let page = town
            .get(&format!("/api/v1/search?q=shoes&kind=notes&sort={sort}&limit=50"))
            .await;
        let values: Vec<String> = page
            .list("/items")
            .iter()
            .map(|hit| format!("{:>12}", hit["item"]["note"][field].to_string()))
            .collect();
        assert!(
            values.len() > 5 && values.windows(2).all(|two| two[0] >= two[1]),
            "{sort}: {values:?}"
        );
    }
    let page = town
        .get("/api/v1/search?q=shoes&kind=products&sort=price_up&limit=50")
        .await;
    let prices: Vec<i64> = page
        .list("/items")
        .iter()
        .filter_map(|hit| hit["item"]["product"]["price"]["minor"].as_i64())
        .collect();
    assert!(prices.len() > 1 && prices.is_sorted(), "{prices:?}");
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_in_words() {
    let town = Town::open().await;
    let long = "a".repeat(201);
    for (query, field) in [
        ("", "q"),
        ("q=", "q"),
        ("q=%20%20", "q"),
        (&format!("q={long}"), "q"),
        ("q=a&kind=rooms", "kind"),
        ("q=a&form=film", "form"),
        ("q=a&since=ever", "since"),
        ("q=a&price_min=-1", "price_min"),
        ("q=a&price_max=cheap", "price_max"),
        ("q=a&price_min=2&price_max=1", "price_max"),
        ("q=a&in_stock=perhaps", "in_stock"),
        ("q=a&sort=random", "sort"),
        ("q=a&lang=Deutsch", "lang"),
        ("q=a&colour=red", "colour"),
        ("q=a&q=b", "query"),
        ("q=a&limit=0", "limit"),
        ("q=a&cursor=nonsense", "cursor"),
    ] {
        let answer = town.get(&format!("/api/v1/search?{query}")).await;
        answer.is_problem(422, "invalid");
        assert_eq!(answer.text("/errors/0/field"), field, "{query}: {answer:?}");
    }
    let next = town.get("/api/v1/search?q=shoes&limit=1").await.text("/next");
    let other = town
        .get(&format!("/api/v1/search?q=lamps&limit=1&cursor={next}"))
        .await;
    other.is_problem(422, "invalid");
    town.get("/api/v1/search?q=500").await.is_problem(500, "broken");
}
