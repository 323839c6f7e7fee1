//! What is over is forgotten, and what somebody may still ask for is not.

use meadow_backend::{
    clock,
    db::{Checkouts, Upkeep},
};
use serde_json::json;

use crate::shop_stage::{DESK, Town};

const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn what_is_long_over_is_forgotten_and_what_an_order_hangs_on_is_not() {
    let town = Town::open().await;
    let (buyer, looker, owed) = (town.shopper().await, town.shopper().await, town.shopper().await);
    let held = buyer.hold("k", DESK, 1).await;
    let bought = buyer.pay("k", &held, "succeeds").await;
    let held = looker.hold("k", DESK, 1).await;
    let declined = looker.pay("k", &held, "declined").await;
    declined.is_problem(402, "declined");
    let liked = looker
        .put("/api/v1/notes/n-en-001/like", json!({"on": true}))
        .await;
    assert_eq!(liked.status, 200, "{liked:?}");
    for number in 0..4 {
        looker.change(&format!("more-{number}"), DESK, 1).await;
    }
    // Money is owed to this one: as long as it is, its session stays.
    let held = owed.hold("k", DESK, 1).await;
    town.break_orders().await;
    owed.pay("k", &held, "succeeds").await.is_problem(503, "timeout");
    town.mend_orders().await;
    town.shop.payment.test.break_refunds(u32::MAX);
    let db = &town.shop.db;
    let soon = clock::now().plus_ms(DAY_MS);
    db.release_expired(soon).await.expect("released");
    assert_eq!(db.forget(soon, 100).await.expect("forgotten"), 0, "too early");
    db.give_up_open(soon, 10).await.expect("given up");
    let year = clock::now().plus_ms(366 * DAY_MS);
    loop {
        let forgotten = db.forget(year, 1).await.expect("forgotten");
        assert!(forgotten <= 3, "one of each at most: {forgotten}");
        if forgotten == 0 {
            break;
        }
    }
    let left = [
        ("SELECT COUNT(*) FROM cart_changes", 0),
        ("SELECT COUNT(*) FROM checkouts", 1),
        ("SELECT COUNT(*) FROM attempts", 1),
        ("SELECT COUNT(*) FROM marks", 0),
        ("SELECT COUNT(*) FROM refunds", 1),
        ("SELECT COUNT(*) FROM sessions", 2),
        ("SELECT COUNT(*) FROM carts", 2),
        ("SELECT COUNT(*) FROM orders", 1),
    ];
    for (sql, expected) in left {
        assert_eq!(town.count(sql).await, expected, "{sql}");
    }
    assert_eq!(buyer.get("/api/v1/orders").await.at("/items/0"), &bought.body);
}

#[tokio::test]
async fn what_a_guest_could_not_take_along_keeps_nobody_else_from_being_forgotten() {
    let town = Town::open().await;
    let first = town.shopper().await;
    let held = first.hold("hold-1", DESK, 1).await;
    assert_eq!(first.pay("same", &held, "succeeds").await.status, 201);
    first.sign_up("Mira").await;
    let guest = town.shopper().await;
    let held = guest.hold("hold-2", DESK, 1).await;
    assert_eq!(guest.pay("same", &held, "succeeds").await.status, 201);
    // The checkout goes along; of two orders with one key the account's stays, and this one stays with the guest.
    guest.sign_in("Mira").await;
    town.shopper().await;
    let stranger = "SELECT COUNT(*) FROM sessions WHERE guest AND merged_into IS NULL";
    assert_eq!(town.count(stranger).await, 1);
    let year = clock::now().plus_ms(366 * DAY_MS);
    while town.shop.db.forget(year, 100).await.expect("forgotten") > 0 {}
    assert_eq!(town.count(stranger).await, 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM orders").await, 2);
}
