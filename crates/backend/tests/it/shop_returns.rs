//! Asking to send goods back: once, and never more than was bought, whatever is asked at once or twice.

use std::time::Duration;

use futures_util::future::join_all;
use meadow_backend::{
    clock,
    db::{Returns, Steps},
    payment::Account,
    refunds,
};
use meadow_domain::order::OrderAction;
use meadow_wire::{OrderState, Timestamp};
use serde_json::{Value, json};

use crate::shop_stage::{Answer, DESK, Shopper, Town};

/// Another variant.
pub const LAMP: &str = "g-de-01:120-cm";

/// Buys and lets it arrive.
pub async fn delivered(town: &Town, shopper: &Shopper, goods: &[(&str, i32)]) -> Answer {
    for (variant, quantity) in goods {
        let changed = shopper
            .change(&format!("put-{variant}"), variant, *quantity)
            .await;
        assert_eq!(changed.status, 200, "{changed:?}");
    }
    let held = shopper.check_out("k").await;
    assert_eq!(held.status, 201, "{held:?}");
    let bought = shopper.pay("k", &held.text("/id"), "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    arrive(town).await;
    shopper.get(&order_path(&bought)).await
}

pub async fn arrive(town: &Town) {
    let way = [
        (OrderState::Paid, OrderAction::Pack),
        (OrderState::Packed, OrderAction::Ship),
        (OrderState::Shipped, OrderAction::Deliver),
    ];
    let later = clock::now().plus_ms(1_000);
    for (from, action) in way {
        town.shop
            .db
            .advance(from, action, later, clock::now())
            .await
            .expect("it goes its way");
    }
}

pub fn order_path(order: &Answer) -> String {
    format!("/api/v1/orders/{}", order.text("/id"))
}

pub fn back(key: &str, goods: &[(&str, u32)]) -> Value {
    let lines: Vec<Value> = goods
        .iter()
        .map(|(variant, quantity)| json!({"variant": variant, "quantity": quantity}))
        .collect();
    json!({"key": key, "lines": lines, "reason": "does_not_fit", "words": ""})
}

pub async fn ask(shopper: &Shopper, order: &Answer, body: Value) -> Answer {
    shopper
        .post(&format!("{}/returns", order_path(order)), body)
        .await
}

pub async fn take_back(town: &Town) {
    let later = clock::now().plus_ms(1_000);
    town.shop
        .db
        .take_back_asked(later, clock::now())
        .await
        .expect("taken back");
}

/// Waits until the provider gave all back that is owed. The shop's own errand may have been quicker, and be in the middle
/// of it; and a machine that does much else is slow.
pub async fn settle(town: &Town) {
    let owed = "SELECT (SELECT COUNT(*) FROM refunds) + (SELECT COUNT(*) FROM part_refunds)";
    for _ in 0..1_500 {
        refunds::settle(&town.shop).await.expect("refunds are settled");
        if town.count(owed).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("money is still owed");
}

/// The same where the provider gives no answer to what it is asked next.
pub async fn settle_in_vain(town: &Town) {
    for _ in 0..1_500 {
        refunds::settle(&town.shop).await.expect("refunds are settled");
        if !town.shop.payment.test.is_out_of_order() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the provider was not asked");
}

/// How many parts of payments the provider gave back.
pub async fn parts(town: &Town) -> usize {
    let books: Vec<String> = sqlx::query_scalar("SELECT account FROM bank_accounts")
        .fetch_all(&town.shop.db.reader)
        .await
        .expect("the books");
    let accounts = books.iter().map(|text| serde_json::from_str::<Account>(text));
    accounts
        .map(|account| account.expect("an account").parts.len())
        .sum()
}

#[tokio::test]
async fn asking_twice_changes_once_and_a_key_belongs_to_one_body() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 2)]).await;
    let first = ask(&shopper, &order, back("r", &[(DESK, 1)])).await;
    let again = ask(&shopper, &order, back("r", &[(DESK, 1)])).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.body, again.body);
    ask(&shopper, &order, back("r", &[(DESK, 2)]))
        .await
        .is_problem(422, "key-reused");
    assert_eq!(town.count("SELECT COUNT(*) FROM returns").await, 1);
}

