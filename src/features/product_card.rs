//! A product that can be bought from where it is shown.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{CartLine, ProductCard as Card, VariantId};

use crate::{
    browser::intl,
    features::{Price, Shot},
    paths,
    stores::{cart::CartStore, goods::GoodsStore},
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
    let goods = expect_context::<GoodsStore>();
    let silent = goods.silent_since();
    let brought = StoredValue::new(product.clone());
    let now = Memo::new(move |_| brought.with_value(|card| goods.card(card)));
    let stock = move || now.with(|card| card.stock);
    let action = match product.only_variant.clone() {
        Some(variant) => view! { <AddOne product=now variant=variant /> }.into_any(),
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
                    {move || {
                        let (price, from) = now.with(|card| (card.price, card.price_varies));
                        view! { <Price amount=price from=from /> }
                    }}
                    <span class="product-card__stock" class:product-card__stock--low=move || stock() < 4>
                        {move || stock_as_of(stock(), silent.get())}
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

/// The same, and of when it is if the shop was not heard for a while.
pub fn stock_as_of(stock: u32, silent_since: Option<i64>) -> String {
    let words = stock_in_words(stock);
    match silent_since {
        None => words,
        Some(since) => format!("{words}, as of {}", intl::clock(since)),
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
fn AddOne(product: Memo<Card>, variant: VariantId) -> impl IntoView {
    let cart = expect_context::<CartStore>();
    let name = product.with_untracked(|product| product.name.clone());
    let wanted = variant.clone();
    let reason = Memo::new(move |_| {
        let stock = product.with(|product| product.stock);
        out_of_reach(stock, cart.quantity(&wanted))
    });
    let add = move |()| {
        let product = product.get_untracked();
        cart.add(CartLine {
            variant: variant.clone(),
            product: product.id,
            name: product.name,
            lang: product.lang,
            choice: String::new(),
            picture: product.picture,
            quantity: 0,
            unit_price: product.price,
            terms: product.terms.unwrap_or_default(),
            stock: product.stock,
        });
    };
    view! {
        <Button
            kind=ButtonKind::Primary
            label=format!("Add to cart: {name}")
            disabled_reason=Signal::derive(move || reason.get())
            on_press=add
        >
            "Add to cart"
        </Button>
    }
}
