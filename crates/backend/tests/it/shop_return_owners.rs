//! Goods of several owners in one order: each owner answers for their own.

use serde_json::json;

use crate::{
    shop_returns::{ask, back, delivered, order_path, parts, settle},
    shop_stage::{Answer, DESK, Town},
    shop_studio::{KEY, make, owner},
};

/// Something of another owner than [`DESK`]'s, and that owner's key.
const SHOES: &str = "g-en-01:38/e";
const SHOES_KEY: &str = "studio-hamish.lasts";

#[tokio::test]
async fn a_return_of_goods_of_two_owners_is_answered_by_each_for_their_own() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 1), (SHOES, 2)]).await;
    let (desks, shoes) = (town.stock(DESK).await.0, town.stock(SHOES).await.0);
    let both = || back("r", &[(DESK, 1), (SHOES, 2)]);
    let asked = ask(&shopper, &order, both()).await;
    assert_eq!(
        (asked.status.as_u16(), asked.text("/state")),
        (201, "return_requested".to_owned())
    );
    assert_eq!(goods(&asked), [vec![DESK], vec![SHOES]]);
    let again = ask(&shopper, &order, both()).await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &asked.body));
    let (desk, pair) = (asked.text("/returns/0/id"), asked.text("/returns/1/id"));
    let (jonas, cobbler) = (owner(&town, KEY).await, owner(&town, SHOES_KEY).await);
    let shown = jonas.get("/api/v1/studio/orders").await;
    assert_eq!(shown.list("/items/0/returns").len(), 1);
    assert_eq!(shown.text("/items/0/returns/0/id"), desk);
    // What is another's can neither be taken back nor refused.
    for act in [
        json!({"take_back": pair}),
        json!({"refuse": {"id": pair, "why": "No."}}),
    ] {
        make(&jonas, &order, "1", act).await.is_problem(404, "not-found");
    }
    assert_eq!(
        make(&jonas, &order, "2", json!({"take_back": desk})).await.status,
        200
    );
    let refuse = json!({"refuse": {"id": pair, "why": "Worn in the rain."}});
    assert_eq!(make(&cobbler, &order, "1", refuse).await.status, 200);
    assert_eq!(town.stock(DESK).await.0, desks + 1);
    assert_eq!(town.stock(SHOES).await.0, shoes, "they were not taken back");
    settle(&town).await;
    let seen = shopper.get(&order_path(&order)).await;
    assert_eq!(
        (seen.text("/returns/0/state"), seen.text("/returns/1/state")),
        ("refunded".to_owned(), "refused".to_owned())
    );
    assert_eq!(seen.text("/state"), "delivered", "the shoes are kept");
    assert_eq!(
        seen.number("/returns/0/refund/minor"),
        seen.number("/lines/0/paid/minor")
    );
}

#[tokio::test]
async fn what_two_owners_take_back_is_together_to_the_cent_what_was_paid() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 1), (SHOES, 2)]).await;
    let asked = ask(&shopper, &order, back("r", &[(SHOES, 2), (DESK, 1)])).await;
    assert_eq!(goods(&asked), [vec![SHOES], vec![DESK]], "as they were asked for");
    for (key, number) in [(SHOES_KEY, 0), (KEY, 1)] {
        let id = asked.text(&format!("/returns/{number}/id"));
        let made = make(&owner(&town, key).await, &order, "1", json!({"take_back": id})).await;
        assert_eq!(made.status, 200, "{made:?}");
    }
    settle(&town).await;
    let seen = shopper.get(&order_path(&order)).await;
    assert_eq!(seen.text("/state"), "refunded");
    let paid_back = seen.number("/returns/0/refund/minor") + seen.number("/returns/1/refund/minor");
    assert_eq!(paid_back, seen.number("/totals/total/minor"));
    assert_eq!(parts(&town).await, 2);
}

/// Which goods each return holds.
fn goods(order: &Answer) -> Vec<Vec<&str>> {
    let returns = order.list("/returns").iter();
    let lines = returns.map(|one| one["lines"].as_array().expect("lines"));
    lines
        .map(|lines| {
            lines
                .iter()
                .map(|line| line["variant"].as_str().expect("a variant"))
                .collect()
        })
        .collect()
}
