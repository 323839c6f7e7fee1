//! What becomes of comments, likes and reports when somebody signs in or leaves.

use meadow_backend::{clock, db::Upkeep};
use serde_json::{Value, json};

use crate::{
    accounts_stage::SECRET,
    shop_stage::Town,
    talk_comments::{answering, owners_note, say, saying, under},
    talk_moderation::{because, decide, moderator},
};

#[tokio::test]
async fn what_a_guest_said_is_the_accounts_after_signing_in_and_its_keys_still_find_it() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let mira = town.member("Mira").await;
    let theirs = say(&mira, &note, saying("k1", "Said at home")).await;
    let guest = town.shopper().await;
    let said = say(&guest, &note, saying("k1", "Said as a guest")).await;
    let like = format!("/api/v1/comments/{}/like", theirs.text("/id"));
    for shopper in [&mira, &guest] {
        shopper.put(&like, json!({"on": true})).await;
        let report = json!({"reason": "spam", "words": ""});
        shopper
            .post(&format!("/api/v1/notes/{note}/reports"), report)
            .await;
    }
    let signed_in = guest.sign_in("Mira").await;
    let place = signed_in
        .get(&format!("/api/v1/comments/{}", said.text("/id")))
        .await;
    assert_eq!(
        (place.at("/root/mine"), place.text("/root/author/name")),
        (&json!(true), "Mira".into())
    );
    let again = signed_in.post(&under(&note), saying("k1", "Said at home")).await;
    assert_eq!(
        (again.status.as_u16(), again.text("/id")),
        (200, theirs.text("/id"))
    );
    assert_eq!(again.number("/likes"), 1, "liked by one");
    assert_eq!(town.count("SELECT COUNT(*) FROM reports").await, 1);

    let export = signed_in.post("/api/v1/account/export", Value::Null).await;
    let export = match export.status.as_u16() {
        200 => export,
        _ => signed_in.get("/api/v1/account/export").await,
    };
    assert_eq!(export.list("/comments").len(), 2, "{export:?}");
    assert_eq!(export.at("/liked_comments"), &json!([theirs.text("/id")]));
    assert_eq!(export.at("/reports/0/about"), &json!({"note": note}));
}

#[tokio::test]
async fn an_account_that_is_given_up_takes_its_words_along_and_leaves_the_answers_of_others() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let (mira, jonas) = (town.member("Mira").await, town.shopper().await);
    let asked = say(&mira, &note, saying("k1", "Is it whisper-quiet?")).await;
    say(&mira, &note, saying("k2", "Nobody answers this")).await;
    let answer = say(&jonas, &note, answering("k1", "Very.", &asked.text("/id"))).await;
    let like = format!("/api/v1/comments/{}/like", answer.text("/id"));
    mira.put(&like, json!({"on": true})).await;
    let report = json!({"reason": "spam", "words": "Me again."});
    mira.post(&format!("/api/v1/notes/{note}/reports"), report).await;
    let gone = mira
        .delete("/api/v1/account", Some(json!({"proof": {"password": SECRET}})))
        .await;
    assert_eq!(gone.status, 204, "{gone:?}");
    let place = town
        .get(&format!("/api/v1/comments/{}", answer.text("/id")))
        .await;
    assert_eq!(place.text("/root/state"), "withdrawn");
    assert_eq!(
        (
            place.text("/root/replies/0/text"),
            place.number("/root/replies/0/likes")
        ),
        ("Very.".into(), 0)
    );
    for nothing in [
        "SELECT COUNT(*) FROM comments WHERE body LIKE '%whisper-quiet%' OR body LIKE '%Nobody answers%'",
        "SELECT COUNT(*) FROM reports",
        "SELECT COUNT(*) FROM comment_likes",
    ] {
        assert_eq!(town.count(nothing).await, 0, "{nothing}");
    }
    // What was reported still has to be judged: why stays, by whom and in which words does not.
    let case = moderator(&town).await.get("/api/v1/studio/cases").await;
    assert_eq!(
        case.at("/items/0/reasons"),
        &json!([{"reason": "spam", "count": 1}])
    );
    assert_eq!(case.list("/items/0/words").len(), 0);
    // The guest who answered stays as long as the answer; the account goes.
    let far = clock::now().plus_ms(400 * 86_400_000);
    while town.shop.db.forget(far, 100).await.unwrap() > 0 {}
    assert_eq!(town.count("SELECT COUNT(*) FROM sessions").await, 1);
}

#[tokio::test]
async fn reasons_of_those_who_left_count_with_the_others() {
    let town = Town::open().await;
    let path = "/api/v1/notes/n-de-001/reports";
    for name in ["Mira", "Jonas"] {
        let member = town.member(name).await;
        member.post(path, because("spam", "Mine.")).await;
        let proof = json!({"proof": {"password": SECRET}});
        assert_eq!(member.delete("/api/v1/account", Some(proof)).await.status, 204);
    }
    let stays = town.shopper().await;
    stays.post(path, because("spam", "Yours.")).await;
    let case = moderator(&town).await.get("/api/v1/studio/cases").await;
    assert_eq!(
        case.at("/items/0/reasons"),
        &json!([{"reason": "spam", "count": 3}])
    );
    assert_eq!(case.at("/items/0/words"), &json!(["Yours."]));
}

#[tokio::test]
async fn the_words_of_a_removed_comment_are_still_their_authors() {
    let town = Town::open().await;
    let (note, _) = owners_note(&town).await;
    let mira = town.member("Mira").await;
    let said = say(&mira, &note, saying("k", "Buy followers")).await;
    let one = format!("/api/v1/comments/{}", said.text("/id"));
    mira.post(&format!("{one}/reports"), because("spam", "")).await;
    let moderator = moderator(&town).await;
    let case = moderator.get("/api/v1/studio/cases").await.at("/items/0").clone();
    decide(&moderator, &case, "1", json!({"remove": "Advertising."})).await;
    assert_eq!(mira.get(&one).await.text("/root/text"), "", "nobody reads it");
    let export = mira.get("/api/v1/account/export").await;
    assert_eq!(
        (export.text("/comments/0/state"), export.text("/comments/0/text")),
        ("removed".into(), "Buy followers".into()),
        "{export:?}"
    );
}
