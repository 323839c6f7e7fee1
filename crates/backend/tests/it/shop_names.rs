//! Names and addresses, whatever letters are in them.

use serde_json::json;

use crate::shop_stage::{DESK, Town, order};

#[tokio::test]
async fn an_order_keeps_no_letter_that_turns_a_name_around() {
    let town = Town::open().await;
    let shopper = town.shopper().await;
    shopper.change("1", DESK, 1).await;
    let held = shopper.check_out("k").await.text("/id");
    let mut asked = order("k", &held, "succeeds");
    asked["address"]["name"] = json!("\u{202e}Mira\u{200f} Lindqvist\u{2069}");
    let bought = shopper.post("/api/v1/orders", asked).await;
    assert_eq!(bought.status, 201, "{bought:?}");
    assert_eq!(bought.text("/address/name"), "Mira Lindqvist");
}
