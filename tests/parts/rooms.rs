//! The page of a planned room, which asks every ten seconds whether it is on.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use meadow::{pages, stores};
use meadow_wire::{Product, ProductCard, Room, RoomCard, RoomStatus, Variant, VariantOption};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::held::Held;
use crate::stage::{Stage, frame, until};

/// A mug of which one must be chosen.
fn mug() -> Product {
    let variant = |colour: &str| Variant {
        id: colour.into(),
        values: vec![colour.to_owned()],
        stock: 5,
        ..Variant::default()
    };
    Product {
        card: ProductCard {
            id: "mug".into(),
            name: "Mug".to_owned(),
            stock: 10,
            ..ProductCard::default()
        },
        options: vec![VariantOption {
            name: "Colour".to_owned(),
            values: vec!["blue".to_owned(), "red".to_owned()],
        }],
        variants: vec![variant("blue"), variant("red")],
        ..Product::default()
    }
}

/// A room that is due since 1970.
fn room(status: RoomStatus, viewers: u32) -> String {
    let room = Room {
        card: RoomCard {
            id: "r-1".into(),
            title: "Shoes that say nothing".to_owned(),
            status,
            viewers,
            lang: "en".to_owned(),
            ..RoomCard::default()
        },
        products: vec![mug()],
        ..Room::default()
    };
    meadow_json::to_string(&room).expect("a room is JSON")
}

async fn asks(requests: &Held) {
    until("the first question", || requests.count() > 0).await;
}

#[wasm_bindgen_test]
async fn a_planned_room_stays_the_same_page_until_it_is_on() {
    let requests = Held::all();
    let stage = Stage::show(|| {
        stores::provide();
        view! {
            <Router>
                <Routes fallback=|| ()>
                    <Route path=path!("/*any") view=pages::Room />
                </Routes>
            </Router>
        }
    });
    asks(&requests).await;
    requests.answer(&room(RoomStatus::Scheduled, 0));
    until("the room", || stage.all(".room--soon").len() == 1).await;
    // A page that is made anew forgets what it was asked for.
    stage.one("[aria-label='Buy: Mug']").click();
    until("the sheet", || stage.all("dialog[open]").len() == 1).await;
    for again in 1..=2 {
        // It asks after ten seconds.
        meadow::browser::time::sleep(8_000).await;
        asks(&requests).await;
        let now = if again == 1 {
            room(RoomStatus::Scheduled, 7)
        } else {
            room(RoomStatus::Replay, 0)
        };
        requests.answer(&now);
        frame().await;
        frame().await;
        frame().await;
        let sheets = stage.all("dialog[open]").len();
        assert_eq!(sheets, usize::from(again == 1), "answer {again}");
    }
    assert_eq!(stage.all(".room--replay").len(), 1);
}
