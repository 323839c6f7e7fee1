//! Reports, and what moderators do about them.

use axum::{body::Body, http::Request};
use meadow_backend::{Config, Shop, router};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    shop_stage::{Answer, Shopper, Town},
    talk_comments::{owners_note, say, saying, under},
};

const KEY: &str = "moderator-joan.c.major";

pub async fn moderator(town: &Town) -> Shopper {
    let moderator = town.shopper().await;
    let entered = moderator.post("/api/v1/studio/enter", json!({"key": KEY})).await;
    assert_eq!(entered.at("/moderator"), &json!(true), "{entered:?}");
    moderator
}

pub fn because(reason: &str, words: &str) -> Value {
    json!({"reason": reason, "words": words})
}

pub async fn decide(moderator: &Shopper, case: &Value, key: &str, act: Value) -> Answer {
    let path = format!("/api/v1/studio/cases/{}/moves", case["id"].as_str().unwrap());
    moderator.post(&path, json!({"key": key, "act": act})).await
}

#[tokio::test]
async fn a_session_reports_a_thing_once_and_open_cases_stand_first_with_their_reasons() {
    let town = Town::open().await;
    let reports = |thing: &str| format!("/api/v1/{thing}/reports");
    let (mira, jonas) = (town.shopper().await, town.shopper().await);
    let note = reports("notes/n-de-001");
    for status in [201, 200] {
        let taken = mira.post(&note, because("spam", " Again and again. ")).await;
        assert_eq!(taken.status, status, "{taken:?}");
        assert!(taken.text("/detail").contains("moderator"));
    }
    jonas.post(&note, because("hurtful", "")).await;
    jonas.post(&reports("notes/n-en-001"), because("other", "")).await;
    let refused = jonas.post(&note, because("spam", &"x".repeat(501))).await;
    refused.is_problem(422, "invalid");
    for nothing in ["notes/n-none", "comments/c-none"] {
        let nowhere = jonas.post(&reports(nothing), because("spam", "")).await;
        nowhere.is_problem(404, "not-found");
    }
    mira.get("/api/v1/studio/cases")
        .await
        .is_problem(403, "not-a-moderator");
    let owner = town.shopper().await;
    owner
        .post("/api/v1/studio/enter", json!({"key": "studio-jonas.reuter"}))
        .await;
    owner
        .get("/api/v1/studio/cases")
        .await
        .is_problem(403, "not-a-moderator");

    let moderator = moderator(&town).await;
    let list = moderator.get("/api/v1/studio/cases").await;
    assert_eq!(list.list("/items").len(), 2);
    assert_eq!(list.at("/items/1/about"), &json!({"note": "n-de-001"}));
    assert_eq!(
        list.at("/items/1/reasons"),
        &json!([{"reason": "hurtful", "count": 1}, {"reason": "spam", "count": 1}])
    );
    assert_eq!(list.at("/items/1/words"), &json!(["Again and again."]));
    let newer = list.at("/items/0");
    assert_eq!(decide(&moderator, newer, "1", json!("dismiss")).await.status, 200);
    let list = moderator.get("/api/v1/studio/cases?limit=1").await;
    assert_eq!(
        list.at("/items/0/about"),
        &json!({"note": "n-de-001"}),
        "the open one"
    );
    let rest = moderator
        .get(&format!(
            "/api/v1/studio/cases?limit=1&cursor={}",
            list.text("/next")
        ))
        .await;
    assert_eq!(rest.text("/items/0/state"), "dismissed");
    assert!(rest.at("/next").is_null());
    // Somebody else sees it again.
    mira.post(&reports("notes/n-en-001"), because("other", "")).await;
    let list = moderator.get("/api/v1/studio/cases").await;
    assert!(list.list("/items").iter().all(|case| case["state"] == "open"));
}

