//! A product that can be bought from where it is shown.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{CartLine, ProductCard as Card};

use crate::{
    features::{Price, Shot},
    paths,
    stores::{cart::CartStore, toasts::Toasts},
    ui::{Button, ButtonKind},
};

/// A product with its picture, price and stock. One with a single variant goes into the cart at once; otherwise the
/// product's page lets the shopper choose.
#[component]
pub fn ProductCard(
    /// The product.
    product: Card,
) -> impl IntoView {
    let href = paths::product(&product.id);
    let stock = product.stock;
    let action = match product.only_variant.clone() {
        Some(variant) => view! { <AddOne product=product.clone() variant=variant /> }.into_any(),
        None => {
            view! { <A href=href.clone() attr:class="button button--plain product-card__choose">"Choose"</A> }
                .into_any()
        }
    };
    view! {
        <article class="product-card" data-product=product.id.to_string()>
            <A href=href attr:class="product-card__link">
                <span class="product-card__picture">
                    <Shot picture=product.picture sizes="96px" decorative=true />
                </span>
                <span class="product-card__words">
                    <bdi class="product-card__name" lang=product.lang>{product.name}</bdi>
                    <Price amount=product.price from=product.price_varies />
                    <span class="product-card__stock" class:product-card__stock--low=stock < 4>
                        {stock_in_words(stock)}
                    </span>
                </span>
            </A>
            {action}
        </article>
    }
}

/// How much is left, in words that help to decide.
pub fn stock_in_words(stock: u32) -> String {
    match stock {
        0 => "Sold out".to_owned(),
        1 => "The last one".to_owned(),
        2..4 => format!("Only {stock} left"),
        _ => "In stock".to_owned(),
    }
}

/// Why no more of something can be put into the cart: of `stock`, this many are in it.
pub fn out_of_reach(stock: u32, in_cart: u32) -> Option<String> {
    match stock {
        0 => Some("Sold out".to_owned()),
        _ if in_cart >= stock => Some("All there are is in your cart".to_owned()),
        _ => None,
    }
}

#[component]
fn AddOne(product: Card, variant: meadow_wire::VariantId) -> impl IntoView {
    let cart = expect_context::<CartStore>();
    let toasts = expect_context::<Toasts>();
    let name = product.name.clone();
    let (stock, wanted) = (product.stock, variant.clone());
    let reason = Memo::new(move |_| out_of_reach(stock, cart.quantity(&wanted)));
    let line = CartLine {
        variant,
        product: product.id,
        name: product.name,
        lang: product.lang,
        choice: String::new(),
        picture: product.picture,
        quantity: 0,
        unit_price: product.price,
        terms: product.terms.unwrap_or_default(),
        stock: product.stock,
    };
    view! {
        <Button
            kind=ButtonKind::Primary
            label=format!("Add to cart: {name}")
            disabled_reason=Signal::derive(move || reason.get())
            on_press=move |()| {
                cart.change(line.clone(), 1);
                toasts.say("In your cart");
            }
        >
            "Add to cart"
        </Button>
    }
}
