//! A provider with a page of its own, against localstripe: a page is opened, paid or left, and a signed webhook tells.

use std::time::Duration;

use meadow_backend::{clock, config::Secret, db::Checkouts as _, pending, router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    pay_stripe::{Checkouts, LocalStripe},
    shop_stage::{Answer, DESK, Shopper, Town, order},
};

const SECRET: &str = "whsec_of_the_shop";
const PAYS: &str = "4242424242424242";
const DECLINED: &str = "4000000000000341";

/// A shop with a redirect provider, and what stands behind that.
struct Street {
    town: Town,
    stripe: LocalStripe,
    pages: Checkouts,
}

impl Street {
    async fn open() -> Option<Self> {
        Self::with("/api/v1/webhooks/redirect").await
    }

    /// Where webhooks go to another path than they should, none arrives.
    async fn with(hook: &str) -> Option<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = format!("http://{}", listener.local_addr().unwrap());
        let stripe = LocalStripe::start(&format!("{own}{hook}"), SECRET).await?;
        let pages = Checkouts::new(stripe.client.clone());
        let api = pages.serve().await;
        let town = Town::with(|config| {
            config.payment_api = api;
            config.public_url = Some(own);
            config.payment_key = Some(Secret::from("sk_test_of_the_shop".to_owned()));
            config.payment_webhook_secret = Some(Secret::from(SECRET.to_owned()));
        })
        .await;
        let app = router(town.shop.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Some(Self { town, stripe, pages })
    }

    /// A shopper who stands on the provider's page.
    async fn sent(&self, key: &str) -> (Shopper, String, Answer) {
        let shopper = self.town.shopper().await;
        shopper.change(&format!("change-{key}"), DESK, 1).await;
        let held = shopper.check_out(key).await;
        assert_eq!(held.at("/pays_with"), &json!(["test", "redirect"]));
        let held = held.text("/id");
        let sent = redirect(&shopper, key, &held).await;
        assert_eq!(sent.status, 202, "{sent:?}");
        (shopper, held, sent)
    }

    async fn refunds(&self) -> usize {
        let refunds = self.stripe.client.get("/v1/refunds").await.expect("a list");
        refunds["data"].as_array().map_or(0, Vec::len)
    }

    async fn charged(&self) -> Vec<Value> {
        let charges = self.stripe.client.get("/v1/charges").await.expect("a list");
        let charges = charges["data"].as_array().cloned().unwrap_or_default();
        charges
            .into_iter()
            .filter(|charge| charge["status"] == "succeeded")
            .collect()
    }
}

async fn redirect(shopper: &Shopper, key: &str, held: &str) -> Answer {
    let mut order = order(key, held, "succeeds");
    order["payment"] = json!("redirect");
    shopper.post("/api/v1/orders", order).await
}

