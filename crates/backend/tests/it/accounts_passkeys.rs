//! Passkeys: made, used, refused and removed.

use serde_json::{Value, json};

use crate::{
    accounts_stage::Device,
    shop_stage::{Answer, DESK, Shopper, Town},
};

async fn add(member: &Shopper, device: &mut Device) -> Answer {
    let offer = member.post("/api/v1/passkeys/register/begin", Value::Null).await;
    let made = device.make(&offer);
    member.post("/api/v1/passkeys/register/finish", made).await
}

async fn sign_in(shopper: &Shopper, device: &mut Device) -> Answer {
    let question = shopper.post("/api/v1/passkeys/sign-in/begin", Value::Null).await;
    let answer = device.answer(&question);
    shopper.post("/api/v1/passkeys/sign-in/finish", answer).await
}

#[tokio::test]
async fn a_passkey_is_made_and_signs_in_without_anybody_typing_who_they_are() {
    let town = Town::open().await;
    let mira = town.member("Mira").await;
    let mut phone = Device::new(1);
    let added = add(&mira, &mut phone).await;
    assert_eq!(added.status, 201, "{added:?}");
    assert_eq!(added.text("/passkeys/0/id"), phone.id());
    assert!(added.at("/passkeys/0/used_at").is_null());
    let guest = town.shopper().await;
    guest.change("1", DESK, 2).await;
    let entered = sign_in(&guest, &mut phone).await;
    assert_eq!(entered.status, 200, "{entered:?}");
    let desk = guest.with_token_of(&entered);
    assert_eq!(desk.cart_lines().await, [(DESK.to_owned(), 2)]);
    let account = desk.get("/api/v1/account").await;
    assert_eq!(account.text("/email"), "mira@example.org");
    assert!(!account.text("/passkeys/0/used_at").is_empty());
    // The second passkey is told about the first, so that a device makes one only.
    let offer = desk.post("/api/v1/passkeys/register/begin", Value::Null).await;
    assert_eq!(offer.text("/options/excludeCredentials/0/id"), phone.id());
    assert_eq!(
        offer.text("/options/authenticatorSelection/residentKey"),
        "required"
    );
}

#[tokio::test]
async fn an_account_can_begin_with_a_passkey_and_get_a_password_later() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let person = json!({"person": {"name": "Mira", "email": "mira@example.org"}});
    let offer = guest.post("/api/v1/passkeys/sign-up/begin", person.clone()).await;
    let mut phone = Device::new(1);
    let made = guest
        .post("/api/v1/passkeys/sign-up/finish", phone.make(&offer))
        .await;
    assert_eq!(made.status, 201, "{made:?}");
    let mira = guest.with_token_of(&made);
    assert_eq!(
        mira.get("/api/v1/account").await.at("/has_password"),
        &json!(false)
    );
    let only = format!("/api/v1/passkeys/{}", phone.id());
    mira.delete(&only, None).await.is_problem(409, "not-possible");
    guest
        .post("/api/v1/passkeys/sign-up/begin", person)
        .await
        .is_problem(409, "taken");
    let question = mira.post("/api/v1/passkeys/sign-in/begin", Value::Null).await;
    let proof = json!({"proof": {"passkey": phone.answer(&question)}, "password": "a quieter lamp"});
    let set = mira.put("/api/v1/account/password", proof).await;
    assert_eq!(set.status, 204, "{set:?}");
    assert_eq!(mira.delete(&only, None).await.status, 204);
    assert_eq!(mira.delete(&only, None).await.status, 204, "again: nothing more");
    sign_in(&guest, &mut phone).await.is_problem(403, "wrong-passkey");
}

#[tokio::test]
async fn an_answer_counts_once_and_only_for_its_question() {
    let town = Town::open().await;
    let mira = town.member("Mira").await;
    let mut phone = Device::new(1);
    add(&mira, &mut phone).await;
    let guest = town.shopper().await;
    let question = guest.post("/api/v1/passkeys/sign-in/begin", Value::Null).await;
    let answer = phone.answer(&question);
    let finish = "/api/v1/passkeys/sign-in/finish";
    assert_eq!(guest.post(finish, answer.clone()).await.status, 200);
    guest
        .post(finish, answer.clone())
        .await
        .is_problem(403, "wrong-passkey");
    let other = guest.post("/api/v1/passkeys/sign-in/begin", Value::Null).await;
    let mut moved = answer;
    moved["ceremony"] = json!(other.text("/ceremony"));
    guest.post(finish, moved).await.is_problem(403, "wrong-passkey");
    // What was begun to make a passkey can't be finished as a sign-in, nor by another account.
    let offer = mira.post("/api/v1/passkeys/register/begin", Value::Null).await;
    let made = Device::new(2).make(&offer);
    town.member("Jo")
        .await
        .post("/api/v1/passkeys/register/finish", made)
        .await
        .is_problem(403, "wrong-passkey");
}

#[tokio::test]
async fn forged_foreign_and_copied_passkeys_are_refused() {
    let town = Town::open().await;
    let mira = town.member("Mira").await;
    let mut phone = Device::new(1);
    add(&mira, &mut phone).await;
    let guest = town.shopper().await;
    // Another key that claims to be this passkey.
    let question = guest.post("/api/v1/passkeys/sign-in/begin", Value::Null).await;
    let mut forged = Device::new(2).answer(&question);
    forged["id"] = json!(phone.id());
    forged["user_handle"] = phone.answer(&question)["user_handle"].clone();
    guest
        .post("/api/v1/passkeys/sign-in/finish", forged)
        .await
        .is_problem(403, "wrong-passkey");
    // A page somewhere else that passes the question on.
    let mut phished = Device::new(3).at("https://meadow.example.net");
    let offer = mira.post("/api/v1/passkeys/register/begin", Value::Null).await;
    let made = phished.make(&offer);
    mira.post("/api/v1/passkeys/register/finish", made)
        .await
        .is_problem(403, "wrong-passkey");
    assert_eq!(sign_in(&guest, &mut phone).await.status, 200);
    phone.forget_uses();
    sign_in(&town.shopper().await, &mut phone)
        .await
        .is_problem(403, "wrong-passkey");
}

#[tokio::test]
async fn one_passkey_belongs_to_one_account() {
    let town = Town::open().await;
    let (mira, jo) = (town.member("Mira").await, town.member("Jo").await);
    let mut phone = Device::new(1);
    assert_eq!(add(&mira, &mut phone).await.status, 201);
    add(&jo, &mut phone).await.is_problem(409, "not-possible");
    assert_eq!(jo.get("/api/v1/account").await.list("/passkeys").len(), 0);
}
