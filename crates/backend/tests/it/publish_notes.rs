//! Notes that people publish, change and take back.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::accounts_stage::SECRET;
use crate::photo_stage::{jpeg, with_exif};
use crate::shop_photos::send;
use crate::shop_stage::{Answer, Shopper, Town};

const NOTES: &str = "/api/v1/notes";

/// A note about one picture, with a product in it.
fn words(photo: &str, product: &str) -> Value {
    json!({
        "title": "A lamp that hums", "text": "It does.\n\nAt night.", "lang": "en", "topics": ["#Quiet", "lamps"],
        "place": "Lund, Sweden", "paid": true, "traits": [{"key": "noise", "value": "quiet"}],
        "pictures": [{"photo": photo, "alt": "The lamp on my desk"}],
        "hotspots": [{"picture": 0, "x_permille": 500, "y_permille": 250, "product": product}],
    })
}

fn with(words: &Value, field: &str, value: Value) -> Value {
    let mut words = words.clone();
    words[field] = value;
    words
}

fn request(key: &str, words: &Value) -> Value {
    json!({"key": key, "words": words})
}

async fn photo(town: &Town, of: &Shopper, width: u32) -> String {
    let sent = send(town, of, with_exif(&jpeg(width, 600), 1)).await;
    assert!(sent.status.is_success(), "{sent:?}");
    sent.text("/id")
}

async fn published(town: &Town, of: &Shopper, key: &str) -> Answer {
    let product = product(of).await;
    let photo = photo(town, of, 800).await;
    let made = of.post(NOTES, request(key, &words(&photo, &product))).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made
}

async fn product(of: &Shopper) -> String {
    of.get("/api/v1/notes/n-de-001").await.text("/products/0/id")
}

fn path(note: &Answer) -> String {
    format!("{NOTES}/{}", note.text("/card/id"))
}

