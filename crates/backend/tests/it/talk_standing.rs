//! In which order comments stand, and what their badges tell.

use serde_json::{Value, json};

use crate::{
    shop_stage::{Answer, Town},
    talk_comments::{answering, ids, one, owners_note, say, saying, under},
};

#[tokio::test]
async fn pages_bring_each_comment_once_best_or_newest_and_the_pinned_one_first() {
    let town = Town::open().await;
    let (note, key) = owners_note(&town).await;
    let guest = town.shopper().await;
    let mut said = Vec::new();
    for index in 0..7 {
        said.push(say(&guest, &note, saying(&format!("k{index}"), "One of many")).await);
    }
    let liked = &said[2];
    for (on, likes) in [(true, 1), (true, 1), (false, 0), (true, 1)] {
        let answer = guest
            .put(&format!("{}/like", one(liked)), json!({"on": on}))
            .await;
        assert_eq!(
            (answer.at("/liked"), answer.number("/likes")),
            (&json!(on), likes)
        );
    }
    let pin = |comment: &Answer| format!("{}/pin", one(comment));
    guest
        .put(&pin(&said[0]), json!({"on": true}))
        .await
        .is_problem(403, "not-the-author");
    let owner = town.shopper().await;
    owner.post("/api/v1/studio/enter", json!({"key": key})).await;
    for index in [1, 0] {
        let pinned = owner.put(&pin(&said[index]), json!({"on": true})).await;
        assert_eq!(pinned.status, 200, "{pinned:?}");
    }
    let reply = say(&guest, &note, answering("re", "A reply", &said[0].text("/id"))).await;
    owner
        .put(&pin(&reply), json!({"on": true}))
        .await
        .is_problem(422, "invalid");
    assert_eq!(town.count("SELECT COUNT(*) FROM comment_pins").await, 1);
    for sort in ["best", "newest"] {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = owner
                .get(&format!("{}?sort={sort}&limit=3{cursor}", under(&note)))
                .await;
            assert_eq!(page.at("/may_pin"), &json!(true));
            all.extend(page.list("/items").to_vec());
            match page.text("/next") {
                next if next.is_empty() => break,
                next => cursor = format!("&cursor={next}"),
            }
        }
        assert_eq!(all[0]["id"], json!(said[0].text("/id")), "the pinned one");
        let mut once = ids(&all);
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
        let roots = town.count("SELECT COUNT(*) FROM comments").await;
        assert!(all.len() >= 7 && i64::try_from(all.len()).unwrap() < roots);
        let order = |field: &str| {
            let of = |item: &Value| match field {
                "likes" => item["likes"].as_i64().unwrap().to_string(),
                _ => item["at"].as_str().unwrap().to_owned(),
            };
            all[1..].iter().map(of).collect::<Vec<_>>()
        };
        match sort {
            "best" => {
                let likes: Vec<i64> = order("likes").iter().map(|one| one.parse().unwrap()).collect();
                assert!(likes.is_sorted_by(|a, b| a >= b), "{likes:?}");
            }
            _ => assert!(order("at").is_sorted_by(|a, b| a >= b)),
        }
    }
    owner.put(&pin(&said[0]), json!({"on": false})).await;
    let read = town.get(&under(&note)).await;
    assert!(
        read.list("/items")
            .iter()
            .all(|item| item["pinned"] == json!(false))
    );
}

#[tokio::test]
async fn badges_tell_who_wrote_the_note_and_who_bought_what_is_in_it() {
    let town = Town::open().await;
    let note: String =
        sqlx::query_scalar("SELECT note FROM note_products WHERE product = 'g-de-01' ORDER BY note")
            .fetch_one(&town.shop.db.reader)
            .await
            .unwrap();
    let (buyer, _) = crate::shop_reviews::delivered(&town, 4).await;
    let said = say(&buyer, &note, saying("k", "It does not wobble.")).await;
    assert_eq!(
        (said.at("/bought"), said.at("/by_author")),
        (&json!(true), &json!(false))
    );
    let stranger = say(&town.shopper().await, &note, saying("k", "Does it?")).await;
    assert_eq!(stranger.at("/bought"), &json!(false));
    // The author as a session: what publishing makes of an account.
    town.run(
        "UPDATE sessions SET person = json_set(person, '$.id', (SELECT author FROM notes WHERE id = \
         (SELECT note FROM comments WHERE session = sessions.id))) \
         WHERE id = (SELECT session FROM comments WHERE body = 'Does it?')",
    )
    .await;
    let read = town.get(&one(&stranger)).await;
    assert_eq!(
        (read.at("/root/by_author"), read.at("/root/has_page")),
        (&json!(true), &json!(true))
    );
    let town_knows = town
        .count("SELECT COUNT(*) FROM comments c JOIN notes n ON n.id = c.note WHERE c.author = n.author")
        .await;
    assert!(town_knows > 0, "the seed has answers by authors");
}

#[tokio::test]
async fn each_comment_of_a_page_names_its_own_people_and_has_its_own_first_replies() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let guest = town.shopper().await;
    let handles: Vec<(String, String)> = sqlx::query_as("SELECT handle, id FROM people ORDER BY id LIMIT 2")
        .fetch_all(&town.shop.db.reader)
        .await
        .unwrap();
    let [(first, first_id), (second, second_id)] = &*handles else {
        panic!("two at least")
    };
    let texts = [
        format!("@{first} and @nobody"),
        format!("@{second}, @{first}"),
        "Nobody in particular".to_owned(),
    ];
    let mut roots = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        roots.push(say(&guest, &note, saying(&format!("k{index}"), text)).await);
    }
    for (key, index) in [("r1", 0), ("r2", 2), ("r3", 0), ("r4", 0)] {
        let text = format!("{key} for @{second}");
        say(&guest, &note, answering(key, &text, &roots[index].text("/id"))).await;
    }
    let read = town.get(&format!("{}?sort=newest", under(&note))).await;
    let root = |index: usize| {
        let id = roots[index].text("/id");
        let found = read.list("/items").iter().find(|item| item["id"] == json!(id));
        found.unwrap()
    };
    let first = json!({"handle": first, "person": first_id});
    let second = json!({"handle": second, "person": second_id});
    assert_eq!(root(0)["mentions"], json!([first]));
    assert_eq!(root(1)["mentions"], json!([second, first]));
    assert!(root(2).get("mentions").is_none());
    let said = |index: usize| -> Vec<&str> {
        let replies = root(index)["replies"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(replies.iter().all(|reply| reply["mentions"] == json!([second])));
        replies
            .iter()
            .filter_map(|reply| reply["text"].as_str()?.get(..2))
            .collect()
    };
    assert_eq!(
        (said(0), said(1), said(2)),
        (vec!["r1", "r3"], vec![], vec!["r2"])
    );
    assert_eq!(root(0)["reply_count"], json!(3));
    assert_eq!(root(0)["has_page"], json!(false));
    let town_speaks = read
        .list("/items")
        .iter()
        .filter(|item| item["has_page"] == json!(true));
    assert!(town_speaks.count() > 0, "the town has pages");
}
