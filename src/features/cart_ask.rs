//! A link wants something put into the cart: asked first, because anybody can write a link.

use leptos::prelude::*;
use meadow_wire::Offer;

use crate::{
    features::{Price, Shot, product_card::stock_in_words},
    ui::{Button, ButtonKind},
};

/// Says what a link wants, and does it only if the shopper says so.
#[component]
pub fn CartAsk(
    /// What it wants put into the cart, and how many of each.
    offers: Vec<(Offer, u32)>,
    /// What of the link is not there any more, or could not be read, in words.
    #[prop(optional_no_strip, into)]
    missing: Option<String>,
    /// Runs when the shopper wants it.
    #[prop(into)]
    on_yes: Callback<()>,
    /// Runs when the shopper does not.
    #[prop(into)]
    on_no: Callback<()>,
) -> impl IntoView {
    let some = !offers.is_empty();
    let rows = offers
        .into_iter()
        .map(|(offer, quantity)| row(offer, quantity))
        .collect_view();
    view! {
        <section class="cart-ask" aria-labelledby="cart-ask" role="status">
            <h2 class="cart-ask__title" id="cart-ask">
                {if some { "You followed a link that fills your cart" } else { "You followed a link that leads to nothing" }}
            </h2>
            <ul class="cart-ask__offers">{rows}</ul>
            {missing.map(|words| view! { <p class="cart-ask__missing">{words}</p> })}
            <div class="cart-ask__ways">
                {some
                    .then(|| view! { <Button on_press=move |()| on_yes.run(())>"Put it into my cart"</Button> })}
                <Button kind=ButtonKind::Plain on_press=move |()| on_no.run(())>
                    {if some { "No, leave my cart alone" } else { "All right" }}
                </Button>
            </div>
        </section>
    }
}

fn row(offer: Offer, quantity: u32) -> impl IntoView {
    let Offer { product, variant } = offer;
    let choice = variant.values.join(" · ");
    view! {
        <li class="cart-ask__offer">
            <span class="cart-ask__picture">
                <Shot picture=product.picture sizes="64px" decorative=true />
            </span>
            <span class="cart-ask__words">
                <bdi lang=product.lang.clone()>{product.name}</bdi>
                <span class="cart-ask__choice">
                    <bdi lang=product.lang>{choice}</bdi>
                    " "
                    {stock_in_words(variant.stock)}
                </span>
            </span>
            <span class="cart-ask__price">{(quantity > 1).then(|| format!("{quantity} × "))} <Price amount=variant.price /></span>
        </li>
    }
}