#[tokio::test]
async fn who_has_an_account_publishes_once_for_each_key_and_has_a_page_then() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let product = product(&guest).await;
    let body = request("k-1", &words("ph-none", &product));
    let refused = guest.post(NOTES, body).await;
    assert_eq!(
        refused.status,
        StatusCode::FORBIDDEN,
        "a guest has no page: {refused:?}"
    );

    let author = guest.sign_up("Amber").await;
    let photo = photo(&town, &author, 800).await;
    let body = request("k-1", &words(&photo, &product));
    let made = author.post(NOTES, body.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let again = author.post(NOTES, body).await;
    assert_eq!(
        (again.status, again.text("/card/id")),
        (StatusCode::OK, made.text("/card/id"))
    );
    let other = request("k-1", &with(&words(&photo, &product), "title", json!("Another")));
    assert_eq!(
        author.post(NOTES, other).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    assert_eq!(made.list("/card/topics"), &[json!("Quiet"), json!("lamps")]);
    assert_eq!(made.text("/products/0/id"), product);
    assert_eq!(made.text("/pictures/0/alt"), "The lamp on my desk");
    assert_eq!(made.text("/own/photos/0"), photo);

    // It is the first that anybody sees, without what only its author knows.
    let reader = town.shopper().await;
    let feed = reader.get("/api/v1/feed?limit=3").await;
    assert_eq!(feed.text("/items/0/note/id"), made.text("/card/id"));
    let next = feed.text("/next");
    let more = reader.get(&format!("/api/v1/feed?limit=3&cursor={next}")).await;
    assert_eq!(more.list("/items").len(), 3, "{more:?}");
    let seen = reader.get(&path(&made)).await;
    assert_eq!(seen.body.get("own"), None, "{seen:?}");
    assert_eq!(seen.body["card"]["paid"], json!(true));

    // Its author has a page, and is found by the name they gave themselves later.
    let person = format!("/api/v1/people/{}", made.text("/card/author/id"));
    let page = reader.get(&person).await;
    assert_eq!(
        (page.text("/handle"), page.list("/notes/items").len()),
        ("amber".to_owned(), 1)
    );
    assert_eq!(page.text("/traits/0/value"), "quiet");
    let renamed = author.put("/api/v1/account", json!({"name": "Amber Two"})).await;
    assert_eq!(renamed.status, StatusCode::OK, "{renamed:?}");
    assert_eq!(reader.get(&person).await.text("/card/name"), "Amber Two");
    let found = reader.get("/api/v1/search?q=hums").await;
    assert!(
        found.body.to_string().contains(&made.text("/card/id")),
        "{found:?}"
    );
    let near = reader.get("/api/v1/feed/nearby?place=Lund").await;
    assert_eq!(near.text("/items/0/note/id"), made.text("/card/id"));
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_of_it_stands() {
    let town = Town::open().await;
    let author = town.shopper().await.sign_up("Amber").await;
    let product = product(&author).await;
    let photo = photo(&town, &author, 800).await;
    let good = words(&photo, &product);
    for (words, field) in [
        (with(&good, "title", json!("\u{200b}\u{3164}")), "words.title"),
        (with(&good, "text", json!("好".repeat(5_001))), "words.text"),
        (with(&good, "pictures", json!([])), "words.pictures"),
        (
            with(&good, "pictures", json!([{"photo": "ph-none", "alt": ""}])),
            "words.pictures.0",
        ),
        (words(&photo, "g-none"), "words.hotspots.0.product"),
        (with(&good, "lang", json!("<b>")), "words.lang"),
    ] {
        let refused = author.post(NOTES, request("k-1", &words)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(refused.text("/errors/0/field"), field, "{refused:?}");
    }
    // The key of a refusal is not used up.
    let made = author.post(NOTES, request("k-1", &good)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
}

#[tokio::test]
async fn its_author_changes_it_and_nobody_else_does() {
    let town = Town::open().await;
    let author = town.shopper().await.sign_up("Amber").await;
    let made = published(&town, &author, "k-1").await;
    let note = path(&made);
    let photo = made.text("/own/photos/0");
    let other = self::photo(&town, &author, 700).await;
    let mut changed = words(&photo, &made.text("/products/0/id"));
    changed["title"] = json!("A lamp that is quiet");
    changed["traits"] = json!([]);
    changed["hotspots"] = json!([]);
    changed["pictures"] = json!([{"photo": other, "alt": "Now"}, {"photo": photo, "alt": "Before"}]);
    let stranger = town.shopper().await.sign_up("Bertil").await;
    assert_eq!(
        stranger.put(&note, changed.clone()).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(stranger.delete(&note, None).await.status, StatusCode::FORBIDDEN);

    let now = author.put(&note, changed).await;
    assert_eq!(now.status, StatusCode::OK, "{now:?}");
    let seen = stranger.get(&note).await;
    assert_eq!(seen.text("/card/title"), "A lamp that is quiet");
    assert_eq!(
        (seen.text("/pictures/0/alt"), seen.text("/pictures/1/alt")),
        ("Now".to_owned(), "Before".to_owned())
    );
    assert!(
        seen.list("/products").is_empty() && seen.body["edited_at"].is_string(),
        "{seen:?}"
    );
    let person = stranger
        .get(&format!("/api/v1/people/{}", made.text("/card/author/id")))
        .await;
    assert!(
        person.list("/traits").is_empty(),
        "what is not told any more: {person:?}"
    );
    assert_eq!(
        author
            .put(&format!("{NOTES}/n-none"), words(&photo, "g"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_taken_back_is_gone_with_all_that_was_said_under_it() {
    let town = Town::open().await;
    let author = town.shopper().await.sign_up("Amber").await;
    let reader = town.shopper().await;
    let made = published(&town, &author, "k-1").await;
    let note = path(&made);
    let comment = reader
        .post(
            &format!("{note}/comments"),
            json!({"key": "c-1", "text": "Where from?"}),
        )
        .await;
    let answer = json!({"key": "c-2", "text": "From here.", "parent": comment.text("/id")});
    assert_eq!(
        author.post(&format!("{note}/comments"), answer).await.status,
        StatusCode::CREATED
    );
    reader.put(&format!("{note}/like"), json!({"on": true})).await;
    reader
        .post(&format!("{note}/reports"), json!({"reason": "spam", "words": ""}))
        .await;

    for _ in 0..2 {
        assert_eq!(author.delete(&note, None).await.status, StatusCode::NO_CONTENT);
    }
    let gone = reader.get(&note).await;
    assert_eq!(
        (gone.status, gone.text("/title")),
        (StatusCode::GONE, "This note is gone".to_owned())
    );
    let late = reader
        .post(
            &format!("{note}/comments"),
            json!({"key": "c-3", "text": "Hello?"}),
        )
        .await;
    assert_eq!(late.status, StatusCode::GONE, "{late:?}");
    assert_eq!(
        reader.get("/api/v1/inbox").await.list("/items").len(),
        0,
        "no answer is told any more"
    );
    assert_ne!(
        reader.get("/api/v1/feed?limit=1").await.text("/items/0/note/id"),
        made.text("/card/id")
    );
    // Its key brings nothing back, and its picture can be used for another.
    let body = request(
        "k-1",
        &words(&made.text("/own/photos/0"), &made.text("/products/0/id")),
    );
    assert_eq!(author.post(NOTES, body).await.status, StatusCode::GONE);
    let body = request(
        "k-2",
        &words(&made.text("/own/photos/0"), &made.text("/products/0/id")),
    );
    assert_eq!(author.post(NOTES, body).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn who_leaves_takes_notes_and_page_along() {
    let town = Town::open().await;
    let author = town.shopper().await.sign_up("Amber").await;
    let reader = town.shopper().await;
    let made = published(&town, &author, "k-1").await;
    let person = format!("/api/v1/people/{}", made.text("/card/author/id"));
    reader.put(&format!("{person}/follow"), json!({"on": true})).await;
    let export = author.get("/api/v1/account/export").await;
    assert_eq!(export.text("/notes/0/card/id"), made.text("/card/id"));
    let left = author
        .delete("/api/v1/account", Some(json!({"proof": {"password": SECRET}})))
        .await;
    assert_eq!(left.status, StatusCode::NO_CONTENT, "{left:?}");
    assert_eq!(reader.get(&person).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.get(&path(&made)).await.status, StatusCode::GONE);
}
