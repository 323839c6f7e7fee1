//! What can be read, by anybody.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::shop_stage::Town;

#[tokio::test]
async fn the_feed_can_be_read_to_its_end_without_doubles_and_without_a_picture_twice_in_sight() {
    let town = Town::open().await;
    let mut cards: Vec<Value> = Vec::new();
    let mut path = "/api/v1/feed".to_owned();
    loop {
        let page = town.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.list("/items").len() <= 24);
        cards.extend_from_slice(page.list("/items"));
        match page.at("/next").as_str() {
            Some(next) => path = format!("/api/v1/feed?cursor={next}"),
            None => break,
        }
    }
    let (mut ids, mut covers) = (HashSet::new(), Vec::new());
    for card in &cards {
        let (kind, card) = card
            .as_object()
            .and_then(|card| card.iter().next())
            .expect("a card");
        assert!(ids.insert(card["id"].clone()), "twice: {card}");
        let cover = if kind == "product" {
            &card["picture"]
        } else {
            &card["cover"]
        };
        let file = cover["sources"]
            .as_array()
            .and_then(|all| all.last())
            .expect("a source")["url"]
            .clone();
        let near = covers.len().saturating_sub(40);
        assert!(!covers[near..].contains(&file), "{file} is twice within 40 cards");
        covers.push(file);
    }
    let kinds = |kind: &str| cards.iter().filter(|card| card.get(kind).is_some()).count();
    assert!(kinds("note") >= 240, "{} notes", kinds("note"));
    assert_eq!(kinds("room"), 6);
    assert!(cards[4].get("room").is_some(), "the fifth card is a room");
    let distinct: HashSet<_> = covers.iter().collect();
    assert!(distinct.len() >= 120, "{} distinct covers", distinct.len());
}

#[tokio::test]
async fn the_town_is_large_enough() {
    let town = Town::open().await;
    for (what, least, sql) in [
        ("people", 60, "SELECT COUNT(*) FROM people"),
        (
            "notes",
            240,
            "SELECT COUNT(*) FROM notes WHERE id NOT LIKE 'n-sentinel%'",
        ),
        ("products", 120, "SELECT COUNT(*) FROM products"),
        ("rooms", 6, "SELECT COUNT(*) FROM rooms"),
        ("languages", 3, "SELECT COUNT(DISTINCT lang) FROM notes"),
        ("reviews", 120, "SELECT COUNT(*) FROM reviews"),
        ("comments", 240, "SELECT COUNT(*) FROM comments"),
    ] {
        let count = town.count(sql).await;
        assert!(count >= least, "{count} {what}");
    }
}

