//! Search, as it is asked over HTTP.

use std::collections::HashSet;

use meadow_backend::db::SearchIndex;
use serde_json::Value;

use crate::shop_stage::{Answer, Town};

/// The ids of a page of results.
fn ids(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{answer:?}");
    let id = |hit: &Value| {
        let item = hit["item"].as_object().and_then(|item| item.iter().next());
        let (kind, card) = item.expect("one kind");
        let card = if kind == "person" { &card["card"] } else { card };
        card["id"].as_str().expect("an id").to_owned()
    };
    answer.list("/items").iter().map(id).collect()
}

pub fn counts(answer: &Answer) -> [i64; 3] {
    ["/counts/notes", "/counts/products", "/counts/people"].map(|count| answer.number(count))
}

/// A text with brackets around its marks.
fn marked(text: &str, marks: &Value) -> String {
    let at = |mark: &Value, end: &str| mark[end].as_u64().expect("a place");
    let marks: Vec<(u64, u64)> = marks
        .as_array()
        .map(|all| {
            all.iter()
                .map(|mark| (at(mark, "start"), at(mark, "end")))
                .collect()
        })
        .unwrap_or_default();
    let mut out = String::new();
    for (letter, place) in text.chars().zip(0..) {
        if marks.iter().any(|(start, _)| *start == place) {
            out.push('[');
        }
        out.push(letter);
        if marks.iter().any(|(_, end)| *end == place + 1) {
            out.push(']');
        }
    }
    out
}

#[tokio::test]
async fn notes_come_first_then_products_then_people_and_all_are_counted() {
    let town = Town::open().await;
    let mut found = Vec::new();
    let mut path = "/api/v1/search?q=shoes&limit=20".to_owned();
    let first = town.get(&path).await;
    let [notes, products, people] = counts(&first);
    assert!(notes > 5 && products > 1, "{:?}", counts(&first));
    loop {
        let page = town.get(&path).await;
        found.extend(ids(&page));
        assert_eq!(
            counts(&page),
            [notes, products, people],
            "the counts are of all pages"
        );
        match page.at("/next").as_str() {
            Some(next) => path = format!("/api/v1/search?q=shoes&limit=20&cursor={next}"),
            None => break,
        }
    }
    let of_kind = |start: &str| found.iter().filter(|id| id.starts_with(start)).count();
    assert_eq!(
        [of_kind("n-"), of_kind("g-"), of_kind("p-")].map(|count| i64::try_from(count).expect("few")),
        [notes, products, people]
    );
    let distinct: HashSet<&String> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "nothing twice");
    let order: Vec<&str> = found.iter().map(|id| &id[..1]).collect();
    let mut sorted = order.clone();
    sorted.sort_by_key(|kind| ["n", "g", "p"].iter().position(|one| one == kind));
    assert_eq!(order, sorted);
}

#[tokio::test]
async fn one_kind_alone_can_be_asked_for_and_the_others_are_still_counted() {
    let town = Town::open().await;
    let all = town.get("/api/v1/search?q=lamp").await;
    for (kind, start, count) in [("notes", "n-", 0), ("products", "g-", 1), ("people", "p-", 2)] {
        let page = town
            .get(&format!("/api/v1/search?q=lamp&kind={kind}&limit=50"))
            .await;
        assert_eq!(counts(&page), counts(&all));
        let found = ids(&page);
        assert!(found.iter().all(|id| id.starts_with(start)), "{found:?}");
        assert_eq!(i64::try_from(found.len()).expect("few"), counts(&all)[count]);
    }
}

#[tokio::test]
async fn what_was_found_is_marked_where_it_stands() {
    let town = Town::open().await;
    let page = town.get("/api/v1/search?q=WIDE%20foot&kind=notes").await;
    let hit = page
        .list("/items")
        .iter()
        .find(|hit| hit["item"]["note"]["id"] == "n-en-001")
        .expect("the note about wide feet");
    let title = hit["item"]["note"]["title"].as_str().expect("a title");
    assert!(marked(title, &hit["marks"]).contains("[Wide]"), "{hit}");
    let zh = town.get("/api/v1/search?q=%E9%AB%98%E8%B7%9F%E9%9E%8B").await;
    let excerpts: Vec<String> = zh
        .list("/items")
        .iter()
        .filter_map(|hit| {
            let excerpt = &hit["excerpt"];
            Some(marked(excerpt["text"].as_str()?, &excerpt["marks"]))
        })
        .collect();
    assert!(
        excerpts.iter().any(|text| text.contains("[高跟鞋]")),
        "{excerpts:?}"
    );
}

#[tokio::test]
async fn a_slip_and_a_stranger_are_told() {
    let town = Town::open().await;
    let page = town.get("/api/v1/search?q=umbrela%20xyzzyq").await;
    assert_eq!(page.text("/corrections/0/typed"), "umbrela");
    assert_eq!(page.text("/corrections/0/instead"), "umbrella");
    assert_eq!(page.text("/corrections/1/typed"), "xyzzyq");
    assert_eq!(*page.at("/corrections/1/instead"), Value::Null);
    assert!(ids(&page).contains(&"n-en-035".to_owned()), "{page:?}");
    let nothing = town.get("/api/v1/search?q=xyzzyq").await;
    assert_eq!((ids(&nothing).len(), counts(&nothing)), (0, [0, 0, 0]));
}

