//! `kill -9` and SIGTERM of the real server, with the real binary on a real file.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::{
    shop_server::{Ready, Server, ask, buy, get_ready},
    shop_stage::{DESK, Town},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_kill_nine_in_the_middle_of_200_orders_each_exists_once_or_not_at_all() {
    let town = Town::open().await;
    town.set_stock(DESK, 500).await;
    town.shop.close().await;
    let server = Server::start(town.folder.path());
    let ready: Vec<Arc<Ready>> = join_all((0..200).map(|_| get_ready(server.address)))
        .await
        .into_iter()
        .map(|ready| Arc::new(ready.expect("a shopper")))
        .collect();
    let to = server.address;
    let buyers: Vec<_> = ready
        .iter()
        .map(|one| {
            let one = Arc::clone(one);
            tokio::spawn(async move { buy(to, &one, "succeeds").await })
        })
        .collect();
    while buyers.iter().filter(|buyer| buyer.is_finished()).count() < 60 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.kill();
    let answered: Vec<Option<(u16, Value)>> = join_all(buyers)
        .await
        .into_iter()
        .map(|one| one.expect("a buyer"))
        .collect();
    let before = answered
        .iter()
        .flatten()
        .filter(|(status, _)| *status == 201)
        .count();
    assert!(
        (60..200).contains(&before),
        "{before} were answered before the kill"
    );

    let server = Server::start(town.folder.path());
    for (one, answer) in ready.iter().zip(&answered) {
        let (_, orders) = ask(server.address, "GET", "/api/v1/orders", &one.token, &Value::Null)
            .await
            .expect("the orders");
        let orders = orders["items"].as_array().expect("a list").clone();
        assert!(orders.len() <= 1, "twice");
        if let Some((201, order)) = answer {
            assert_eq!(orders.first(), Some(order), "an order that was answered is gone");
        }
        let (status, order) = buy(server.address, one, "succeeds").await.expect("an answer");
        assert_eq!(status, if orders.is_empty() { 201 } else { 200 }, "{order}");
    }
    server.kill();
    let db = meadow_backend::db::Db::open(&town.folder.path().join("meadow.db"))
        .await
        .expect("the file");
    let counts: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM orders), on_hand, reserved FROM stock WHERE sku = 'g-de-01:100-cm'",
    )
    .fetch_one(&db.reader)
    .await
    .expect("the counts");
    assert_eq!(counts, (200, 300, 0), "orders, on hand, reserved");
    println!("{before} of 200 orders were answered before kill -9");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_was_under_way_at_kill_nine_goes_through_once_with_the_same_key() {
    let town = Town::open().await;
    town.set_stock(DESK, 1).await;
    town.shop.close().await;
    let server = Server::start(town.folder.path());
    let ready = Arc::new(get_ready(server.address).await.expect("a shopper"));
    let cut = {
        let (ready, to) = (Arc::clone(&ready), server.address);
        tokio::spawn(async move { buy(to, &ready, "slow").await })
    };
    tokio::time::sleep(Duration::from_millis(500)).await;
    server.kill();
    assert!(cut.await.expect("a buyer").is_none());
    let server = Server::start(town.folder.path());
    let (first, again) = tokio::join!(
        buy(server.address, &ready, "slow"),
        buy(server.address, &ready, "slow")
    );
    let (first, again) = (first.expect("an answer"), again.expect("an answer"));
    let mut statuses = [first.0, again.0];
    statuses.sort_unstable();
    assert_eq!((statuses, &first.1), ([200, 201], &again.1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_payments_that_are_under_way_at_sigterm_become_orders_before_the_server_ends() {
    let town = Town::open().await;
    town.set_stock(DESK, 5).await;
    town.shop.close().await;
    let mut server = Server::start(town.folder.path());
    let waits = Arc::new(get_ready(server.address).await.expect("a shopper"));
    let hangs_up = get_ready(server.address).await.expect("a shopper");
    let to = server.address;
    let buyer = {
        let waits = Arc::clone(&waits);
        tokio::spawn(async move { buy(to, &waits, "slow").await })
    };
    // Paid a little later than the one that is waited for.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let hung_up = tokio::time::timeout(Duration::from_millis(600), buy(to, &hangs_up, "slow")).await;
    assert!(hung_up.is_err());
    server.ask_to_stop();
    let (status, order) = buyer.await.expect("a buyer").expect("an answer");
    assert_eq!((status, order["state"].as_str()), (201, Some("paid")), "{order}");
    assert_eq!(server.end().await.code(), Some(0));
    let server = Server::start(town.folder.path());
    let (_, orders) = ask(
        server.address,
        "GET",
        "/api/v1/orders",
        &waits.token,
        &Value::Null,
    )
    .await
    .expect("the orders");
    assert_eq!(orders["items"], json!([order]), "it exists once");
    let (status, again) = buy(server.address, &waits, "slow").await.expect("an answer");
    assert_eq!((status, &again), (200, &order));
    // Who hung up has bought all the same.
    let (status, found) = buy(server.address, &hangs_up, "slow").await.expect("an answer");
    assert_eq!((status, found["state"].as_str()), (200, Some("paid")), "{found}");
}
