//! Pictures that open large.

use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::features::PictureGallery;
use meadow::stores;
use meadow_wire::{Hotspot, Picture, ProductCard};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, frame, until};

fn gallery() -> Stage {
    let picture = Picture {
        width: 300,
        height: 400,
        ..Picture::default()
    };
    let spot = Hotspot {
        picture: 0,
        x_permille: 500,
        y_permille: 500,
        product: "g-1".into(),
    };
    let product = ProductCard {
        id: "g-1".into(),
        name: "Mug".to_owned(),
        ..ProductCard::default()
    };
    Stage::show(move || {
        stores::provide();
        view! {
            <Router>
                <PictureGallery
                    pictures=vec![picture.clone(), picture.clone()]
                    sizes="100vw"
                    hotspots=vec![(spot.clone(), product.clone())]
                />
            </Router>
        }
    })
}

fn is_open(stage: &Stage) -> bool {
    stage.all("dialog[open]").len() == 1
}

#[wasm_bindgen_test]
async fn a_pressed_picture_opens_large_comes_nearer_and_closes() {
    let stage = gallery();
    assert!(stage.all("dialog").is_empty());
    stage.all(".picture-strip__one")[1]
        .clone()
        .unchecked_into::<HtmlElement>()
        .click();
    until("the layer", || is_open(&stage)).await;
    let zoom = stage.one(".picture-closer__zoom");
    zoom.click();
    frame().await;
    assert_eq!(zoom.get_attribute("aria-pressed").as_deref(), Some("true"));
    // There are no sheets here, so the class has to say it.
    assert_eq!(stage.all(".picture-closer--near").len(), 1);
    zoom.click();
    frame().await;
    assert!(stage.all(".picture-closer--near").is_empty());
    stage.one("dialog .layer__close").click();
    until("the layer to go", || stage.all("dialog").is_empty()).await;
    stage.one("[aria-label='See it larger']").click();
    until("the layer by its button", || is_open(&stage)).await;
}

#[wasm_bindgen_test]
async fn a_product_in_the_picture_leads_to_the_product_and_opens_nothing() {
    let stage = gallery();
    let link = stage.one(".hotspot__link");
    let stays = wasm_bindgen::closure::Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| {
        event.prevent_default()
    });
    link.add_event_listener_with_callback("click", stays.as_ref().unchecked_ref())
        .expect("a link can be listened to");
    link.click();
    frame().await;
    assert!(stage.all("dialog").is_empty());
}
