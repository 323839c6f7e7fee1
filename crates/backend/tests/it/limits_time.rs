//! Too long: what takes more than its time is answered all the same.

use std::time::{Duration, Instant};

use crate::shop_stage::{DESK, Town};

const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn an_answer_that_takes_too_long_is_a_problem_that_says_when_to_ask_again() {
    let town = Town::with(|config| {
        config.timeout = SHORT;
        config.payment_timeout = LONG;
    })
    .await;
    let asked = Instant::now();
    let late = town.get("/api/v1/notes/n-sentinel-slow").await;
    assert!(asked.elapsed() >= SHORT, "{:?}", asked.elapsed());
    late.is_problem(503, "timeout");
    assert_eq!(late.headers["retry-after"], "2");
}

#[tokio::test]
async fn a_payment_that_takes_too_long_goes_on_and_its_key_finds_the_order() {
    let town = Town::with(|config| {
        config.timeout = LONG;
        config.payment_timeout = SHORT;
    })
    .await;
    let shopper = town.shopper().await;
    let checkout = shopper.hold("key-1", DESK, 1).await;
    shopper
        .pay("key-1", &checkout, "slow")
        .await
        .is_problem(503, "timeout");
    let ready = Instant::now() + Duration::from_secs(20);
    loop {
        let again = shopper.pay("key-1", &checkout, "slow").await;
        if again.status == 200 {
            break;
        }
        again.is_problem(503, "timeout");
        assert!(Instant::now() < ready, "the payment came to nothing");
    }
    assert_eq!(town.count("SELECT count(*) FROM orders").await, 1);
    assert_eq!(town.shop.payment.test.takings().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_payment_has_more_time_than_another_request() {
    let town = Town::with(|config| config.timeout = SHORT).await;
    let shopper = town.shopper().await;
    let checkout = shopper.hold("key-1", DESK, 1).await;
    let paid = shopper.pay("key-1", &checkout, "slow").await;
    assert_eq!(paid.status, 201, "{paid:?}");
}
