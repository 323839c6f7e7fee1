//! What is kept for another day, and the way back into the cart.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Money, Saved, VariantId};

use crate::{
    features::{Price, Shot, price::money, product_card::stock_in_words},
    paths,
    ui::{Button, ButtonKind},
};

/// Things that are kept: what each costs now and then, and how many there are.
#[component]
pub fn SavedThings(
    /// The things.
    #[prop(into)]
    things: Signal<Vec<Saved>>,
    /// The ones that are on their way.
    #[prop(into)]
    moving: Callback<VariantId, bool>,
    /// Runs when one goes into the cart.
    #[prop(into)]
    on_cart: Callback<Saved>,
    /// Runs when one goes.
    #[prop(into)]
    on_remove: Callback<Saved>,
) -> impl IntoView {
    view! {
        <ul class="saved-list">
            <For
                each=move || things.get()
                // A new price or stock draws the row anew.
                key=|saved| (saved.offer.variant.id.clone(), saved.offer.variant.price.minor, saved.offer.variant.stock, saved.quantity)
                let(saved)
            >
                <li><One saved=saved moving=moving on_cart=on_cart on_remove=on_remove /></li>
            </For>
        </ul>
    }
}

#[component]
fn One(
    saved: Saved,
    moving: Callback<VariantId, bool>,
    on_cart: Callback<Saved>,
    on_remove: Callback<Saved>,
) -> impl IntoView {
    let href = paths::product(&saved.offer.product.id);
    let (name, lang) = (saved.offer.product.name.clone(), saved.offer.product.lang.clone());
    let into = format!("Into the cart: {name}");
    let no_longer = format!("Keep no longer: {name}");
    let choice = saved.offer.variant.values.join(" · ");
    let variant = saved.offer.variant.id.clone();
    let busy = Signal::derive(move || moving.run(variant.clone()));
    let sold_out = (saved.offer.variant.stock == 0).then(|| "Sold out".to_owned());
    let (to_cart, gone) = (saved.clone(), saved.clone());
    view! {
        <article class="saved-list__one" data-variant=saved.offer.variant.id.to_string()>
            <A href=href.clone() attr:class="saved-list__picture" attr:tabindex="-1" attr:aria-hidden="true">
                <Shot picture=saved.offer.product.picture sizes="96px" decorative=true />
            </A>
            <div class="saved-list__words">
                <A href=href attr:class="saved-list__name">
                    <bdi lang=saved.offer.product.lang>{name}</bdi>
                </A>
                <p class="saved-list__choice"><bdi lang=lang>{choice}</bdi></p>
                <p class="saved-list__price">
                    <Price amount=saved.offer.variant.price />
                    {price_then(saved.offer.variant.price, saved.price_then)}
                </p>
                <p class="saved-list__stock">{stock_in_words(saved.offer.variant.stock)}</p>
            </div>
            <div class="saved-list__ways">
                <Button
                    kind=ButtonKind::Plain
                    label=into
                    disabled_reason=Signal::stored(sold_out)
                    busy=busy
                    on_press=move |()| on_cart.run(to_cart.clone())
                >
                    {match saved.quantity {
                        1 => "Into the cart".to_owned(),
                        quantity => format!("{quantity} into the cart"),
                    }}
                </Button>
                <Button
                    kind=ButtonKind::Quiet
                    label=no_longer
                    busy=busy
                    on_press=move |()| on_remove.run(gone.clone())
                >
                    "Remove"
                </Button>
            </div>
        </article>
    }
}

/// What it cost when it was put here, if that was something else.
fn price_then(now: Money, then: Money) -> Option<impl IntoView> {
    (now != then).then(|| {
        let class = if now.minor < then.minor {
            "saved-list__then saved-list__then--cheaper"
        } else {
            "saved-list__then"
        };
        view! { <span class=class>"was " <bdi>{money(then)}</bdi></span> }
    })
}
