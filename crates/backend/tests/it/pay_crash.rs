//! `kill -9` between a payment and its answer, with the real binary on a real file.

use std::{sync::Arc, time::Duration};

use meadow_backend::db::{Bank, Db};
use serde_json::{Value, json};

use crate::{
    shop_server::{Ready, Server, ask, buy, get_ready},
    shop_stage::{DESK, Town},
};

async fn closed_town() -> Town {
    let town = Town::open().await;
    town.set_stock(DESK, 5).await;
    town.shop.close().await;
    town
}

async fn payment(server: &Server, ready: &Ready) -> Value {
    let told = ask(
        server.address,
        "GET",
        "/api/v1/payments/k",
        &ready.token,
        &Value::Null,
    )
    .await;
    told.expect("an answer").1
}

/// One order, one payment, one piece less.
async fn bought_once(town: &Town) {
    let db = Db::open(&town.folder.path().join("meadow.db"))
        .await
        .expect("the file");
    let counts: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM orders), on_hand, reserved FROM stock WHERE sku = 'g-de-01:100-cm'",
    )
    .fetch_one(&db.reader)
    .await
    .expect("the counts");
    assert_eq!(counts, (1, 4, 0), "orders, on hand, reserved");
    assert_eq!(db.takings().await.expect("the books").len(), 1, "charged once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_was_taken_but_not_answered_at_kill_nine_is_charged_once_and_found_by_the_same_key() {
    let town = closed_town().await;
    let server = Server::start(town.folder.path());
    let ready = Arc::new(get_ready(server.address).await.expect("a shopper"));
    let cut = {
        let (ready, to) = (Arc::clone(&ready), server.address);
        tokio::spawn(async move { buy(to, &ready, "slow").await })
    };
    // The slow card takes the money at once and answers ten seconds later.
    tokio::time::sleep(Duration::from_millis(700)).await;
    server.kill();
    assert!(cut.await.expect("a buyer").is_none());
    let db = Db::open(&town.folder.path().join("meadow.db"))
        .await
        .expect("the file");
    assert_eq!(
        db.takings().await.expect("the books").len(),
        1,
        "the money is taken"
    );
    db.close().await;
    let server = Server::start(town.folder.path());
    let (status, order) = buy(server.address, &ready, "slow").await.expect("an answer");
    assert_eq!((status, order["state"].as_str()), (201, Some("paid")), "{order}");
    assert_eq!(
        payment(&server, &ready).await["state"],
        json!({"paid": order["id"]})
    );
    server.kill();
    bought_once(&town).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_was_taken_at_kill_nine_is_found_by_the_return_page_too() {
    let town = closed_town().await;
    let server = Server::start(town.folder.path());
    let ready = Arc::new(get_ready(server.address).await.expect("a shopper"));
    let cut = {
        let (ready, to) = (Arc::clone(&ready), server.address);
        tokio::spawn(async move { buy(to, &ready, "slow").await })
    };
    tokio::time::sleep(Duration::from_millis(700)).await;
    server.kill();
    assert!(cut.await.expect("a buyer").is_none());
    let server = Server::start(town.folder.path());
    let found = payment(&server, &ready).await;
    assert!(found["state"]["paid"].is_string(), "{found}");
    server.kill();
    bought_once(&town).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_waits_survives_kill_nine_and_its_webhook_comes_after_the_restart() {
    let town = closed_town().await;
    let server = Server::start(town.folder.path());
    let ready = get_ready(server.address).await.expect("a shopper");
    let (status, waits) = buy(server.address, &ready, "pays_later")
        .await
        .expect("an answer");
    assert_eq!(
        (status, &waits["state"]["open"]),
        (202, &json!("wait")),
        "{waits}"
    );
    server.kill();
    let server = Server::start(town.folder.path());
    for _ in 0..100 {
        let (_, orders) = ask(
            server.address,
            "GET",
            "/api/v1/orders",
            &ready.token,
            &Value::Null,
        )
        .await
        .expect("the orders");
        if orders["items"].as_array().is_some_and(|items| items.len() == 1) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let found = payment(&server, &ready).await;
    assert!(found["state"]["paid"].is_string(), "{found}");
    server.kill();
    bought_once(&town).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_step_survives_kill_nine() {
    let town = closed_town().await;
    let server = Server::start(town.folder.path());
    let ready = get_ready(server.address).await.expect("a shopper");
    let (status, asked) = buy(server.address, &ready, "second_step")
        .await
        .expect("an answer");
    assert_eq!(status, 202, "{asked}");
    server.kill();
    let server = Server::start(town.folder.path());
    assert_eq!(payment(&server, &ready).await, asked, "the same question");
    let code = json!({"id": "1", "code": "123456"});
    let confirm = "/api/v1/payments/k/confirm";
    let answered = ask(server.address, "POST", confirm, &ready.token, &code).await;
    let (status, paid) = answered.expect("an answer");
    assert_eq!(status, 200, "{paid}");
    server.kill();
    bought_once(&town).await;
}
