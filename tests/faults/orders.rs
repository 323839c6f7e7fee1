//! The power fails while 200 people buy.

use std::time::Duration;

use meadow_tests::history::{OrderVerdict, judge_orders};
use meadow_tests::http::Http;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::ONE_AT_A_TIME;
use crate::buyer::{self, Buyer};
use crate::outboxes::Mode;
use crate::storm::Shop;

const STOCK: i64 = 300;
const BUYERS: u32 = 200;

#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_during_200_orders_every_answered_order_is_there_and_none_twice() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let mut shop = Shop::open(STOCK).await;
    let http = Http::new(shop.backend.address()).with_patience(Duration::from_secs(20));
    let mut buyers = JoinSet::new();
    for purchase in 0..BUYERS {
        let session = buyer::guest(&http).await;
        let mut buyer = Buyer::new(&http, &session, shop.variant.clone(), Mode::Right);
        buyers.spawn(async move {
            (
                purchase,
                buyer.buy(purchase).await.expect("there is enough for all"),
            )
        });
    }
    let mut answered: Vec<(u32, String)> = Vec::new();
    let mut kills_in_between = 0;
    for kill_after in [20, 60, 100] {
        while answered.len() < kill_after {
            let bought = buyers.join_next().await.expect("more are buying");
            answered.push(bought.expect("a buyer does not panic"));
        }
        shop.backend.kill();
        let there = shop.oracle.orders().await;
        let lost = answered
            .iter()
            .filter(|(_, id)| !there.iter().any(|(_, stored)| stored == id))
            .count();
        assert_eq!(lost, 0, "of {} answered orders, at a kill", answered.len());
        kills_in_between += usize::from(there.len() < BUYERS as usize);
        sleep(Duration::from_millis(50)).await;
        shop.backend.start_again().await;
    }
    assert!(
        kills_in_between >= 1,
        "everything was bought before the first kill"
    );
    while let Some(bought) = buyers.join_next().await {
        answered.push(bought.expect("a buyer does not panic"));
    }
    let orders = shop.oracle.orders().await;
    let (on_hand, reserved) = shop.oracle.shelf(&shop.variant).await;
    assert_eq!(
        judge_orders(&answered, &orders, STOCK - on_hand),
        OrderVerdict::default()
    );
    assert_eq!((answered.len(), orders.len(), reserved), (200, 200, 0));
}
