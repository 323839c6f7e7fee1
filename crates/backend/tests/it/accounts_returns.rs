//! What came after a guest's order goes along to the account, and an account stays until the money is back.

use meadow_backend::db::Refunds;
use meadow_wire::Timestamp;
use serde_json::{Value, json};

use crate::{
    accounts_stage::SECRET,
    shop_returns::{ask, back, delivered, order_path, settle, settle_in_vain, take_back},
    shop_stage::{DESK, Town},
    shop_studio::{KEY, make, owner},
};

#[tokio::test]
async fn a_guest_who_signs_in_finds_what_the_shop_told_and_sends_goods_back() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let order = delivered(&town, &guest, &[(DESK, 2)]).await;
    let name: String = sqlx::query_scalar("SELECT reference FROM payments")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    let told = guest.get("/api/v1/inbox").await;
    let mira = guest.sign_up("Mira").await;
    assert_eq!(mira.get("/api/v1/inbox").await.body, told.body);
    let asked = ask(&mira, &order, back("r", &[(DESK, 1)])).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    town.shop.payment.test.break_refunds(1);
    take_back(&town).await;
    settle_in_vain(&town).await;
    let due = town
        .shop
        .db
        .due(Timestamp::from_ms(i64::MAX / 2), 10)
        .await
        .unwrap();
    let names: Vec<&str> = due.iter().map(|refund| refund.reference.as_str()).collect();
    assert_eq!(names, [name.as_str()]);
    town.run("UPDATE part_refunds SET due_at = 0").await;
    settle(&town).await;
    let done = mira.get(&order_path(&order)).await;
    assert_eq!(done.text("/returns/0/state"), "refunded");
    let left = order.number("/totals/total/minor") - done.number("/returns/0/refund/minor");
    assert_eq!(town.shop.payment.test.takings().await.unwrap(), [left]);
    let export = mira.get("/api/v1/account/export").await;
    assert_eq!(
        export.at("/messages"),
        mira.get("/api/v1/inbox?limit=50").await.at("/items")
    );
}

#[tokio::test]
async fn the_money_of_an_order_that_was_cancelled_as_a_guest_is_told_to_the_account() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let held = guest.hold("k", DESK, 1).await;
    let order = guest.pay("p", &held, "succeeds").await;
    town.shop.payment.test.break_refunds(1);
    guest
        .post(&format!("{}/cancel", order_path(&order)), Value::Null)
        .await;
    settle_in_vain(&town).await;
    let mira = guest.sign_up("Mira").await;
    town.run("UPDATE refunds SET due_at = 0").await;
    settle(&town).await;
    let told = mira.get("/api/v1/inbox").await;
    let about = told.list("/items").iter().map(|message| &message["about"]);
    assert!(
        about
            .clone()
            .any(|about| about["refund_given"] == order.body["totals"]["total"]),
        "{told:?}"
    );
}

#[tokio::test]
async fn nobody_leaves_while_goods_are_on_their_way_back() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    let order = delivered(&town, &guest, &[(DESK, 1)]).await;
    let mira = guest.sign_up("Mira").await;
    let request = |key: &str| {
        let mut request = back(key, &[(DESK, 1)]);
        request["words"] = json!("It is too wide for Mira's room.");
        request
    };
    let refused = ask(&mira, &order, request("r")).await;
    let refuse =
        json!({"refuse": {"id": refused.text("/returns/0/id"), "why": "Dear Mira, it was painted."}});
    let made = make(&owner(&town, KEY).await, &order, "1", refuse).await;
    assert_eq!(made.status, 200, "{made:?}");
    ask(&mira, &order, request("r2")).await;
    town.run("UPDATE orders SET by_hand = FALSE").await;
    let leave = || Some(json!({"proof": {"password": SECRET}}));
    mira.delete("/api/v1/account", leave())
        .await
        .is_problem(409, "not-possible");
    take_back(&town).await;
    settle(&town).await;
    let gone = mira.delete("/api/v1/account", leave()).await;
    assert_eq!(gone.status, 204, "{gone:?}");
    assert_eq!(town.count("SELECT COUNT(*) FROM messages").await, 0);
    for written in [
        "SELECT COUNT(*) FROM returns WHERE words LIKE '%Mira%' OR answer LIKE '%Mira%'",
        // Whoever follows the parcel finds her door.
        "SELECT COUNT(*) FROM orders WHERE tracking <> ''",
    ] {
        assert_eq!(town.count(written).await, 0, "{written}");
    }
}