fn url(sent: &Answer) -> String {
    sent.text("/state/open/redirect/url")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_pays_on_the_page_comes_back_to_an_order_that_the_webhook_made() {
    let Some(street) = Street::open().await else {
        return;
    };
    let (shopper, held, sent) = street.sent("k 1").await;
    let back = street
        .pages
        .pay_on_page(&url(&sent), PAYS)
        .await
        .expect("a way back");
    let own = street.town.shop.config.own_url();
    assert_eq!(back, format!("{own}/checkout/return?payment=k+1"));
    // localstripe signs and sends its webhook after a second.
    for _ in 0..100 {
        if street.town.count("SELECT COUNT(*) FROM webhooks").await > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(street.town.orders().await, 1);
    let found = shopper.payment("k%201").await;
    let orders = shopper.get("/api/v1/orders").await;
    assert_eq!(found.at("/state/paid"), orders.at("/items/0/id"));
    assert_eq!(redirect(&shopper, "k 1", &held).await.status, 200);
    let charged = street.charged().await;
    assert_eq!(charged.len(), 1);
    assert_eq!(&charged[0]["amount"], orders.at("/items/0/totals/total/minor"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_return_page_asks_the_provider_if_the_webhook_never_comes() {
    let Some(street) = Street::with("/nowhere").await else {
        return;
    };
    let (shopper, _, sent) = street.sent("k").await;
    assert!(street.pages.pay_on_page(&url(&sent), PAYS).await.is_some());
    let found = shopper.payment_ends("k").await;
    assert!(found.at("/state/paid").is_string(), "{found:?}");
    assert_eq!(street.town.count("SELECT COUNT(*) FROM webhooks").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_is_declined_on_the_page_is_no_order_and_another_way_can_be_tried() {
    let Some(street) = Street::open().await else {
        return;
    };
    let (shopper, held, sent) = street.sent("k").await;
    assert!(street.pages.pay_on_page(&url(&sent), DECLINED).await.is_none());
    // localstripe tells of the failure. It is not the end: on Stripe's page another card can be typed.
    for _ in 0..100 {
        if street.town.count("SELECT COUNT(*) FROM webhooks").await > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(street.town.count("SELECT COUNT(*) FROM webhooks").await, 1);
    assert_eq!(
        shopper.payment("k").await.at("/state"),
        sent.at("/state"),
        "still the same page"
    );
    assert_eq!(street.town.orders().await, 0);
    assert_eq!(shopper.pay("k2", &held, "succeeds").await.status, 201);
    street.town.settled().await;
    assert_eq!((street.charged().await.len(), street.town.orders().await), (0, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_and_many_presses_open_one_page() {
    let Some(street) = Street::open().await else {
        return;
    };
    let shopper = street.town.shopper().await;
    let held = shopper.hold("k", DESK, 1).await;
    street.pages.lose_answers(1);
    redirect(&shopper, "k", &held).await.is_problem(503, "timeout");
    let answers = futures_util::future::join_all((0..20).map(|_| redirect(&shopper, "k", &held))).await;
    assert!(answers.iter().all(|answer| answer.status == 202), "{answers:?}");
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    assert_eq!(street.pages.opened(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_leaves_the_page_and_pays_otherwise_can_not_pay_there_any_more() {
    let Some(street) = Street::open().await else {
        return;
    };
    let (shopper, held, sent) = street.sent("k").await;
    assert_eq!(shopper.pay("k2", &held, "succeeds").await.status, 201);
    street.town.settled().await;
    assert!(
        street.pages.pay_on_page(&url(&sent), PAYS).await.is_none(),
        "the page is closed"
    );
    assert_eq!((street.charged().await.len(), street.town.orders().await), (0, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_pays_on_the_page_after_the_goods_are_sold_gets_the_money_back() {
    let Some(street) = Street::with("/nowhere").await else {
        return;
    };
    street.town.set_stock(DESK, 1).await;
    let (shopper, _, sent) = street.sent("k").await;
    let later = clock::now().plus_ms(3_600_000);
    assert_eq!(street.town.shop.db.release_expired(later).await.unwrap(), 1);
    let faster = street.town.shopper().await;
    let held = faster.hold("k2", DESK, 1).await;
    assert_eq!(faster.pay("k2", &held, "succeeds").await.status, 201);
    assert!(street.pages.pay_on_page(&url(&sent), PAYS).await.is_some());
    street.town.run("UPDATE payments SET asked_at = 0").await;
    pending::ask(&street.town.shop).await.unwrap();
    street.town.settled().await;
    assert_eq!((street.charged().await.len(), street.refunds().await), (1, 1));
    assert_eq!(shopper.payment("k").await.at("/state"), &json!("expired"));
    assert_eq!(street.town.orders().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_order_is_given_back_by_its_own_provider_once() {
    let Some(street) = Street::open().await else {
        return;
    };
    let (shopper, _, sent) = street.sent("k").await;
    assert!(street.pages.pay_on_page(&url(&sent), PAYS).await.is_some());
    let paid = shopper.payment_ends("k").await.text("/state/paid");
    let cancel = format!("/api/v1/orders/{paid}/cancel");
    for _ in 0..2 {
        assert_eq!(shopper.post(&cancel, json!({})).await.text("/state"), "cancelled");
    }
    street.town.settled().await;
    assert_eq!(street.refunds().await, 1);
}
