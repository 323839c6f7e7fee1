//! Many at once: never one sold too many, never one order twice.

use std::time::{Duration, Instant};

use futures_util::future::join_all;

use crate::shop_stage::{Answer, DESK, Shopper, Town};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_buyers_of_fifty_get_exactly_fifty() {
    race(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_buyers_who_send_everything_twice_get_exactly_fifty() {
    race(true).await;
}

async fn race(everything_twice: bool) {
    let town = Town::open().await;
    town.set_stock(DESK, 50).await;
    let shoppers = join_all((0..200).map(|_| town.shopper())).await;
    let started = Instant::now();
    let buyers = shoppers
        .into_iter()
        .map(|shopper| tokio::spawn(buy(shopper, everything_twice)));
    let answers: Vec<Vec<Answer>> = join_all(buyers)
        .await
        .into_iter()
        .map(|one| one.expect("a buyer"))
        .collect();
    let took = started.elapsed();
    let bought: Vec<_> = answers
        .iter()
        .filter(|answers| answers.iter().any(is_bought))
        .collect();
    assert_eq!(bought.len(), 50);
    for answers in &answers {
        assert!(
            answers
                .iter()
                .all(|answer| is_bought(answer) || answer.status == 409),
            "{answers:?}"
        );
        let ids: Vec<_> = answers
            .iter()
            .filter(|answer| is_bought(answer))
            .map(|answer| answer.text("/id"))
            .collect();
        assert!(
            ids.windows(2).all(|pair| pair[0] == pair[1]),
            "two orders for one key: {ids:?}"
        );
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 50);
    assert_eq!(town.count("SELECT COUNT(DISTINCT number) FROM orders").await, 50);
    assert_eq!(town.stock(DESK).await, (0, 0));
    println!("200 buyers, everything twice: {everything_twice}, took {took:?}");
}

fn is_bought(answer: &Answer) -> bool {
    answer.status == 201 || answer.status == 200
}

/// Everything a buyer got at last: the order, or why there is none. Sent twice, both answers.
async fn buy(shopper: Shopper, everything_twice: bool) -> Vec<Answer> {
    let times = if everything_twice { 2 } else { 1 };
    join_all((0..times).map(|_| shopper.change("1", DESK, 1))).await;
    let held = join_all((0..times).map(|_| shopper.check_out("k"))).await;
    let Some(id) = held
        .iter()
        .find(|held| is_bought(held))
        .map(|held| held.text("/id"))
    else {
        return held;
    };
    join_all((0..times).map(|_| shopper.pay("k", &id, "succeeds"))).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_presses_of_the_pay_button_are_one_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let answers = join_all((0..20).map(|_| shopper.pay("k", &held, "succeeds"))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| is_bought(answer) && answer.body == answers[0].body)
    );
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_keys_for_one_checkout_are_one_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let keys: Vec<String> = (0..20).map(|number| format!("k{number}")).collect();
    let answers = join_all(keys.iter().map(|key| shopper.pay(key, &held, "succeeds"))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 201 || answer.status == 409)
    );
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_second_request_waits_for_a_slow_card_and_gets_the_same_order() {
    let town = Town::with(|config| config.hold_secs = 1).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let first = {
        let (shopper, held) = (shopper.clone(), held.clone());
        tokio::spawn(async move { shopper.pay("k", &held, "slow").await })
    };
    tokio::time::sleep(Duration::from_millis(200)).await;
    // Somebody who hangs up early changes nothing; and the hold, which ends meanwhile, lasts as long as the payment.
    let hung_up = tokio::time::timeout(Duration::from_millis(200), shopper.pay("k", &held, "slow")).await;
    assert!(hung_up.is_err());
    let second = shopper.pay("k", &held, "slow").await;
    let first = first.await.expect("the first buyer");
    assert_eq!(
        (first.status.as_u16(), second.status.as_u16()),
        (201, 200),
        "{first:?} {second:?}"
    );
    assert_eq!(first.body, second.body);
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_buyer_who_hangs_up_while_paying_has_bought_all_the_same() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let hung_up = tokio::time::timeout(Duration::from_millis(200), shopper.pay("k", &held, "slow")).await;
    assert!(hung_up.is_err());
    let later = shopper.pay("k", &held, "slow").await;
    assert_eq!(later.status, 200, "the first request made the order: {later:?}");
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 1);
}
