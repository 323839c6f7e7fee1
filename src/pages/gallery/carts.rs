//! The cart in each of its states.

use leptos::{context::Provider, prelude::*};
use meadow_wire::{Cart, Problem};

use super::{
    part::Part,
    sales::{cart, cart_line, cart_with_coupons},
};
use crate::{
    api::ApiError,
    features::CartContents,
    stores::{
        cart::{Asked, CartStore, Still},
        toasts::Toasts,
    },
};

/// The cart in each of its states.
#[component]
pub fn Carts() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let unreachable = || Some(ApiError::Unreachable);
    let busy = || {
        Some(ApiError::Refused(Problem {
            status: 503,
            detail: "The shop is very busy".to_owned(),
            next_step: "Try again in a moment.".to_owned(),
            ..Problem::default()
        }))
    };
    let states: [(&'static str, Still); 11] = [
        ("Cart: not known yet", Still::default()),
        (
            "Cart: not known, and the shop can't be reached",
            Still {
                problem: unreachable(),
                ..Still::default()
            },
        ),
        (
            "Cart: empty",
            Still {
                cart: Some(Cart::default()),
                ..Still::default()
            },
        ),
        (
            "Cart: saved",
            Still {
                cart: Some(cart(2)),
                ..Still::default()
            },
        ),
        (
            "Cart: being saved",
            Still {
                cart: Some(cart(1)),
                unheard: Some(cart_line(1, 9)),
                ..Still::default()
            },
        ),
        (
            "Cart: not saved, the shop can't be reached",
            Still {
                cart: Some(cart(1)),
                unheard: Some(cart_line(1, 9)),
                problem: unreachable(),
                ..Still::default()
            },
        ),
        (
            "Cart: as it was last seen",
            Still {
                cart: Some(cart(1)),
                problem: busy(),
                ..Still::default()
            },
        ),
        (
            "Cart: in a browser that keeps nothing",
            Still {
                cart: Some(cart(1)),
                forgets: true,
                ..Still::default()
            },
        ),
        (
            "Cart: coupons, some of which don't count",
            Still {
                cart: Some(cart_with_coupons()),
                ..Still::default()
            },
        ),
        (
            "Cart: a coupon was refused",
            Still {
                cart: Some(cart(1)),
                asked: Asked::Refused(ApiError::Refused(Problem {
                    status: 409,
                    detail: "SPRING ended on 2026-05-01.".to_owned(),
                    next_step: "Try another code.".to_owned(),
                    ..Problem::default()
                })),
                ..Still::default()
            },
        ),
        (
            "Cart: a change was refused",
            Still {
                cart: Some(cart(1)),
                refusal: Some("Left-Hander's notebook, berry: it is not sold any more.".to_owned()),
                ..Still::default()
            },
        ),
    ];
    states
        .map(|(name, still)| {
            let cart = CartStore::still(toasts, still);
            view! {
                <Part name=name>
                    <Provider value=cart>
                        <CartContents />
                    </Provider>
                </Part>
            }
        })
        .into_iter()
        .collect_view()
}
