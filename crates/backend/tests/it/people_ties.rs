//! Following and muting: what it changes, for whom, and that it is counted once.

use meadow_backend::db::Upkeep;
use meadow_wire::Timestamp;
use serde_json::{Value, json};

use crate::{
    accounts_stage::{NOTE, SECRET},
    shop_stage::{Answer, Shopper, Town},
};

const FOLLOWING: &str = "/api/v1/feed/following";

fn of(person: &str, tie: &str) -> String {
    format!("/api/v1/people/{person}/{tie}")
}

pub async fn tie(shopper: &Shopper, person: &str, tie: &str, on: bool) -> Answer {
    let answer = shopper.put(&of(person, tie), json!({ "on": on })).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer
}

async fn followers(town: &Town, person: &str) -> i64 {
    let seen = town.get(&format!("/api/v1/people/{person}")).await;
    seen.number("/relationship/followers")
}

/// Everything of a list, page by page.
pub async fn whole(shopper: &Shopper, path: &str, limit: u32) -> Vec<Value> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let joint = if path.contains('?') { '&' } else { '?' };
        let page = shopper.get(&format!("{path}{joint}limit={limit}{cursor}")).await;
        assert_eq!(page.status, 200, "{page:?}");
        assert!(page.list("/items").len() <= limit as usize);
        found.extend_from_slice(page.list("/items"));
        match page.body.get("next") {
            Some(next) => cursor = format!("&cursor={}", next.as_str().expect("a cursor")),
            None => return found,
        }
    }
}

/// Who wrote the notes of a list, of the feed or found.
pub async fn authors(shopper: &Shopper, path: &str) -> Vec<String> {
    let items = whole(shopper, path, 50).await;
    let author = |item: &Value| {
        let author = item
            .pointer("/note/author/id")
            .or(item.pointer("/item/note/author/id"));
        author.and_then(Value::as_str).map(ToOwned::to_owned)
    };
    items.iter().filter_map(author).collect()
}

/// The author of [`NOTE`].
pub async fn author(town: &Town) -> String {
    town.get(&format!("/api/v1/notes/{NOTE}"))
        .await
        .text("/card/author/id")
}

#[tokio::test]
async fn who_follows_is_counted_once_and_sees_it_on_every_page() {
    let town = Town::open().await;
    let (mira, jo) = (town.shopper().await, town.shopper().await);
    let person = author(&town).await;
    let before = followers(&town, &person).await;
    for _ in 0..2 {
        let now = tie(&mira, &person, "follow", true).await;
        assert_eq!(
            now.body,
            json!({"following": true, "followers": before + 1, "muting": false})
        );
    }
    tie(&jo, &person, "follow", true).await;
    let note = mira.get(&format!("/api/v1/notes/{NOTE}")).await;
    assert_eq!(note.at("/relationship/following"), &json!(true));
    assert_eq!(note.number("/relationship/followers"), before + 2);
    for _ in 0..2 {
        assert_eq!(
            tie(&mira, &person, "follow", false).await.number("/followers"),
            before + 1
        );
    }
    assert_eq!(followers(&town, &person).await, before + 1);
    let stranger = jo.get("/api/v1/people/p-none").await;
    stranger.is_problem(404, "not-found");
    for tie in ["follow", "mute"] {
        jo.put(&of("p-none", tie), json!({"on": true}))
            .await
            .is_problem(404, "not-found");
        jo.put(&of(&person, tie), json!({"on": "yes"}))
            .await
            .is_problem(422, "invalid");
        town.send_raw("PUT", &of(&person, tie), "nobody", b"{\"on\":true}".to_vec())
            .await
            .is_problem(401, "no-session");
    }
}

#[tokio::test]
async fn the_followed_are_read_newest_first_and_page_by_page_behind_their_rooms_on_air() {
    let town = Town::open().await;
    let mira = town.shopper().await;
    assert_eq!(town.get(FOLLOWING).await.body, json!({"items": []}));
    assert_eq!(mira.get(FOLLOWING).await.list("/items").len(), 0);
    let rooms = town.get("/api/v1/rooms").await;
    let live = rooms
        .list("/items")
        .iter()
        .find(|room| room["status"] == "live")
        .expect("a room on air");
    let host = live["host"]["id"].as_str().expect("a host");
    let person = author(&town).await;
    tie(&mira, &person, "follow", true).await;
    tie(&mira, host, "follow", true).await;
    let seen = whole(&mira, FOLLOWING, 2).await;
    assert_eq!(
        seen[0].pointer("/room/id"),
        Some(&live["id"]),
        "first what is on air"
    );
    let notes: Vec<&Value> = seen[1..].iter().map(|item| &item["note"]).collect();
    let times: Vec<&str> = notes
        .iter()
        .map(|note| note["at"].as_str().expect("a note with its time"))
        .collect();
    assert!(
        times.is_sorted_by(|early, late| early >= late),
        "newest first: {times:?}"
    );
    let mut written = 0;
    for one in [person.as_str(), host] {
        written += whole(&mira, &format!("/api/v1/people/{one}/notes"), 50)
            .await
            .len();
    }
    assert_eq!(notes.len(), written, "each once");
    assert_eq!(
        mira.get(&format!("{FOLLOWING}?limit=1"))
            .await
            .list("/items")
            .len(),
        1
    );
}

