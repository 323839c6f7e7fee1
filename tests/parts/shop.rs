//! Parts that know the shop. There is no backend behind this page: every request fails.

use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::features::{CartButton, MarkButton, ProductCard};
use meadow::stores;
use meadow_wire::{Currency, Money, Picture, PictureSource, ProductCard as Card};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::held::Held;
use crate::stage::{Stage, frame, until};

fn mug(stock: u32) -> Card {
    Card {
        id: "mug".into(),
        name: "Mug".to_owned(),
        picture: Picture {
            sources: vec![PictureSource {
                url: String::new(),
                width: 300,
            }],
            width: 300,
            height: 300,
            ..Picture::default()
        },
        price: Money {
            minor: 1_250,
            currency: Currency::Eur,
        },
        stock,
        only_variant: Some("mug:one".into()),
        lang: "en".to_owned(),
        ..Card::default()
    }
}

fn card_and_cart(product: Card) -> Stage {
    Stage::show(move || {
        stores::provide();
        view! {
            <Router>
                <ProductCard product=product />
                <CartButton />
            </Router>
        }
    })
}

#[wasm_bindgen_test]
async fn a_product_is_in_the_cart_one_frame_after_the_press() {
    let stage = card_and_cart(mug(9));
    let before: u32 = stage.text("[data-cart-count]").parse().expect("a count");
    stage.one("[aria-label='Add to cart: Mug']").click();
    frame().await;
    assert_eq!(stage.text("[data-cart-count]"), (before + 1).to_string());
}

#[wasm_bindgen_test]
async fn a_sold_out_product_says_so_and_stays_out_of_the_cart() {
    let stage = card_and_cart(mug(0));
    let before = stage.text("[data-cart-count]");
    let button = stage.one("[aria-label='Add to cart: Mug']");
    button.click();
    frame().await;
    assert_eq!(stage.text("[data-cart-count]"), before);
    assert_eq!(button.title(), "Sold out");
}

fn like_button() -> Stage {
    Stage::show(|| {
        stores::provide();
        view! { <MarkButton mark=stores::marks::Mark::Like("n-1".into()) on=false count=7 /> }
    })
}

fn state(stage: &Stage) -> (Option<String>, String) {
    (
        stage.one("button").get_attribute("aria-pressed"),
        stage.text(".mark-button__count"),
    )
}

#[wasm_bindgen_test]
async fn a_like_shows_at_once_and_goes_back_when_the_server_says_no() {
    let requests = Held::all();
    let stage = like_button();
    let before = state(&stage);
    stage.one("button").click();
    frame().await;
    assert_eq!(state(&stage), (Some("true".to_owned()), "8".to_owned()));
    requests.fail();
    until("the heart to go back", || state(&stage) == before).await;
}

#[wasm_bindgen_test]
async fn two_presses_that_both_fail_end_where_they_began() {
    let requests = Held::all();
    let stage = like_button();
    let before = state(&stage);
    stage.one("button").click();
    frame().await;
    assert_eq!(state(&stage), (Some("true".to_owned()), "8".to_owned()));
    assert_eq!(requests.count(), 1, "the first press asks");
    stage.one("button").click();
    frame().await;
    assert_eq!(state(&stage), (Some("false".to_owned()), "7".to_owned()));
    assert_eq!(requests.count(), 1, "the second press waits for the first");
    while requests.count() > 0 {
        requests.fail();
        frame().await;
        frame().await;
    }
    assert_eq!(state(&stage), before);
}

#[wasm_bindgen_test]
async fn three_presses_that_all_fail_end_where_they_began() {
    let requests = Held::all();
    let stage = like_button();
    let before = state(&stage);
    for _ in 0..3 {
        stage.one("button").click();
        frame().await;
    }
    assert_eq!(state(&stage), (Some("true".to_owned()), "8".to_owned()));
    while requests.count() > 0 {
        requests.fail();
        frame().await;
        frame().await;
    }
    assert_eq!(state(&stage), before);
}
