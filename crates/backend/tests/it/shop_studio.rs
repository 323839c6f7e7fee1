//! The owner's side: who gets in, and what can be done with an order by hand.

use meadow_backend::{
    clock,
    db::{Returns, Steps},
};
use meadow_domain::order::OrderAction;
use meadow_wire::OrderState;
use serde_json::{Value, json};

use crate::{
    shop_returns::{parts, settle},
    shop_stage::{Answer, DESK, Shopper, Town},
};

/// The owner of [`DESK`].
pub const KEY: &str = "studio-jonas.reuter";
/// Something of another owner.
const OTHER_OWNERS: &str = "studio-niamh.tworings";

async fn bought(shopper: &Shopper) -> Answer {
    let held = shopper.hold("k", DESK, 2).await;
    let bought = shopper.pay("k", &held, "succeeds").await;
    assert_eq!(bought.status, 201, "{bought:?}");
    bought
}

pub async fn owner(town: &Town, key: &str) -> Shopper {
    let owner = town.shopper().await;
    let entered = owner.post("/api/v1/studio/enter", json!({"key": key})).await;
    assert_eq!(entered.status, 200, "{entered:?}");
    owner
}

pub async fn make(owner: &Shopper, order: &Answer, key: &str, act: Value) -> Answer {
    let path = format!("/api/v1/studio/orders/{}/moves", order.text("/id"));
    owner.post(&path, json!({"key": key, "act": act})).await
}

async fn deliver(owner: &Shopper, order: &Answer) {
    for (key, act) in [
        ("1", json!("pack")),
        (
            "2",
            json!({"ship": {"carrier": "dhl", "number": "jd0146 0000".replace(' ', "-")}}),
        ),
        ("3", json!("deliver")),
    ] {
        let made = make(owner, order, key, act).await;
        assert_eq!(made.status, 200, "{made:?}");
    }
}

#[tokio::test]
async fn only_a_shops_key_opens_its_studio_and_it_is_kept_as_a_hash() {
    let town = Town::open().await;
    let guest = town.shopper().await;
    guest.get("/api/v1/studio").await.is_problem(403, "no-studio");
    guest
        .get("/api/v1/studio/orders")
        .await
        .is_problem(403, "no-studio");
    for wrong in ["", "studio", &"x".repeat(10_000)] {
        let refused = guest.post("/api/v1/studio/enter", json!({"key": wrong})).await;
        refused.is_problem(422, "invalid");
        assert_eq!(refused.text("/errors/0/field"), "key");
    }
    town.get("/api/v1/studio").await.is_problem(401, "no-session");
    let entered = guest.post("/api/v1/studio/enter", json!({"key": KEY})).await;
    assert_eq!(entered.text("/owner/id"), "p-de-01");
    assert_eq!(guest.get("/api/v1/studio").await.text("/owner/id"), "p-de-01");
    let kept = "SELECT COUNT(*) FROM studio_keys WHERE key_hash LIKE 'studio%'";
    assert_eq!(town.count(kept).await, 0);
}

#[tokio::test]
async fn who_guesses_keys_soon_waits() {
    let town = Town::with(|config| config.rate_per_second = 50).await;
    let guest = town.shopper().await;
    for _ in 0..10 {
        let refused = guest.post("/api/v1/studio/enter", json!({"key": "guess"})).await;
        refused.is_problem(422, "invalid");
    }
    let refused = guest.post("/api/v1/studio/enter", json!({"key": KEY})).await;
    refused.is_problem(429, "too-many");
}

#[tokio::test]
async fn an_owner_packs_ships_and_delivers_and_the_shopper_hears_of_it() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = bought(&shopper).await;
    let owner = owner(&town, KEY).await;
    let listed = owner.get("/api/v1/studio/orders").await;
    assert_eq!(listed.text("/items/0/id"), order.text("/id"));
    assert_eq!(
        (
            listed.list("/items/0/lines").len(),
            listed.number("/items/0/others")
        ),
        (1, 0)
    );
    let early = make(&owner, &order, "0", json!("deliver")).await;
    early.is_problem(409, "not-possible");
    let wrong = json!({"ship": {"carrier": "dhl", "number": "a/b"}});
    let refused = make(&owner, &order, "0", wrong).await;
    assert_eq!(refused.text("/errors/0/field"), "act.ship.number", "{refused:?}");
    deliver(&owner, &order).await;
    let again = make(&owner, &order, "1", json!("pack")).await;
    assert_eq!(
        (again.status.as_u16(), again.text("/state")),
        (200, "delivered".to_owned()),
        "once"
    );
    make(&owner, &order, "1", json!("deliver"))
        .await
        .is_problem(422, "key-reused");
    let seen = shopper
        .get(&format!("/api/v1/orders/{}", order.text("/id")))
        .await;
    assert_eq!(seen.text("/tracking/number"), "JD0146-0000");
    assert!(seen.text("/tracking/url").ends_with("piececode=JD0146-0000"));
    let inbox = shopper.get("/api/v1/inbox").await;
    assert_eq!(
        inbox.text("/items/1/about/shipped/number"),
        "JD0146-0000",
        "{inbox:?}"
    );
}

