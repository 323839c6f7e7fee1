//! Coupons in the cart. There is no backend behind this page: what changes here, changes before anybody answered.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::features::CartContents;
use meadow::stores::{
    self,
    cart::{CartStore, Still},
    toasts::Toasts,
};
use meadow_domain::pricing;
use meadow_wire::{
    Cart, CartLine, Coupon, CouponKind, CouponState, Money, PricingRules, QuantityBreak, ShippingTier,
    TaxRules, Terms,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame};

fn euros(minor: i64) -> Money {
    Money {
        minor,
        ..Money::default()
    }
}

/// One mug for 19 €, 17.10 € each from two on, and 5 € off from 30 € on.
fn cart() -> Cart {
    let coupon = Coupon {
        code: "FROM30".into(),
        takes: CouponKind::Amount(euros(500)),
        minimum: Some(euros(3_000)),
        products: Vec::new(),
        room: None,
        from: None,
        until: None,
        stacks: true,
        words: "Five euros off.".to_owned(),
        lang: "en".to_owned(),
    };
    let mut cart = Cart {
        version: 1,
        lines: vec![CartLine {
            variant: "mug".into(),
            name: "Mug".to_owned(),
            quantity: 1,
            unit_price: euros(1_900),
            terms: Terms {
                weight_grams: 440,
                breaks: vec![QuantityBreak {
                    from: 2,
                    price: euros(1_710),
                }],
                ..Terms::default()
            },
            stock: 9,
            ..CartLine::default()
        }],
        coupons: vec![CouponState {
            coupon,
            takes_off: euros(0),
            refusal: None,
        }],
        rules: PricingRules {
            destination: "DE".to_owned(),
            shipping: vec![ShippingTier {
                up_to_grams: 5_000,
                price: euros(490),
            }],
            tax: TaxRules {
                standard_permille: 190,
                ..TaxRules::default()
            },
            ..PricingRules::default()
        },
        ..Cart::default()
    };
    pricing::settle(&mut cart);
    cart
}

#[wasm_bindgen_test]
async fn a_minimum_that_is_reached_counts_one_frame_after_the_press_and_not_any_more_after_the_next() {
    let stage = Stage::show(|| {
        stores::provide();
        let still = Still {
            cart: Some(cart()),
            ..Still::default()
        };
        let store = CartStore::still(expect_context::<Toasts>(), still);
        view! {
            <Router>
                <Provider value=store>
                    <CartContents />
                </Provider>
            </Router>
        }
    });
    frame().await;
    let total = || stage.text(".totals__sum dd");
    let refused = || !stage.all(".coupons__chip--refused").is_empty();
    assert_eq!((total().as_str(), refused()), ("€23.90", true));
    assert!(stage.text(".coupons__why").contains("Add goods for €11.00 more."));
    assert_eq!(stage.text(".cart-line__break"), "2 or more: €17.10 each");
    stage.one("[aria-label^='One more']").click();
    frame().await;
    // 34.20 − 5.00 + 4.90
    assert_eq!((total().as_str(), refused()), ("€34.10", false));
    assert_eq!(stage.text(".coupons__takes"), "−€5.00");
    stage.one("[aria-label^='One fewer']").click();
    frame().await;
    assert_eq!((total().as_str(), refused()), ("€23.90", true));
}

#[wasm_bindgen_test]
async fn a_code_that_can_be_none_is_refused_beside_its_field_without_asking() {
    let stage = Stage::show(|| {
        stores::provide();
        view! { <meadow::features::Coupons /> }
    });
    let field = stage.one(".coupons__input");
    let input: &web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_ref(&field);
    input.set_value("no code!");
    let typed = web_sys::InputEvent::new("input").expect("an event");
    input.dispatch_event(&typed).expect("it is heard");
    frame().await;
    stage.one(".coupons .button").click();
    frame().await;
    assert!(stage.text(".coupons__error").contains("letters from A to Z"));
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(
        field.get_attribute("aria-describedby"),
        stage.one(".coupons__error").get_attribute("id")
    );
}
