//! What moves in the shop reaches open pages.

use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt;
use meadow_wire::GoodsMoved;

use crate::shop_stage::{DESK, Town};

const DESK_PRODUCT: &str = "g-de-01";

/// A page that listens.
struct Page {
    body: Body,
    unread: String,
}

/// One event, as it stood in the stream.
#[derive(Debug)]
struct Heard {
    event: String,
    id: String,
    data: String,
}

impl Page {
    async fn open(town: &Town, path: &str) -> Self {
        Self {
            body: town.open_stream(path).await,
            unread: String::new(),
        }
    }

    async fn next(&mut self) -> Heard {
        loop {
            if let Some((event, rest)) = self.unread.split_once("\n\n") {
                let field = |name: &str| {
                    let lines = event.lines().filter_map(|line| line.split_once(": "));
                    let values: Vec<&str> = lines
                        .filter(|(field, _)| *field == name)
                        .map(|(_, value)| value)
                        .collect();
                    values.join("\n")
                };
                let heard = Heard {
                    event: field("event"),
                    id: field("id"),
                    data: field("data"),
                };
                self.unread = rest.to_owned();
                // Comments keep the connection alive.
                if !heard.event.is_empty() {
                    return heard;
                }
                continue;
            }
            let frame = tokio::time::timeout(Duration::from_secs(10), self.body.frame())
                .await
                .expect("something is said in time")
                .expect("the stream goes on")
                .expect("a frame");
            let bytes = frame.into_data().expect("data");
            self.unread.push_str(std::str::from_utf8(&bytes).expect("text"));
        }
    }

    /// Listens until the desk's variant is told to have `stock`, and says how far the stream was then. The shop
    /// looks around by itself too: what a test set up before may be news first.
    async fn desk_at(&mut self, stock: u32) -> String {
        loop {
            let heard = self.next().await;
            assert_eq!(heard.event, "goods", "{heard:?}");
            let moved: GoodsMoved = serde_json::from_str(&heard.data).expect("goods");
            let desk = moved.goods.iter().find(|goods| goods.product.0 == DESK_PRODUCT);
            let variants = &desk.expect("the desk moved").variants;
            let variant = variants.iter().find(|variant| variant.variant.0 == DESK);
            if variant.expect("its variant").stock == stock {
                return heard.id;
            }
        }
    }
}

#[tokio::test]
async fn what_somebody_holds_is_gone_from_open_pages_and_comes_back() {
    let town = Town::open().await;
    town.set_stock(DESK, 5).await;
    let mut page = Page::open(&town, "/api/v1/stream").await;
    while page.next().await.event != "hello" {}
    town.shopper().await.hold("k", DESK, 2).await;
    page.desk_at(3).await;
    town.run("UPDATE stock SET on_hand = 9, reserved = 0 WHERE sku = 'g-de-01:100-cm'")
        .await;
    // Also what nobody announced.
    page.desk_at(9).await;
}

#[tokio::test]
async fn a_page_that_comes_back_hears_what_it_missed_and_nothing_else() {
    let town = Town::open().await;
    town.set_stock(DESK, 5).await;
    let mut page = Page::open(&town, "/api/v1/stream").await;
    while page.next().await.event != "hello" {}
    let shopper = town.shopper().await;
    shopper.hold("one", DESK, 1).await;
    let position = page.desk_at(4).await;
    drop(page);
    let mut page = Page::open(&town, &format!("/api/v1/stream?since={position}")).await;
    let hello = page.next().await;
    assert_eq!(
        (hello.event.as_str(), hello.id.as_str()),
        ("hello", position.as_str())
    );
    drop(page);
    town.set_stock(DESK, 2).await;
    let mut page = Page::open(&town, &format!("/api/v1/stream?since={position}")).await;
    let mut heard = page.next().await;
    if heard.event == "hello" {
        heard = page.next().await;
    }
    assert_eq!(heard.event, "goods");
    assert!(heard.data.contains(DESK_PRODUCT), "{heard:?}");
}

#[tokio::test]
async fn a_page_from_before_a_restart_is_told_to_read_anew() {
    let town = Town::open().await;
    let mut page = Page::open(&town, "/api/v1/stream?since=another:7").await;
    assert_eq!(page.next().await.event, "anew");
}

#[tokio::test]
async fn a_changed_price_is_told_too() {
    let town = Town::open().await;
    let mut page = Page::open(&town, "/api/v1/stream").await;
    while page.next().await.event != "hello" {}
    town.run("UPDATE variants SET price = price + 100 WHERE product = 'g-de-01'")
        .await;
    let heard = page.next().await;
    assert_eq!(heard.event, "goods");
    let moved: GoodsMoved = serde_json::from_str(&heard.data).expect("goods");
    assert_eq!(moved.goods.len(), 1);
    assert_eq!(moved.goods[0].product.0, DESK_PRODUCT);
}
