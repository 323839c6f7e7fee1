//! Who is like whom, and what was written where.

use serde_json::json;

use crate::{
    accounts_stage::NOTE,
    people_ties::{author, authors, encoded, tie},
    shop_stage::Town,
};

#[tokio::test]
async fn places_lead_to_their_notes_and_nothing_else_does() {
    let town = Town::open().await;
    let places = town.get("/api/v1/places").await;
    let first = places.at("/items/0");
    let counts: Vec<i64> = places
        .list("/items")
        .iter()
        .map(|place| place["notes"].as_i64().expect("a count"))
        .collect();
    assert!(counts.is_sorted_by(|more, less| more >= less), "{counts:?}");
    for place in places.list("/items").iter().take(12) {
        let name = place["name"].as_str().expect("a name");
        let found = authors(
            &town.shopper().await,
            &format!("/api/v1/feed/nearby?place={}", encoded(name)),
        )
        .await;
        assert_eq!(i64::try_from(found.len()).ok(), place["notes"].as_i64(), "{name}");
    }
    assert!(first["notes"].as_i64() > Some(5));
    let nowhere = town.get("/api/v1/feed/nearby?place=Atlantis").await;
    assert_eq!(nowhere.body, json!({"items": []}));
    let long = "a".repeat(101);
    for wrong in ["", "?place=", "?place=%20", &format!("?place={long}")] {
        town.get(&format!("/api/v1/feed/nearby{wrong}"))
            .await
            .is_problem(422, "invalid");
    }
    let elsewhere = town.get("/api/v1/feed?limit=1").await.text("/next");
    town.get(&format!("/api/v1/feed/nearby?place=Leeds&cursor={elsewhere}"))
        .await
        .is_problem(422, "invalid");
}

#[tokio::test]
async fn a_persons_page_tells_who_is_like_them_and_what_both_tell() {
    let town = Town::open().await;
    let person = author(&town).await;
    let page = town.get(&format!("/api/v1/people/{person}")).await;
    let traits = page.list("/traits");
    let alike = page.list("/alike");
    assert!((1..=8).contains(&alike.len()), "{alike:?}");
    let mut last = usize::MAX;
    for one in alike {
        let shared = one["shared"].as_array().expect("traits");
        assert!(!shared.is_empty() && shared.len() <= last, "most alike first");
        last = shared.len();
        assert!(shared.iter().all(|one| traits.contains(one)));
        let id = one["card"]["id"].as_str().expect("an id");
        assert_ne!(id, person);
        let theirs = town.get(&format!("/api/v1/people/{id}")).await;
        assert!(shared.iter().all(|one| theirs.list("/traits").contains(one)));
    }
    let mira = town.shopper().await;
    let nearest = alike[0]["card"]["id"].as_str().expect("an id");
    tie(&mira, nearest, "mute", true).await;
    let page = mira.get(&format!("/api/v1/people/{person}")).await;
    assert!(page.list("/alike").iter().all(|one| one["card"]["id"] != nearest));
    let rooms = town.get("/api/v1/rooms").await;
    let room = rooms.at("/items/0");
    let host = room["host"]["id"].as_str().expect("a host");
    let page = town.get(&format!("/api/v1/people/{host}")).await;
    assert_eq!(page.at("/rooms/0/id"), &room["id"]);
}

#[tokio::test]
async fn a_search_finds_only_what_the_followed_wrote_if_that_is_asked() {
    let town = Town::open().await;
    let mira = town.shopper().await;
    let person = author(&town).await;
    let note = town.get(&format!("/api/v1/notes/{NOTE}")).await;
    let word = note.text("/card/topics/0");
    let all = format!("/api/v1/search?q={}", encoded(&word));
    let followed = format!("{all}&form=followed");
    assert!(authors(&mira, &all).await.contains(&person));
    assert!(mira.get(&followed).await.list("/items").is_empty());
    tie(&mira, &person, "follow", true).await;
    let found = authors(&mira, &followed).await;
    assert!(
        !found.is_empty() && found.iter().all(|author| *author == person),
        "{found:?}"
    );
    assert!(
        town.get(&followed).await.list("/items").is_empty(),
        "nobody follows nobody"
    );
}