#[tokio::test]
async fn what_a_client_has_already_is_not_sent_again() {
    let town = Town::open().await;
    for path in [
        "/api/v1/feed",
        "/api/v1/notes/n-de-001",
        "/api/v1/products/g-en-01",
        "/api/v1/people/p-zh-01",
    ] {
        let first = town.get(path).await;
        assert_eq!(
            (first.status.as_u16(), &first.headers["cache-control"]),
            (200, &"private, no-cache".parse().unwrap())
        );
        let tag = first.headers["etag"].to_str().unwrap();
        assert_eq!(town.get_if_none_match(path, tag).await.status, 304, "{path}");
        assert_eq!(
            town.get_if_none_match(path, &format!("\"x\", W/{tag}"))
                .await
                .status,
            304,
            "{path}"
        );
        assert_eq!(
            town.get_if_none_match(path, "\"other\"").await.status,
            200,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_note_shows_its_products_its_hotspots_and_its_comments() {
    let town = Town::open().await;
    let id: String = sqlx::query_scalar("SELECT note FROM comments WHERE parent IS NOT NULL AND note IN (SELECT note FROM note_products) LIMIT 1")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    let note = town.get(&format!("/api/v1/notes/{id}")).await;
    assert_eq!(note.status, 200);
    assert_eq!(note.text("/card/id"), id);
    assert!(!note.text("/text").is_empty());
    assert_eq!(note.at("/pictures/0"), note.at("/card/cover"));
    assert_eq!(
        note.list("/hotspots").len() as i64,
        note.number("/card/product_count")
    );
    assert!(!note.list("/products").is_empty());
    let likes: Vec<i64> = note
        .list("/comments")
        .iter()
        .map(|one| one["likes"].as_i64().unwrap())
        .collect();
    assert!(likes.is_sorted_by(|a, b| a >= b), "{likes:?}");
    assert!(
        note.list("/comments/items")
            .iter()
            .any(|one| one.get("replies").is_some())
    );
}

#[tokio::test]
async fn a_product_has_variants_an_owner_and_what_buyers_say() {
    let town = Town::open().await;
    let product = town.get("/api/v1/products/g-de-01").await;
    assert_eq!(product.status, 200);
    assert_eq!(product.text("/owner/kind"), "owner");
    assert_eq!(product.list("/variants").len(), 3);
    assert_eq!(product.at("/card/price_varies"), true);
    let stock: i64 = product
        .list("/variants")
        .iter()
        .map(|one| one["stock"].as_i64().unwrap())
        .sum();
    assert_eq!(product.number("/card/stock"), stock);
    assert!(
        product
            .list("/reviews")
            .iter()
            .all(|review| !review["traits"].as_array().unwrap().is_empty())
    );
    assert_eq!(
        town.get("/api/v1/products/g-en-40").await.number("/card/stock"),
        0
    );
}

#[tokio::test]
async fn a_person_has_a_page_and_pages_of_notes() {
    let town = Town::open().await;
    let person = town.get("/api/v1/people/p-en-01").await;
    assert_eq!(person.status, 200);
    assert!(!person.text("/handle").is_empty());
    let all = person.list("/notes/items");
    let mut read: Vec<Value> = Vec::new();
    let mut path = "/api/v1/people/p-en-01/notes?limit=1".to_owned();
    loop {
        let page = town.get(&path).await;
        assert_eq!(page.status, 200);
        read.extend_from_slice(page.list("/items"));
        match page.at("/next").as_str() {
            Some(next) => path = format!("/api/v1/people/p-en-01/notes?limit=1&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(read, all);
}

#[tokio::test]
async fn rooms_are_listed_live_first_and_a_replay_has_a_log() {
    let town = Town::open().await;
    let rooms = town.get("/api/v1/rooms").await;
    let states: Vec<&str> = rooms
        .list("/items")
        .iter()
        .map(|room| room["status"].as_str().unwrap())
        .collect();
    assert_eq!(states.first(), Some(&"live"));
    assert!(states.contains(&"scheduled") && states.last() == Some(&"replay"));
    for room in rooms.list("/items") {
        let id = room["id"].as_str().unwrap();
        let room = town.get(&format!("/api/v1/rooms/{id}")).await;
        assert_eq!(room.status, 200);
        assert!(!room.list("/products").is_empty());
        assert_eq!(
            room.list("/playback").is_empty(),
            room.text("/card/status") == "scheduled"
        );
        let log = town.get(&format!("/api/v1/rooms/{id}/log")).await;
        assert_eq!(log.status, 200);
        if room.text("/card/status") == "replay" {
            assert!(log.list("/items").len() > 10);
        }
    }
}

#[tokio::test]
async fn a_like_belongs_to_a_session_and_counts_once() {
    let town = Town::open().await;
    let (one, other) = (town.shopper().await, town.shopper().await);
    let before = town.get("/api/v1/notes/n-de-001").await.number("/card/likes");
    for _ in 0..2 {
        let marks = one.put("/api/v1/notes/n-de-001/like", json!({"on": true})).await;
        assert_eq!(
            (marks.at("/liked"), marks.number("/likes")),
            (&json!(true), before + 1)
        );
    }
    one.put("/api/v1/notes/n-de-001/collect", json!({"on": true}))
        .await;
    let mine = one.get("/api/v1/notes/n-de-001").await;
    assert_eq!(
        (mine.at("/card/liked"), mine.at("/collected")),
        (&json!(true), &json!(true))
    );
    assert_eq!(other.get("/api/v1/notes/n-de-001").await.at("/card/liked"), false);
    for _ in 0..2 {
        let marks = one.put("/api/v1/notes/n-de-001/like", json!({"on": false})).await;
        assert_eq!(
            (marks.at("/liked"), marks.number("/likes")),
            (&json!(false), before)
        );
    }
}