#[tokio::test]
async fn more_than_was_bought_never_goes_back_whoever_asks_at_once() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 2), (LAMP, 1)]).await;
    let refused = ask(&shopper, &order, back("r", &[(DESK, 3)])).await;
    refused.is_problem(409, "return-too-many");
    assert_eq!(refused.text("/errors/0/field"), "lines.0.quantity");
    let asked: Vec<_> = (0..8)
        .map(|number| {
            let (shopper, order) = (shopper.clone(), order.clone());
            async move { ask(&shopper, &order, back(&format!("r{number}"), &[(DESK, 2)])).await }
        })
        .collect();
    let answers = join_all(asked).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.is_problem(409, "return-too-many");
    }
    take_back(&town).await;
    settle(&town).await;
    ask(&shopper, &order, back("more", &[(DESK, 1)]))
        .await
        .is_problem(409, "return-too-many");
    assert_eq!(parts(&town).await, 1);
}

#[tokio::test]
async fn only_a_delivered_order_of_ones_own_goes_back() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    let early = ask(&shopper, &bought, back("r", &[(DESK, 1)])).await;
    early.is_problem(409, "not-possible");
    assert_eq!(
        early.text("/detail"),
        "This order is paid; only a delivered order can be sent back."
    );
    arrive(&town).await;
    let stranger = town.shopper().await;
    ask(&stranger, &bought, back("r", &[(DESK, 1)]))
        .await
        .is_problem(404, "not-found");
    let whole = ask(&shopper, &bought, back("r", &[(DESK, 1)])).await;
    assert_eq!(whole.status, 201);
    ask(&shopper, &bought, back("r2", &[(DESK, 1)]))
        .await
        .is_problem(409, "not-possible");
    shopper
        .post(&format!("{}/cancel", order_path(&bought)), json!({}))
        .await
        .is_problem(409, "not-possible");
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_field_by_field() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = delivered(&town, &shopper, &[(DESK, 2)]).await;
    let with = |change: fn(&mut Value)| {
        let mut body = back("r", &[(DESK, 1)]);
        change(&mut body);
        body
    };
    let table: Vec<(Value, u16, &str)> = vec![
        (with(|body| body["lines"] = json!([])), 422, "lines"),
        (
            with(|body| body["lines"][0]["quantity"] = json!(0)),
            422,
            "lines.0.quantity",
        ),
        (with(|body| body["reason"] = json!("because")), 422, "reason"),
        (with(|body| body["reason"] = json!("other")), 422, "words"),
        (with(|body| body["words"] = json!("ä".repeat(501))), 422, "words"),
        (with(|body| body["key"] = json!("")), 422, "key"),
        (with(|body| body["photo"] = json!("p")), 422, "photo"),
        (
            with(|body| body["lines"][0]["variant"] = json!("g-en-01")),
            409,
            "lines.0.quantity",
        ),
    ];
    for (body, status, field) in table {
        let refused = ask(&shopper, &order, body).await;
        assert_eq!(
            (refused.status.as_u16(), refused.text("/errors/0/field")),
            (status, field.to_owned()),
            "{refused:?}"
        );
    }
    let twice = back("r", &[(DESK, 1), (DESK, 1)]);
    ask(&shopper, &order, twice).await.is_problem(422, "invalid");
    assert_eq!(town.count("SELECT COUNT(*) FROM returns").await, 0);
}

#[tokio::test]
async fn the_inbox_is_read_page_by_page_and_message_by_message() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    assert_eq!(town.get("/api/v1/inbox").await.list("/items").len(), 0);
    let order = delivered(&town, &shopper, &[(DESK, 1)]).await;
    // What happened is told once, also if the shop does it again.
    town.run("UPDATE orders SET state = 'shipped'").await;
    town.run("DELETE FROM order_steps WHERE state = 'delivered'")
        .await;
    let db = &town.shop.db;
    let later = Timestamp::from_ms(i64::MAX);
    db.advance(OrderState::Shipped, OrderAction::Deliver, later, clock::now())
        .await
        .expect("it goes its way");
    let first = shopper.get("/api/v1/inbox?limit=2").await;
    assert_eq!((first.list("/items").len(), first.number("/unread")), (2, 3));
    let rest = shopper
        .get(&format!("/api/v1/inbox?limit=2&cursor={}", first.text("/next")))
        .await;
    assert_eq!((rest.list("/items").len(), rest.at("/next")), (1, &Value::Null));
    assert_eq!(rest.at("/items/0/about/paid"), order.at("/totals/total"));
    assert_eq!(first.text("/items/0/number"), order.text("/number"));
    let read = format!("/api/v1/inbox/{}/read", first.text("/items/0/id"));
    for _ in 0..2 {
        assert_eq!(shopper.post(&read, json!({})).await.number("/unread"), 2);
    }
    town.shopper()
        .await
        .post(&read, json!({}))
        .await
        .is_problem(404, "not-found");
    assert_eq!(
        shopper
            .post("/api/v1/inbox/read", json!({}))
            .await
            .number("/unread"),
        0
    );
}
