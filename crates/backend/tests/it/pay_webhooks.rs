//! What payment providers tell: signed or not, twice, late, about nothing.

use meadow_backend::{clock, db::Checkouts};
use serde_json::json;

use crate::{
    pay_stage::event_body,
    shop_stage::{DESK, Shopper, Town},
};

/// A town whose bank takes an hour.
async fn slow_town() -> Town {
    Town::with(|config| config.payment_test_later_ms = 3_600_000).await
}

/// A shopper whose bank has not answered yet and sends nothing by itself.
async fn waiting(town: &Town) -> (Shopper, String) {
    let shopper = town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    let waits = shopper.pay("k", &held, "pays_later").await;
    assert_eq!(waits.status, 202, "{waits:?}");
    let reference = town.reference("k").await;
    (shopper, reference)
}

#[tokio::test]
async fn what_is_not_signed_by_the_provider_or_too_old_changes_nothing() {
    let town = slow_town().await;
    let (shopper, reference) = waiting(&town).await;
    let bank = &town.shop.payment.test;
    let now = clock::now().ms / 1_000;
    let body = event_body("evt_1", "payment_intent.succeeded", &reference);
    let good = bank.sign(now, &body);
    let forged = meadow_backend::payment::sign("whsec_guessed", now, &body);
    for (signature, sent) in [
        ("", body.clone()),
        ("nonsense", body.clone()),
        (&forged, body.clone()),
        (&good, event_body("evt_1", "payment_intent.succeeded", "another")),
        (&bank.sign(now - 301, &body), body.clone()),
        (&bank.sign(now + 301, &body), body.clone()),
        (&bank.sign(now, b"[]"), b"[]".to_vec()),
    ] {
        town.webhook("test", signature, &sent)
            .await
            .is_problem(400, "not-signed");
    }
    town.webhook("nobody", &good, &body)
        .await
        .is_problem(404, "not-found");
    town.webhook("redirect", &good, &body)
        .await
        .is_problem(404, "not-found");
    let large = vec![b' '; 65 * 1024];
    town.webhook("test", &good, &large)
        .await
        .is_problem(413, "too-large");
    assert_eq!(town.count("SELECT COUNT(*) FROM webhooks").await, 0);
    assert_eq!(town.orders().await, 0);
    assert_eq!(shopper.payment("k").await.at("/state/open"), &json!("wait"));
    assert_eq!(town.webhook("test", &good, &body).await.status, 200);
    assert_eq!(town.orders().await, 1);
}

