//! What was said about what was bought goes where its author goes.

use meadow_backend::errands;
use serde_json::json;

use crate::{
    accounts_stage::SECRET,
    photo_stage::jpeg,
    shop_reviews::{delivered, path, review},
    shop_stage::{Answer, DESK, Shopper, Town},
};

#[tokio::test]
async fn a_guest_who_signs_in_keeps_what_they_said_and_can_change_it() {
    let town = Town::open().await;
    let (guest, order, said) = said_with_a_photo(&town).await;
    // The account sent the same picture before: both stay in use.
    let phone = town.member("Mira").await;
    assert_eq!(send(&town, &phone).await.status, 201);
    let mira = guest.sign_in("Mira").await;
    let written = mira.get(&path(&order)).await;
    assert_eq!(written.text("/items/0/id"), said.text("/id"));
    assert_eq!(written.text("/items/0/author/name"), "Mira");
    let mut words = review("", DESK)["words"].clone();
    words["stars"] = json!(2);
    words["photos"] = json!([{"photo": said.text("/photos/0/id"), "alt": "still mine"}]);
    let changed = phone
        .put(&format!("/api/v1/reviews/{}", said.text("/id")), words)
        .await;
    assert_eq!(
        (changed.status.as_u16(), changed.number("/stars")),
        (200, 2),
        "{changed:?}"
    );
    assert_eq!(changed.text("/photos/0/picture/alt"), "still mine");
    // What was sent before signing in, and arrives late, is not said twice.
    let mut late = review("r1", DESK);
    late["words"]["photos"] = json!([{"photo": said.text("/photos/0/id"), "alt": ""}]);
    assert_eq!(mira.post(&path(&order), late).await.status, 200);
}

#[tokio::test]
async fn two_reviews_with_one_key_are_both_taken_back_after_signing_in() {
    let town = Town::open().await;
    let (phone, _, first) = said_with_a_photo(&town).await;
    let phone = phone.sign_up("Mira").await;
    let (guest, _, second) = said_with_a_photo(&town).await;
    let mira = guest.sign_in("Mira").await;
    assert_eq!(
        town.count("SELECT COUNT(DISTINCT session) FROM review_keys")
            .await,
        1,
        "nothing hangs on the guest"
    );
    // One whose key was lost before keys went along.
    town.run("DELETE FROM review_keys WHERE key <> 'r1'").await;
    for (said, shopper) in [(&first, &mira), (&second, &phone)] {
        let one = format!("/api/v1/reviews/{}", said.text("/id"));
        assert_eq!(shopper.delete(&one, None).await.status, 204, "{said:?}");
    }
    assert_eq!(
        town.count("SELECT COUNT(*) FROM reviews WHERE session IS NOT NULL")
            .await,
        0
    );
}

#[tokio::test]
async fn the_export_holds_what_was_said_with_its_photos() {
    let town = Town::open().await;
    let (guest, _, said) = said_with_a_photo(&town).await;
    let mira = guest.sign_up("Mira").await;
    let export = mira.get("/api/v1/account/export").await;
    assert_eq!(export.text("/reviews/0/id"), said.text("/id"));
    assert_eq!(export.text("/reviews/0/photos/0/id"), said.text("/photos/0/id"));
    let jo = town.member("Jo").await;
    assert_eq!(jo.get("/api/v1/account/export").await.at("/reviews"), &json!([]));
}

#[tokio::test]
async fn whoever_leaves_takes_their_reviews_and_the_files_of_their_photos_along() {
    let town = Town::open().await;
    let (guest, _, said) = said_with_a_photo(&town).await;
    let mira = guest.sign_up("Mira").await;
    let file = said.text("/photos/0/picture/sources/0/url");
    assert_eq!(town.get(&file).await.status, 200);
    let proof = json!({"proof": {"password": SECRET}});
    assert_eq!(mira.delete("/api/v1/account", Some(proof)).await.status, 204);
    let product = town.get("/api/v1/products/g-de-01").await;
    assert!(!product.body.to_string().contains(&said.text("/id")));
    errands::forget_once(&town.shop).await.unwrap();
    assert_eq!(town.get(&file).await.status, 404);
    for table in ["SELECT COUNT(*) FROM photos", "SELECT COUNT(*) FROM review_keys"] {
        assert_eq!(town.count(table).await, 0, "{table}");
    }
}

async fn said_with_a_photo(town: &Town) -> (Shopper, String, Answer) {
    let (guest, order) = delivered(town, 40).await;
    let photo = send(town, &guest).await;
    assert_eq!(photo.status, 201, "{photo:?}");
    let mut asked = review("r1", DESK);
    asked["words"]["photos"] = json!([{"photo": photo.text("/id"), "alt": ""}]);
    let said = guest.post(&path(&order), asked).await;
    assert_eq!(said.status, 201, "{said:?}");
    (guest, order, said)
}

async fn send(town: &Town, shopper: &Shopper) -> Answer {
    town.send_raw("POST", "/api/v1/photos", shopper.token(), jpeg(900, 700))
        .await
}
