//! Everything that a room sells.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Product, ProductId, StockLeft};

use crate::{
    features::{
        LiveBuy, Price, Shot,
        live_buy::{left_in_words, left_of},
    },
    paths,
    ui::ButtonKind,
};

/// The products of a room, in the host's order.
#[component]
pub fn LiveShelf(
    /// The products.
    products: Vec<Product>,
    /// The stock of this moment.
    #[prop(into)]
    stock: Signal<Vec<StockLeft>>,
    /// What the host speaks about now.
    #[prop(into)]
    explaining: Signal<Option<ProductId>>,
    /// Asks which variant.
    #[prop(into)]
    on_choose: Callback<Product>,
) -> impl IntoView {
    if products.is_empty() {
        return view! { <p class="live-shelf__none">"Nothing is for sale here."</p> }.into_any();
    }
    view! {
        <ul class="live-shelf">
            {products
                .into_iter()
                .map(|product| {
                    let card = product.card.clone();
                    let id = card.id.clone();
                    let now = Memo::new(move |_| explaining.with(|now| now.as_ref() == Some(&id)));
                    let known = StoredValue::new(product.clone());
                    let left = Memo::new(move |_| {
                        known.with_value(|product| stock.with(|stock| left_of(product, stock)))
                    });
                    view! {
                        <li class="live-shelf__product" class:live-shelf__product--now=move || now.get()>
                            <A href=paths::product(&card.id) attr:class="live-shelf__link">
                                <span class="live-shelf__picture">
                                    <Shot picture=card.picture sizes="72px" decorative=true />
                                </span>
                                <span class="live-shelf__words">
                                    <bdi class="live-shelf__name" lang=card.lang>{card.name}</bdi>
                                    <Price amount=card.price from=card.price_varies />
                                    <span class="live-shelf__left">{move || left_in_words(left.get())}</span>
                                </span>
                            </A>
                            <LiveBuy product=product stock=stock on_choose=on_choose kind=ButtonKind::Plain />
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