#[tokio::test]
async fn the_same_event_is_taken_once_and_another_about_the_same_payment_changes_nothing() {
    let town = slow_town().await;
    let (before, _) = town.stock(DESK).await;
    let (shopper, reference) = waiting(&town).await;
    for event in ["evt_1", "evt_1", "evt_2"] {
        assert_eq!(town.succeeded(event, &reference).await.status, 200);
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM webhooks").await, 2);
    assert_eq!(town.orders().await, 1);
    assert_eq!(town.stock(DESK).await, (before - 1, 0));
    assert!(shopper.payment("k").await.at("/state/paid").is_string());
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn twenty_webhooks_at_once_are_one_order() {
    let town = slow_town().await;
    let (_, reference) = waiting(&town).await;
    let all = (0..20).map(|number| {
        let event = format!("evt_{}", number % 4);
        let (town, reference) = (&town, &reference);
        async move { town.succeeded(&event, reference).await.status.as_u16() }
    });
    let statuses = futures_util::future::join_all(all).await;
    assert_eq!(statuses, [200; 20]);
    assert_eq!(town.orders().await, 1);
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn events_in_the_wrong_order_end_where_the_right_order_ends() {
    let town = slow_town().await;
    let (shopper, reference) = waiting(&town).await;
    let tell = async |id: &str, kind: &str| {
        let body = event_body(id, kind, &reference);
        let signature = town.shop.payment.test.sign(clock::now().ms / 1_000, &body);
        assert_eq!(
            town.webhook("test", &signature, &body).await.status,
            200,
            "{kind}"
        );
    };
    tell("evt_0", "payment_intent.created").await;
    tell("evt_1", "payment_intent.payment_failed").await;
    assert_eq!(town.orders().await, 0);
    tell("evt_2", "payment_intent.succeeded").await;
    tell("evt_3", "payment_intent.payment_failed").await;
    tell("evt_4", "payment_intent.processing").await;
    assert!(shopper.payment("k").await.at("/state/paid").is_string());
    assert_eq!(town.orders().await, 1);
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn a_webhook_about_an_unknown_payment_is_taken_and_changes_nothing() {
    let town = slow_town().await;
    assert_eq!(town.succeeded("evt_1", "pay_of_another_shop").await.status, 200);
    assert_eq!(town.orders().await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn a_success_that_comes_after_the_hold_takes_the_goods_if_they_are_there() {
    let town = slow_town().await;
    town.set_stock(DESK, 1).await;
    let (shopper, reference) = waiting(&town).await;
    let later = clock::now().plus_ms(3_600_000);
    assert_eq!(town.shop.db.release_expired(later).await.unwrap(), 1);
    assert_eq!(town.stock(DESK).await, (1, 0), "back on sale");
    assert_eq!(town.succeeded("evt_1", &reference).await.status, 200);
    assert_eq!(town.stock(DESK).await, (0, 0));
    assert!(shopper.payment("k").await.at("/state/paid").is_string());
    assert_eq!(town.count("SELECT COUNT(*) FROM refunds").await, 0);
}

#[tokio::test]
async fn a_success_that_comes_when_the_goods_are_sold_is_given_back() {
    let town = slow_town().await;
    town.set_stock(DESK, 1).await;
    let (shopper, reference) = waiting(&town).await;
    let later = clock::now().plus_ms(3_600_000);
    assert_eq!(town.shop.db.release_expired(later).await.unwrap(), 1);
    let faster = town.shopper().await;
    let held = faster.hold("k-2", DESK, 1).await;
    assert_eq!(faster.pay("k-2", &held, "succeeds").await.status, 201);
    town.run("UPDATE bank_accounts SET taken = 1 WHERE taken = 0")
        .await;
    assert_eq!(town.takings().await, 2);
    assert_eq!(town.succeeded("evt_1", &reference).await.status, 200);
    assert_eq!(shopper.payment("k").await.at("/state"), &json!("expired"));
    town.settled().await;
    assert_eq!((town.takings().await, town.orders().await), (1, 1));
    // A repetition of the late news gives nothing back twice and sells nothing.
    assert_eq!(town.succeeded("evt_2", &reference).await.status, 200);
    town.settled().await;
    assert_eq!((town.stock(DESK).await, town.orders().await), ((0, 0), 1));
}

#[tokio::test]
async fn a_success_for_a_payment_that_gave_way_to_another_card_is_given_back() {
    let town = slow_town().await;
    let (shopper, reference) = waiting(&town).await;
    let held: String = sqlx::query_scalar("SELECT checkout FROM attempts WHERE key = 'k'")
        .fetch_one(&town.shop.db.reader)
        .await
        .unwrap();
    town.shop.payment.test.break_refunds(1);
    assert_eq!(shopper.pay("k2", &held, "succeeds").await.status, 201);
    assert_eq!(town.succeeded("evt_1", &reference).await.status, 200);
    assert_eq!(town.orders().await, 1);
    assert_eq!(shopper.payment("k").await.at("/state"), &json!("expired"));
    town.run("UPDATE refunds SET due_at = 0").await;
    town.settled().await;
    assert_eq!(town.takings().await, 1);
}

#[tokio::test]
async fn a_lost_webhook_loses_no_order_because_the_shop_asks_by_itself() {
    let town = slow_town().await;
    let (_, _) = waiting(&town).await;
    town.run("UPDATE bank_accounts SET account = REPLACE(account, '\"Open\"', '\"Paid\"')")
        .await;
    for _ in 0..100 {
        if town.orders().await == 1 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("nobody asked the bank");
}
