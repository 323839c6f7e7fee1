//! The frame around every page.

use leptos::{context::Provider, prelude::*};

use super::{part::Part, sales};
use crate::{
    features::{CartButton, SiteHeader, TabBar},
    stores::{
        cart::{CartStore, Still},
        toasts::Toasts,
    },
};

/// The frame around every page.
#[component]
pub fn Frame() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let carts = [0, 1, 12].map(|count| {
        let cart = Some(sales::cart(count));
        CartStore::still(
            toasts,
            Still {
                cart,
                ..Still::default()
            },
        )
    });
    view! {
        <Part name="Head and foot of a page" wide=true>
            <div class="gallery__frame">
                <SiteHeader />
                <TabBar />
            </div>
        </Part>
        <Part name="Way to the cart: empty, one thing, many">
            <div class="gallery__row">
                {carts
                    .map(|cart| {
                        view! {
                            <Provider value=cart>
                                <CartButton />
                            </Provider>
                        }
                    })
                    .into_iter()
                    .collect_view()}
            </div>
        </Part>
    }
}
