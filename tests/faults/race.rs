//! More buyers than things.

use std::sync::Arc;
use std::time::Duration;

use meadow_tests::history::{OrderVerdict, judge_orders};
use meadow_tests::http::Http;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::ONE_AT_A_TIME;
use crate::buyer::{self, Buyer, NotBought};
use crate::outboxes::Mode;
use crate::storm::Shop;

const STOCK: i64 = 50;
const BUYERS: u32 = 200;

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_buyers_who_send_everything_twice_race_for_fifty() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let shop = Shop::open(STOCK).await;
    let http = Http::new(shop.backend.address()).with_patience(Duration::from_secs(20));
    let start = Arc::new(Barrier::new(BUYERS as usize));
    let mut buyers = JoinSet::new();
    for purchase in 0..BUYERS {
        let session = buyer::guest(&http).await;
        let mut buyer = Buyer::new(&http, &session, shop.variant.clone(), Mode::Right).clicking_twice();
        let start = Arc::clone(&start);
        buyers.spawn(async move {
            start.wait().await;
            (purchase, buyer.buy(purchase).await)
        });
    }
    let (mut answered, mut sold_out) = (Vec::new(), 0);
    while let Some(bought) = buyers.join_next().await {
        match bought.expect("a buyer does not panic") {
            (purchase, Ok(order)) => answered.push((purchase, order)),
            (_, Err(NotBought::SoldOut)) => sold_out += 1,
            (_, Err(NotBought::GaveUp)) => panic!("a right buyer never gives up"),
        }
    }
    let orders = shop.oracle.orders().await;
    let (on_hand, reserved) = shop.oracle.shelf(&shop.variant).await;
    assert_eq!(
        judge_orders(&answered, &orders, STOCK - on_hand),
        OrderVerdict::default()
    );
    assert_eq!((orders.len(), on_hand, reserved), (50, 0, 0));
    assert_eq!((answered.len(), sold_out), (50, 150));
}