#[tokio::test]
async fn another_owner_and_a_shopper_cannot_touch_the_order() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = bought(&shopper).await;
    let stranger = owner(&town, OTHER_OWNERS).await;
    assert_eq!(
        stranger.get("/api/v1/studio/orders").await.list("/items").len(),
        0
    );
    make(&stranger, &order, "1", json!("pack"))
        .await
        .is_problem(404, "not-found");
    make(&shopper, &order, "1", json!("pack"))
        .await
        .is_problem(403, "no-studio");
    assert_eq!(town.count("SELECT COUNT(*) FROM order_steps").await, 2);
}

#[tokio::test]
async fn a_return_is_taken_back_once_whoever_presses_twice() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let (before, _) = town.stock(DESK).await;
    let order = bought(&shopper).await;
    let owner = owner(&town, KEY).await;
    deliver(&owner, &order).await;
    let path = format!("/api/v1/orders/{}/returns", order.text("/id"));
    let body = json!({"key": "r", "lines": [{"variant": DESK, "quantity": 1}], "reason": "damaged", "words": "A leg broke."});
    let asked = shopper.post(&path, body).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    let id = asked.text("/returns/0/id");
    let shown = owner.get("/api/v1/studio/orders").await;
    assert_eq!(shown.text("/items/0/returns/0/words"), "A leg broke.");
    let (one, two) = tokio::join!(
        make(&owner, &order, "t1", json!({"take_back": id})),
        make(&owner, &order, "t2", json!({"take_back": id})),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(town.stock(DESK).await, (before - 1, 0));
    settle(&town).await;
    assert_eq!(parts(&town).await, 1);
    let late = json!({"refuse": {"id": id, "why": "Too late."}});
    make(&owner, &order, "t3", late)
        .await
        .is_problem(409, "not-possible");
    make(&owner, &order, "t4", json!({"take_back": "ret-none"}))
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn a_refused_return_says_why_and_its_goods_can_be_asked_for_again() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    let order = bought(&shopper).await;
    let owner = owner(&town, KEY).await;
    deliver(&owner, &order).await;
    let path = format!("/api/v1/orders/{}/returns", order.text("/id"));
    let body = |key: &str| json!({"key": key, "lines": [{"variant": DESK, "quantity": 2}], "reason": "changed_mind", "words": ""});
    let asked = shopper.post(&path, body("r1")).await;
    assert_eq!(asked.text("/state"), "return_requested");
    let refuse = |why: &str| json!({"refuse": {"id": asked.text("/returns/0/id"), "why": why}});
    make(&owner, &order, "n0", refuse("  "))
        .await
        .is_problem(422, "invalid");
    let refused = make(&owner, &order, "n1", refuse("They were worn in the rain.")).await;
    assert_eq!(
        (refused.status.as_u16(), refused.text("/state")),
        (200, "delivered".to_owned())
    );
    let seen = shopper
        .get(&format!("/api/v1/orders/{}", order.text("/id")))
        .await;
    assert_eq!(seen.text("/returns/0/answer"), "They were worn in the rain.");
    let inbox = shopper.get("/api/v1/inbox").await;
    assert_eq!(
        inbox.text("/items/0/about/return_refused"),
        "They were worn in the rain."
    );
    assert_eq!(
        shopper.post(&path, body("r2")).await.text("/state"),
        "return_requested"
    );
    assert_eq!(town.count("SELECT COUNT(*) FROM part_refunds").await, 0);
}

#[tokio::test]
async fn the_demo_leaves_orders_alone_that_an_owner_moved() {
    let town = Town::open().await;
    let (by_hand, by_itself) = (town.shopper().await, town.shopper().await);
    let (mine, theirs) = (bought(&by_hand).await, bought(&by_itself).await);
    let owner = owner(&town, KEY).await;
    assert_eq!(make(&owner, &mine, "1", json!("pack")).await.status, 200);
    let (db, later) = (&town.shop.db, clock::now().plus_ms(1_000));
    for (from, action) in [
        (OrderState::Paid, OrderAction::Pack),
        (OrderState::Packed, OrderAction::Ship),
    ] {
        assert_eq!(
            db.advance(from, action, later, clock::now())
                .await
                .expect("it goes its way"),
            1
        );
    }
    let state = async |shopper: &Shopper, order: &Answer| {
        shopper
            .get(&format!("/api/v1/orders/{}", order.text("/id")))
            .await
            .text("/state")
    };
    assert_eq!(state(&by_hand, &mine).await, "packed");
    assert_eq!(state(&by_itself, &theirs).await, "shipped");
    assert_eq!(
        db.take_back_asked(later, clock::now())
            .await
            .expect("nothing to do")
            .len(),
        0
    );
}