#[tokio::test]
async fn signs_and_operators_of_the_engine_are_only_letters() {
    let town = Town::open().await;
    for words in [
        "%22",
        "%22shoes",
        "shoes*",
        "shoes%20OR%20lamp",
        "NEAR(shoes%20lamp)",
        "head%3Ashoes",
        "-shoes",
        "%28%28",
        "%27%3B%20DROP",
        "%00",
        "%F0%9F%99%82",
        "%CC%88",
        "a%CC%88",
        "^shoes",
    ] {
        let answer = town.get(&format!("/api/v1/search?q={words}")).await;
        assert_eq!(answer.status, 200, "{words}: {answer:?}");
        let answer = town.get(&format!("/api/v1/search/suggestions?q={words}")).await;
        assert_eq!(answer.status, 200, "{words}: {answer:?}");
    }
}

#[tokio::test]
async fn what_is_written_changed_or_taken_away_is_found_so_at_once() {
    let town = Town::open().await;
    let search = async |word: &str| ids(&town.get(&format!("/api/v1/search?q={word}&kind=notes")).await);
    assert_eq!(search("quokka").await, Vec::<String>::new());
    town.run("UPDATE notes SET title = 'A quokka in my sofa' WHERE id = 'n-en-011'")
        .await;
    assert_eq!(search("quokkas").await, ["n-en-011"]);
    town.run("UPDATE notes SET title = 'Nobody in my sofa' WHERE id = 'n-en-011'")
        .await;
    assert_eq!(search("quokka").await, Vec::<String>::new());
    town.run("UPDATE people SET name = 'Zebediah Quokka' WHERE id = (SELECT author FROM notes WHERE id = 'n-en-012')")
        .await;
    assert!(
        search("zebediah").await.contains(&"n-en-012".to_owned()),
        "by the author's name"
    );
    town.run("INSERT INTO notes (id, author, title, body, pictures, topics, place, lang, paid, likes, collects, product_count, at, town) SELECT 'n-new', author, 'Zorilla at the door', body, pictures, topics, place, lang, paid, 0, 0, 0, at, town FROM notes WHERE id = 'n-en-013'").await;
    assert_eq!(search("zorilla").await, ["n-new"]);
    town.run("DELETE FROM notes WHERE id = 'n-new'").await;
    assert_eq!(search("zorilla").await, Vec::<String>::new());
}

#[tokio::test]
async fn an_index_of_another_tokeniser_is_made_anew() {
    let town = Town::open().await;
    town.run("UPDATE counters SET value = 0 WHERE name = 'search_tokeniser'")
        .await;
    town.run("DELETE FROM search_docs").await;
    let before = ids(&town.get("/api/v1/search?q=umbrella&kind=notes").await);
    assert_eq!(before, Vec::<String>::new());
    // As the shop does when it opens.
    town.shop.db.open_index().await.expect("the index is made");
    assert!(!ids(&town.get("/api/v1/search?q=umbrella&kind=notes").await).is_empty());
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let town = Town::open().await;
    let page = town.get("/api/v1/search?q=shoes").await;
    let tag = page.headers["etag"].to_str().expect("a tag").to_owned();
    assert_eq!(
        town.get_if_none_match("/api/v1/search?q=shoes", &tag)
            .await
            .status,
        304
    );
}

#[tokio::test]
async fn suggestions_go_on_from_what_was_typed() {
    let town = Town::open().await;
    let texts = |answer: &Answer| -> Vec<String> {
        let text = |query: &Value| marked(query["text"].as_str().unwrap_or_default(), &query["marks"]);
        answer.list("/queries").iter().map(text).collect()
    };
    let page = town.get("/api/v1/search/suggestions?q=wide%20f").await;
    assert!(
        texts(&page).contains(&"[wide] [feet]".to_owned()),
        "{:?}",
        texts(&page)
    );
    let people = town.get("/api/v1/search/suggestions?q=hami").await;
    assert_eq!(people.text("/people/0/handle"), "hamish.lasts");
    let products = town.get("/api/v1/search/suggestions?q=Broadf").await;
    assert!(!products.list("/products").is_empty() && products.list("/products").len() <= 3);
    let zh = town.get("/api/v1/search/suggestions?q=%E9%9D%99").await;
    assert!(
        texts(&zh).iter().any(|text| text.starts_with("[静]")),
        "{:?}",
        texts(&zh)
    );
    let idle = town.get("/api/v1/search/suggestions").await;
    assert_eq!(idle.list("/queries").len(), 12);
    let none = town.get("/api/v1/search/suggestions?q=xyzzyq").await;
    assert_eq!(texts(&none), Vec::<String>::new());
    let long = "a".repeat(201);
    let refused = town.get(&format!("/api/v1/search/suggestions?q={long}")).await;
    refused.is_problem(422, "invalid");
}
