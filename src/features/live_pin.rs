//! The product that a room is about at this moment.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Product, StockLeft};

use crate::{
    features::{
        LiveBuy, Price, Shot,
        live_buy::{left_in_words, left_of},
    },
    paths,
};

/// Fewer than this are few.
const FEW: u32 = 4;

/// A product with its price, its stock of this moment, and the way to buy it.
#[component]
pub fn LivePin(
    /// The product.
    product: Product,
    /// The stock of this moment.
    #[prop(into)]
    stock: Signal<Vec<StockLeft>>,
    /// Whether the host speaks about it now.
    #[prop(into)]
    explaining: Signal<bool>,
    /// Asks which variant.
    #[prop(into)]
    on_choose: Callback<Product>,
) -> impl IntoView {
    let card = product.card.clone();
    let known = StoredValue::new(product.clone());
    let left = Memo::new(move |_| known.with_value(|product| stock.with(|stock| left_of(product, stock))));
    view! {
        <article class="live-pin" data-product=card.id.to_string()>
            <A href=paths::product(&card.id) attr:class="live-pin__link">
                <span class="live-pin__picture">
                    <Shot picture=card.picture sizes="72px" decorative=true />
                </span>
                <span class="live-pin__words">
                    <span class="live-pin__why">
                        {move || if explaining.get() { "Explaining now" } else { "Pinned" }}
                    </span>
                    <bdi class="live-pin__name" lang=card.lang>{card.name}</bdi>
                    <span class="live-pin__numbers">
                        <Price amount=card.price from=card.price_varies />
                        <span
                            class="live-pin__left"
                            class:live-pin__left--few=move || { left.get() < FEW }
                            data-left=move || left.get()
                        >
                            {move || left_in_words(left.get())}
                        </span>
                    </span>
                </span>
            </A>
            <LiveBuy product=product stock=stock on_choose=on_choose />
        </article>
    }
}
