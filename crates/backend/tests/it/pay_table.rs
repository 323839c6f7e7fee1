//! The table of faults: whatever a card does, one order comes of it or none, and the money agrees.

use futures_util::future::join_all;
use serde_json::json;

use crate::shop_stage::{DESK, Town};

#[tokio::test]
async fn a_card_that_times_out_is_answered_as_waiting_and_never_as_paid() {
    let mut town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    town.hurry();
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let waits = shopper.pay("k", &held, "times_out").await;
    assert_eq!(
        (waits.status.as_u16(), waits.at("/state/open")),
        (202, &json!("wait")),
        "{waits:?}"
    );
    assert_eq!(shopper.payment("k").await.at("/state/open"), &json!("wait"));
    assert_eq!(
        shopper.pay("k", &held, "times_out").await.status,
        202,
        "the same key asks again"
    );
    assert_eq!(town.stock(DESK).await, (before, 1), "the goods wait");
    // Who does not want to wait tries another card: that is the order, and the first one can't be paid any more.
    let bought = shopper.pay("k2", &held, "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    assert_eq!(shopper.payment("k").await.at("/state"), &json!("expired"));
    town.settled().await;
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn a_card_that_pays_later_is_an_order_when_its_webhook_comes_and_nobody_need_wait() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let waits = shopper.pay("k", &held, "pays_later").await;
    assert_eq!(
        (waits.status.as_u16(), waits.at("/state/open")),
        (202, &json!("wait")),
        "{waits:?}"
    );
    assert_eq!((town.takings().await, town.orders().await), (0, 0));
    let paid = shopper.payment_ends("k").await;
    let orders = shopper.get("/api/v1/orders").await;
    assert_eq!(paid.at("/state/paid"), orders.at("/items/0/id"), "{paid:?}");
    assert_eq!(
        town.count("SELECT COUNT(*) FROM webhooks").await,
        1,
        "it was the webhook"
    );
    let again = shopper.pay("k", &held, "pays_later").await;
    assert_eq!((again.status.as_u16(), &again.body), (200, orders.at("/items/0")));
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn a_webhook_that_comes_twice_is_one_order() {
    let town = Town::open().await;
    let (before, _) = town.stock(DESK).await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    assert_eq!(shopper.pay("k", &held, "twice_webhook").await.status, 202);
    let paid = shopper.payment_ends("k").await;
    assert!(paid.at("/state/paid").is_string(), "{paid:?}");
    let letters = "SELECT COUNT(*) FROM bank_accounts WHERE letter_at IS NOT NULL";
    while town.count(letters).await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM webhooks").await, 1);
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
    assert_eq!(town.stock(DESK).await, (before - 1, 0));
}

#[tokio::test]
async fn a_webhook_that_comes_before_the_answer_is_the_order_of_the_answer() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let bought = shopper.pay("k", &held, "early_webhook").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    assert_eq!(town.count("SELECT COUNT(*) FROM webhooks").await, 1);
    assert_eq!(shopper.get("/api/v1/orders").await.at("/items/0"), &bought.body);
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test]
async fn after_an_answer_that_was_lost_the_return_page_finds_the_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    let found = shopper.payment("k").await;
    assert_eq!(found.at("/state/paid"), bought.at("/id"), "{found:?}");
    let declined = shopper.hold("no", DESK, 1).await;
    shopper
        .pay("no", &declined, "declined")
        .await
        .is_problem(402, "declined");
    assert_eq!(shopper.payment("no").await.at("/state"), &json!("declined"));
    shopper.payment("never").await.is_problem(404, "not-found");
    town.shopper()
        .await
        .payment("k")
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn a_payment_that_broke_off_is_found_and_finished_by_asking_where_it_stands() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    town.break_orders().await;
    shopper
        .pay("k", &held, "succeeds")
        .await
        .is_problem(503, "timeout");
    assert_eq!(shopper.payment("k").await.at("/state/open"), &json!("wait"));
    town.mend_orders().await;
    let found = shopper.payment_ends("k").await;
    assert!(found.at("/state/paid").is_string(), "{found:?}");
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_presses_of_the_pay_button_are_one_payment_whatever_the_card() {
    let town = Town::open().await;
    for (number, card) in ["second_step", "pays_later", "early_webhook", "succeeds"]
        .iter()
        .enumerate()
    {
        let key = format!("k{number}");
        let shopper = town.shopper().await;
        let held = shopper.hold(&key, DESK, 1).await;
        let answers = join_all((0..20).map(|_| shopper.pay(&key, &held, card))).await;
        let of = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
        match *card {
            "succeeds" | "early_webhook" => assert_eq!((of(201), of(200)), (1, 19), "{card}"),
            _ => assert!(of(202) + of(201) + of(200) == 20, "{card}: {answers:?}"),
        }
        if *card == "second_step" {
            let confirmed = join_all((0..20).map(|_| shopper.confirm(&key, "t", "123456"))).await;
            assert!(
                confirmed.iter().all(|answer| answer.status == 200),
                "{confirmed:?}"
            );
        }
        shopper.payment_ends(&key).await;
        let other = town.shopper().await.hold(&key, DESK, 1).await;
        shopper
            .pay(&key, &other, card)
            .await
            .is_problem(422, "key-reused");
    }
    assert_eq!((town.takings().await, town.orders().await), (4, 4));
}

#[tokio::test]
async fn a_way_to_pay_that_the_shop_does_not_have_is_refused_by_name() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    let held = shopper.check_out("k").await;
    assert_eq!(held.at("/pays_with"), &json!(["test"]));
    let mut order = crate::shop_stage::order("k", &held.text("/id"), "succeeds");
    order["payment"] = json!("redirect");
    let refused = shopper.post("/api/v1/orders", order).await;
    refused.is_problem(422, "invalid");
    assert_eq!(refused.text("/errors/0/field"), "payment");
}