#[tokio::test]
async fn a_removed_note_is_gone_everywhere_and_comes_back_as_it_was() {
    let built = tempfile::tempdir().unwrap();
    std::fs::write(built.path().join("index.html"), "<meta name=\"meadow-head\">").unwrap();
    let town = Town::with(|config| config.site = Some(built.path().to_owned())).await;
    let (note, _) = owners_note(&town).await;
    let page = format!("/api/v1/notes/{note}");
    let guest = town.shopper().await;
    let said = say(&guest, &note, saying("k", "Hello")).await;
    guest
        .post(&format!("{page}/reports"), because("illegal", ""))
        .await;
    let before = town.get(&page).await;
    let product = format!("/api/v1/products/{}", before.text("/products/0/id"));
    let person = format!("/api/v1/people/{}/notes", before.text("/card/author/id"));
    let found = format!(
        "/api/v1/search?kind=notes&limit=50&q={}",
        before.text("/card/title").replace(' ', "%20")
    );
    let lists = [
        (&found, "/items"),
        (&"/api/v1/feed?limit=50".to_owned(), "/items"),
        (&person, "/items"),
        (&product, "/notes"),
    ];
    let shown = async |town: &Town| {
        let mut found = 0;
        for (path, list) in lists {
            let mut next = Some(String::new());
            while let Some(cursor) = next {
                let answer = town.get(&format!("{path}{cursor}")).await;
                found += answer
                    .body
                    .pointer(list)
                    .unwrap()
                    .to_string()
                    .matches(&format!("\"{note}\""))
                    .count();
                let join = if path.contains('?') { '&' } else { '?' };
                next = answer
                    .at("/next")
                    .as_str()
                    .map(|next| format!("{join}cursor={next}"));
            }
        }
        found
    };
    assert!(shown(&town).await >= 3);
    let moderator = moderator(&town).await;
    let case = moderator.get("/api/v1/studio/cases").await.at("/items/0").clone();
    let no_reason = decide(&moderator, &case, "1", json!({"remove": " "})).await;
    no_reason.is_problem(422, "invalid");
    for _ in 0..2 {
        let removed = decide(&moderator, &case, "1", json!({"remove": "Forbidden."})).await;
        assert_eq!(removed.text("/state"), "removed", "{removed:?}");
        assert_eq!(removed.list("/acts").len(), 1);
        assert_eq!(removed.text("/acts/0/by"), "Joan Castle");
    }
    let other = decide(&moderator, &case, "1", json!("restore")).await;
    other.is_problem(422, "key-reused");
    let twice = decide(&moderator, &case, "2", json!({"remove": "Again."})).await;
    twice.is_problem(409, "not-possible");

    let gone = town.get(&page).await;
    gone.is_problem(410, "removed");
    assert!(gone.text("/detail").contains("removed"));
    assert_eq!(shown(&town).await, 0);
    for path in [under(&note), format!("/api/v1/comments/{}", said.text("/id"))] {
        town.get(&path).await.is_problem(410, "removed");
    }
    let late = guest.post(&under(&note), saying("k2", "Too late")).await;
    late.is_problem(410, "removed");
    for mark in ["like", "collect"] {
        let marked = guest.put(&format!("{page}/{mark}"), json!({"on": true})).await;
        marked.is_problem(410, "removed");
        let nowhere = format!("/api/v1/notes/n-none/{mark}");
        guest
            .put(&nowhere, json!({"on": true}))
            .await
            .is_problem(404, "not-found");
    }
    let site = Request::get(format!("/notes/{note}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(town.send(site).await.status, 410);

    let restored = decide(&moderator, &case, "3", json!("restore")).await;
    assert_eq!(restored.text("/state"), "dismissed");
    assert_eq!(town.get(&page).await.body, before.body);
    assert!(shown(&town).await >= 3);
}

#[tokio::test]
async fn a_removed_comment_keeps_its_place_and_says_why() {
    let town = Town::open().await;
    let (note, key) = owners_note(&town).await;
    let guest = town.shopper().await;
    let said = say(&guest, &note, saying("k", "Buy followers")).await;
    let one = format!("/api/v1/comments/{}", said.text("/id"));
    let owner = town.shopper().await;
    owner.post("/api/v1/studio/enter", json!({"key": key})).await;
    owner.put(&format!("{one}/pin"), json!({"on": true})).await;
    owner.post(&format!("{one}/reports"), because("spam", "")).await;
    let moderator = moderator(&town).await;
    let list = moderator.get("/api/v1/studio/cases").await;
    let case = list.at("/items/0").clone();
    assert_eq!(
        (&case["text"], &case["about"]),
        (&json!("Buy followers"), &json!({"comment": said.text("/id")}))
    );
    decide(&moderator, &case, "1", json!({"remove": "Advertising."})).await;
    let place = town.get(&one).await;
    assert_eq!(
        (place.text("/root/state"), place.text("/root/text")),
        ("removed".into(), String::new())
    );
    assert_eq!(place.at("/root/pinned"), &json!(false));
    guest
        .put(&format!("{one}/like"), json!({"on": true}))
        .await
        .is_problem(410, "comment-gone");
    decide(&moderator, &case, "2", json!("restore")).await;
    assert_eq!(town.get(&one).await.text("/root/text"), "Buy followers");
    // Whoever takes it back has the last word.
    guest.delete(&one, None).await;
    decide(&moderator, &case, "3", json!({"remove": "Advertising."})).await;
    decide(&moderator, &case, "4", json!("restore")).await;
    town.get(&one).await.is_problem(404, "not-found");
    assert_eq!(
        moderator.get("/api/v1/studio/cases").await.text("/items/0/text"),
        ""
    );
}

#[tokio::test]
async fn who_talks_too_fast_is_told_when_to_go_on() {
    let town = Town::open().await;
    let config = Config {
        rate_per_second: 100,
        rate_burst: 100,
        ..Config::clone(&town.shop.config)
    };
    let app = router(Shop {
        config: config.into(),
        ..town.shop.clone()
    });
    let guest = town.shopper().await;
    let mut statuses = Vec::new();
    for index in 0..11 {
        let request = Request::post(under("n-de-001"))
            .header("authorization", format!("Bearer {}", guest.token()))
            .header("content-type", "application/json")
            .body(Body::from(saying(&format!("k{index}"), "Hello").to_string()));
        let answer = app.clone().oneshot(request.unwrap()).await.unwrap();
        statuses.push(answer.status().as_u16());
        if answer.status() == 429 {
            assert!(answer.headers().contains_key("retry-after"));
        }
    }
    assert_eq!(statuses[..10], [201; 10]);
    assert_eq!(statuses[10], 429);
}
