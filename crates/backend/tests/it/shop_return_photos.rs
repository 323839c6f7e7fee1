//! Photos of what goes back: the shop sees them with the return, and nobody else hears where they are.

use meadow_backend::errands;
use serde_json::{Value, json};

use crate::{
    accounts_stage::SECRET,
    photo_stage::jpeg,
    shop_returns::{ask, back, delivered, order_path, settle, take_back},
    shop_reviews,
    shop_stage::{Answer, DESK, Shopper, Town},
};

/// The owner of [`DESK`].
const KEY: &str = "studio-jonas.reuter";

#[tokio::test]
async fn the_shop_sees_what_the_shopper_showed_and_so_does_the_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 2)]).await;
    let (first, second) = (send(&town, &shopper, 500).await, send(&town, &shopper, 501).await);
    let request = with_photos("r", &[(&first, " The bent corner "), (&second, "")]);
    let asked = ask(&shopper, &order, request.clone()).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    assert_eq!(ids(asked.at("/returns/0/photos")), [first.clone(), second]);
    assert_eq!(asked.text("/returns/0/photos/0/picture/alt"), "The bent corner");
    let again = ask(&shopper, &order, request).await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &asked.body));
    let owner = town.shopper().await;
    owner.post("/api/v1/studio/enter", json!({"key": KEY})).await;
    let orders = owner.get("/api/v1/studio/orders").await;
    assert_eq!(
        orders.at("/items/0/returns/0/photos"),
        asked.at("/returns/0/photos")
    );
    // What is used is kept.
    town.run("UPDATE photos SET at = 0").await;
    assert_eq!(errands::forget_once(&town.shop).await.unwrap(), 0);
    let file = format!("/media/photos/{first}.jpg");
    assert_eq!(town.get(&file).await.status, 200);
}

#[tokio::test]
async fn a_photo_that_is_not_ones_own_or_is_used_already_is_refused_and_nothing_is_asked() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 3)]).await;
    let foreign = send(&town, &town.shopper().await, 500).await;
    let reviewed = send(&town, &shopper, 501).await;
    let mut review = shop_reviews::review("v", DESK);
    review["words"]["photos"] = json!([{"photo": reviewed, "alt": ""}]);
    let said = shopper
        .post(&shop_reviews::path(&order.text("/id")), review.clone())
        .await;
    assert_eq!(said.status, 201, "{said:?}");
    let own = send(&town, &shopper, 502).await;
    let asked = ask(&shopper, &order, with_photos("r1", &[(&own, "")])).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    for (photo, words) in [(&foreign, "not here"), (&reviewed, "used"), (&own, "used")] {
        let young = send(&town, &shopper, 503).await;
        let request = with_photos("r2", &[(&young, ""), (photo, "")]);
        let refused = ask(&shopper, &order, request).await;
        refused.is_problem(422, "invalid");
        assert_eq!(refused.text("/errors/0/field"), "photos.1");
        assert!(refused.text("/errors/0/detail").contains(words), "{refused:?}");
    }
    let young = send(&town, &shopper, 503).await;
    let twice = with_photos("r2", &[(&young, ""), (&young, "")]);
    ask(&shopper, &order, twice).await.is_problem(422, "invalid");
    assert_eq!(town.count("SELECT COUNT(*) FROM returns").await, 1);
    assert_eq!(town.count("SELECT COUNT(*) FROM return_photos").await, 1);
    // Nor does it come out by a review; the same picture, sent again, is another photo.
    let path = format!("/api/v1/reviews/{}", said.text("/id"));
    let mut words = review["words"].clone();
    words["photos"] = json!([{"photo": own, "alt": ""}]);
    shopper.put(&path, words.clone()).await.is_problem(422, "invalid");
    let anew = send(&town, &shopper, 502).await;
    assert_ne!(anew, own);
    words["photos"] = json!([{"photo": anew, "alt": ""}]);
    assert_eq!(shopper.put(&path, words).await.status, 200);
}

#[tokio::test]
async fn four_photos_are_enough_and_their_words_are_short() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 1)]).await;
    let photo = send(&town, &shopper, 500).await;
    let long = "ä".repeat(201);
    for photos in [
        vec![(photo.as_str(), ""); 5],
        vec![(photo.as_str(), long.as_str())],
    ] {
        let refused = ask(&shopper, &order, with_photos("r", &photos)).await;
        refused.is_problem(422, "invalid");
        assert_eq!(refused.text("/errors/0/field"), "photos");
    }
    // Who asks without a word about photos asks as before there were any.
    let asked = ask(&shopper, &order, back("r", &[(DESK, 1)])).await;
    assert_eq!(
        (asked.status.as_u16(), asked.at("/returns/0/photos")),
        (201, &json!([]))
    );
}

#[tokio::test]
async fn they_go_along_to_the_account_and_go_with_it() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let order = delivered(&town, &guest, &[(DESK, 2)]).await;
    let photo = send(&town, &guest, 500).await;
    ask(&guest, &order, with_photos("r", &[(&photo, "")])).await;
    // Chosen as a guest, used by the account.
    let later = send(&town, &guest, 501).await;
    let mira = guest.sign_up("Mira").await;
    let asked = ask(&mira, &order, with_photos("r2", &[(&later, "")])).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    let export = mira.get("/api/v1/account/export").await;
    assert_eq!(
        ids(export.at("/orders/0/returns/0/photos")),
        std::slice::from_ref(&photo)
    );
    assert_eq!(ids(export.at("/orders/0/returns/1/photos")), [later]);
    take_back(&town).await;
    settle(&town).await;
    let done = mira.get(&order_path(&order)).await;
    assert_eq!(
        ids(done.at("/returns/0/photos")),
        std::slice::from_ref(&photo),
        "it stays with the return"
    );
    let proof = json!({"proof": {"password": SECRET}});
    assert_eq!(mira.delete("/api/v1/account", Some(proof)).await.status, 204);
    errands::forget_once(&town.shop).await.unwrap();
    let file = format!("/media/photos/{photo}.jpg");
    assert_eq!(town.get(&file).await.status, 404);
    for table in [
        "SELECT COUNT(*) FROM photos",
        "SELECT COUNT(*) FROM return_photos",
    ] {
        assert_eq!(town.count(table).await, 0, "{table}");
    }
}

fn with_photos(key: &str, photos: &[(&str, &str)]) -> Value {
    let mut request = back(key, &[(DESK, 1)]);
    let used = photos
        .iter()
        .map(|(photo, alt)| json!({"photo": photo, "alt": alt}));
    request["photos"] = used.collect();
    request
}

/// Sends a picture of that width.
async fn send(town: &Town, shopper: &Shopper, width: u32) -> String {
    let sent = jpeg(width, 400);
    let answer: Answer = town
        .send_raw("POST", "/api/v1/photos", shopper.token(), sent)
        .await;
    assert!(answer.status.is_success(), "{answer:?}");
    answer.text("/id")
}

fn ids(photos: &Value) -> Vec<String> {
    let photos = photos.as_array().into_iter().flatten();
    photos
        .map(|photo| photo["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}