#[tokio::test]
async fn who_is_muted_is_in_no_list_but_on_their_own_page() {
    let town = Town::open().await;
    let (mira, jo) = (town.shopper().await, town.shopper().await);
    let person = author(&town).await;
    let note = town.get(&format!("/api/v1/notes/{NOTE}")).await;
    let place = town.get(&format!("/api/v1/notes/{NOTE}")).await.text("/place");
    let word = note.text("/card/title");
    let word = word.split(' ').next_back().expect("a word");
    let nearby = format!("/api/v1/feed/nearby?place={}", encoded(&place));
    let search = format!("/api/v1/search?q={}", encoded(word));
    let lists = ["/api/v1/feed", FOLLOWING, nearby.as_str(), search.as_str()];
    for shopper in [&mira, &jo] {
        tie(shopper, &person, "follow", true).await;
        for list in lists {
            assert!(authors(shopper, list).await.contains(&person), "{list}");
        }
    }
    let feed = authors(&mira, "/api/v1/feed").await.len();
    assert_eq!(
        tie(&mira, &person, "mute", true).await.at("/following"),
        &json!(true)
    );
    for list in lists {
        assert!(!authors(&mira, list).await.contains(&person), "{list}");
        assert!(authors(&jo, list).await.contains(&person), "{list}");
    }
    assert!(authors(&mira, "/api/v1/feed").await.len() < feed);
    let own = mira.get(&format!("/api/v1/people/{person}")).await;
    assert_eq!(own.at("/relationship/muting"), &json!(true));
    assert!(!own.list("/notes/items").is_empty());
    tie(&mira, &person, "mute", false).await;
    assert_eq!(authors(&mira, "/api/v1/feed").await.len(), feed);
}

#[tokio::test]
async fn a_muted_host_is_not_in_the_feed() {
    let town = Town::open().await;
    let mira = town.shopper().await;
    let rooms = town.get("/api/v1/rooms").await;
    let host = rooms.text("/items/0/host/id");
    let hosts = async || {
        let page = mira.get("/api/v1/feed?limit=50").await;
        let items = page.list("/items").iter();
        let rooms = items.filter_map(|item| item.pointer("/room/host/id")?.as_str().map(ToOwned::to_owned));
        rooms.collect::<Vec<_>>()
    };
    tie(&mira, &host, "follow", true).await;
    assert!(hosts().await.contains(&host));
    tie(&mira, &host, "mute", true).await;
    assert!(!hosts().await.contains(&host));
    let followed = mira.get(FOLLOWING).await;
    assert!(
        followed
            .list("/items")
            .iter()
            .all(|item| item.get("room").is_none())
    );
}

#[tokio::test]
async fn a_guest_takes_along_whom_they_follow_and_leaves_no_trace_in_the_end() {
    let town = Town::open().await;
    let (one, other) = (author(&town).await, "p-en-01".to_owned());
    assert_ne!(one, other);
    let before = (followers(&town, &one).await, followers(&town, &other).await);
    let mira = town.member("Mira").await;
    tie(&mira, &one, "follow", true).await;
    let guest = town.shopper().await;
    tie(&guest, &one, "follow", true).await;
    tie(&guest, &other, "follow", true).await;
    tie(&guest, &other, "mute", true).await;
    let mira = guest.sign_in("Mira").await;
    assert_eq!(
        (followers(&town, &one).await, followers(&town, &other).await),
        (before.0 + 1, before.1 + 1)
    );
    let export = mira.get("/api/v1/account/export").await;
    let mut both = [one.clone(), other.clone()];
    both.sort();
    assert_eq!(export.at("/following"), &json!(both));
    assert_eq!(export.at("/muting"), &json!([other]));
    let gone = mira
        .delete("/api/v1/account", Some(json!({"proof": {"password": SECRET}})))
        .await;
    assert_eq!(gone.status, 204, "{gone:?}");
    assert_eq!(
        (followers(&town, &one).await, followers(&town, &other).await),
        before
    );
    let left = "SELECT (SELECT COUNT(*) FROM follows) + (SELECT COUNT(*) FROM mutes)";
    assert_eq!(town.count(left).await, 0);
}

#[tokio::test]
async fn a_guest_that_is_forgotten_follows_nobody() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let person = author(&town).await;
    let before = followers(&town, &person).await;
    tie(&guest, &person, "follow", true).await;
    tie(&guest, &person, "mute", true).await;
    town.run("UPDATE sessions SET expires_at = 0").await;
    let long_after = Timestamp::from_ms(i64::MAX / 2);
    assert_eq!(town.shop.db.forget(long_after, 10).await.expect("forgotten"), 1);
    assert_eq!(followers(&town, &person).await, before);
    assert_eq!(town.count("SELECT COUNT(*) FROM mutes").await, 0);
}

/// A text as a part of a URL.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
