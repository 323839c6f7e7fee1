//! Comments: who says what, in which order it stands, and what becomes of what is taken back.

use serde_json::{Value, json};

use crate::shop_stage::{Answer, Shopper, Town};

/// A note of an owner of the demo town, with comments; and the key to the owner's studio.
pub async fn owners_note(town: &Town) -> (String, String) {
    let (note, handle): (String, String) = sqlx::query_as(
        "SELECT n.id, p.handle FROM notes n JOIN people p ON p.id = n.author WHERE p.kind = 'owner' \
         AND (SELECT COUNT(*) FROM comments c WHERE c.note = n.id) >= 2 ORDER BY n.id LIMIT 1",
    )
    .fetch_one(&town.shop.db.reader)
    .await
    .unwrap();
    (note, format!("studio-{handle}"))
}

pub fn under(note: &str) -> String {
    format!("/api/v1/notes/{note}/comments")
}

pub fn saying(key: &str, text: &str) -> Value {
    json!({"key": key, "text": text})
}

pub fn answering(key: &str, text: &str, parent: &str) -> Value {
    json!({"key": key, "text": text, "parent": parent})
}

pub async fn say(shopper: &Shopper, note: &str, body: Value) -> Answer {
    let said = shopper.post(&under(note), body).await;
    assert_eq!(said.status, 201, "{said:?}");
    said
}

pub fn one(comment: &Answer) -> String {
    format!("/api/v1/comments/{}", comment.text("/id"))
}

pub fn ids(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|item| item["id"].as_str()).collect()
}

#[tokio::test]
async fn a_guest_says_something_once_for_each_key_and_everybody_reads_it() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let before = town
        .get(&format!("/api/v1/notes/{note}"))
        .await
        .number("/comments/total");
    let guest = town.shopper().await;
    let body = saying(
        "k1",
        "  Ask @Hamish.Lasts, \u{202E}not me@hamish.lasts\u{200B} \u{200B}or @nobody. ",
    );
    let said = say(&guest, &note, body.clone()).await;
    assert_eq!(
        said.text("/text"),
        "Ask @Hamish.Lasts, not me@hamish.lasts or @nobody."
    );
    assert_eq!(
        said.at("/mentions"),
        &json!([{"handle": "hamish.lasts", "person": "p-en-01"}])
    );
    let name = guest.get("/api/v1/session").await.text("/person/name");
    assert_eq!(said.text("/author/name"), name);
    assert_eq!(
        (said.at("/mine"), said.at("/has_page")),
        (&json!(true), &json!(false))
    );
    let again = guest.post(&under(&note), body).await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &said.body));
    let other = guest.post(&under(&note), saying("k1", "Something else")).await;
    other.is_problem(422, "key-reused");
    let read = town.get(&format!("{}?sort=newest", under(&note))).await;
    assert_eq!(read.number("/total"), before + 1);
    assert_eq!(read.text("/items/0/id"), said.text("/id"));
    assert_eq!(read.at("/items/0/mine"), &json!(false));
    town.send_raw("POST", &under(&note), "nobody", b"{}".to_vec())
        .await
        .is_problem(401, "no-session");
}

#[tokio::test]
async fn what_cannot_stand_is_refused_in_words() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let guest = town.shopper().await;
    for (text, words) in [
        (" ", "Write something"),
        ("\u{200B}\u{202E}", "invisible letters"),
        (&*"x".repeat(1_001), "1000 characters"),
        ("k\u{200B}ys", "in another way"),
        ("www.a.b www.c.d www.e.f", "two at most"),
    ] {
        let refused = guest.post(&under(&note), saying("k", text)).await;
        refused.is_problem(422, "invalid");
        assert_eq!(refused.text("/errors/0/field"), "text");
        assert!(refused.text("/errors/0/detail").contains(words), "{refused:?}");
    }
    let nowhere = guest.post(&under("n-none"), saying("k", "Hello")).await;
    nowhere.is_problem(404, "not-found");
    let orphan = guest.post(&under(&note), answering("k", "Hello", "c-none")).await;
    orphan.is_problem(410, "comment-gone");
    let elsewhere = say(&guest, "n-de-001", saying("k2", "Here")).await;
    if note != "n-de-001" {
        let refused = guest
            .post(&under(&note), answering("k3", "There", &elsewhere.text("/id")))
            .await;
        refused.is_problem(422, "invalid");
    }
    let sorted = town.get(&format!("{}?sort=loudest", under(&note))).await;
    sorted.is_problem(422, "invalid");
}

#[tokio::test]
async fn answers_stand_under_one_root_and_a_link_finds_each_of_them() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let (mira, jonas) = (town.shopper().await, town.shopper().await);
    let root = say(&mira, &note, saying("r", "Is it whisper-quiet?")).await;
    let first = say(&jonas, &note, answering("a1", "Very.", &root.text("/id"))).await;
    assert_eq!(
        (first.text("/root"), first.at("/to")),
        (root.text("/id"), &Value::Null)
    );
    let second = say(&mira, &note, answering("a2", "Thanks!", &first.text("/id"))).await;
    assert_eq!(second.text("/root"), root.text("/id"));
    assert_eq!(second.text("/to/name"), first.text("/author/name"));
    let told = mira.get("/api/v1/inbox").await;
    assert_eq!(
        (told.list("/items").len(), told.number("/unread")),
        (1, 1),
        "{told:?}"
    );
    assert_eq!(
        told.at("/items/0/about/answered"),
        &json!({"note": note, "comment": first.text("/id"), "by": first.text("/author/name"), "text": "Very."})
    );
    let mut last = second.clone();
    for index in 3..=6 {
        last = say(
            &jonas,
            &note,
            answering(&format!("a{index}"), "More", &root.text("/id")),
        )
        .await;
    }
    let list = town.get(&format!("{}?sort=newest&limit=1", under(&note))).await;
    assert_eq!(list.list("/items").len(), 1);
    assert_eq!(list.list("/items/0/replies").len(), 2);
    assert_eq!(list.number("/items/0/reply_count"), 6);
    let next = list.text("/items/0/replies_next");
    let more = town.get(&format!("{}/replies?cursor={next}", one(&root))).await;
    assert_eq!(more.list("/items").len(), 4);
    assert!(more.at("/next").is_null());
    let place = town.get(&one(&last)).await;
    assert_eq!(place.text("/note"), note);
    assert_eq!(place.text("/root/id"), root.text("/id"));
    assert_eq!(ids(place.list("/root/replies")).last(), Some(&&*last.text("/id")));
    let place = town.get(&one(&root)).await;
    assert_eq!(place.list("/root/replies").len(), 2);
    assert!(!place.text("/root/replies_next").is_empty());
    town.get("/api/v1/comments/c-none")
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn who_takes_back_leaves_a_place_only_while_somebody_needs_it() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let (mira, jonas) = (town.shopper().await, town.shopper().await);
    let root = say(&mira, &note, saying("r", "Is it whisper-quiet?")).await;
    let reply = say(&jonas, &note, answering("a", "Very.", &root.text("/id"))).await;
    let deep = say(&mira, &note, answering("d", "Thanks!", &reply.text("/id"))).await;
    jonas.delete(&one(&root), None).await.is_problem(404, "not-found");
    jonas
        .put(&format!("{}/like", one(&root)), json!({"on": true}))
        .await;
    for _ in 0..2 {
        assert_eq!(mira.delete(&one(&root), None).await.status, 204);
    }
    let place = town.get(&one(&reply)).await;
    assert_eq!(place.text("/root/state"), "withdrawn");
    assert_eq!(
        (place.text("/root/text"), place.text("/root/author/name")),
        (String::new(), String::new())
    );
    let kept = "SELECT COUNT(*) FROM comments WHERE body LIKE '%whisper-quiet%'";
    assert_eq!(town.count(kept).await, 0, "the words are gone for good");
    let late = mira
        .post(&under(&note), saying("r", "Is it whisper-quiet?"))
        .await;
    late.is_problem(410, "taken-back");
    let refused = jonas
        .put(&format!("{}/like", one(&root)), json!({"on": true}))
        .await;
    refused.is_problem(410, "comment-gone");
    jonas.delete(&one(&reply), None).await;
    assert_eq!(
        mira.get("/api/v1/inbox").await.list("/items").len(),
        0,
        "nothing is left to read"
    );
    assert_eq!(
        town.get(&one(&deep)).await.text("/root/replies/0/state"),
        "withdrawn"
    );
    mira.delete(&one(&deep), None).await;
    for comment in [&root, &reply, &deep] {
        town.get(&one(comment)).await.is_problem(404, "not-found");
    }
}

/// 250 replies, a second apart, under the comment that says `Ask me`.
const MANY: &str = "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 250) \
    INSERT INTO comments (id, note, root, parent, author, body, likes, at) SELECT printf('c-many-%03d', n), c.note, c.id, \
    c.id, (SELECT MIN(id) FROM people), 'One of many', 0, c.at + n * 1000 FROM many, comments c WHERE c.body = 'Ask me'";

#[tokio::test]
async fn behind_the_two_hundredth_reply_a_link_leaves_nothing_out_of_reach() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let root = say(&town.shopper().await, &note, saying("k", "Ask me")).await;
    town.run(MANY).await;
    let near = town.get("/api/v1/comments/c-many-150").await;
    assert_eq!(near.list("/root/replies").len(), 150);
    let far = town.get("/api/v1/comments/c-many-240").await;
    let mut reached: Vec<String> = ids(far.list("/root/replies"))
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(reached.last().map(String::as_str), Some("c-many-240"));
    assert!(reached.len() < 10, "not hundreds at once");
    let mut next = far.text("/root/replies_next");
    while !next.is_empty() {
        let more = town
            .get(&format!("{}/replies?limit=50&cursor={next}", one(&root)))
            .await;
        reached.extend(ids(more.list("/items")).into_iter().map(str::to_owned));
        next = more.text("/next");
    }
    reached.sort_unstable();
    reached.dedup();
    assert_eq!(reached.len(), 250);
}

#[tokio::test]
async fn who_never_got_the_answer_takes_back_by_the_key() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let (mira, jonas) = (town.shopper().await, town.shopper().await);
    let said = say(&mira, &note, saying("k-lost", "Nobody heard")).await;
    let by_key = "/api/v1/comments/k-lost";
    jonas.delete(by_key, None).await.is_problem(404, "not-found");
    assert_eq!(town.get(&one(&said)).await.status, 200);
    for _ in 0..2 {
        assert_eq!(mira.delete(by_key, None).await.status, 204);
    }
    town.get(&one(&said)).await.is_problem(404, "not-found");
    let late = mira.post(&under(&note), saying("k-lost", "Nobody heard")).await;
    late.is_problem(410, "taken-back");
}
