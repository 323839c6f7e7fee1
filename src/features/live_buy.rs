//! Buying from a live room, with the stock of this moment.

use leptos::prelude::*;
use meadow_wire::{CartLine, Product, StockLeft, Variant};

use crate::{
    features::{
        Price, VariantPicker,
        product_card::out_of_reach,
        variant_picker::{chosen_variant, first_choice, missing},
    },
    stores::cart::CartStore,
    ui::{Button, ButtonKind, Layer},
};

/// How many of a product can be bought now: the room's word first, what the page brought otherwise.
pub fn left_of(product: &Product, stock: &[StockLeft]) -> u32 {
    product
        .variants
        .iter()
        .map(|variant| left_of_variant(variant, stock))
        .fold(0, u32::saturating_add)
}

fn left_of_variant(variant: &Variant, stock: &[StockLeft]) -> u32 {
    stock
        .iter()
        .find(|known| known.variant == variant.id)
        .map_or(variant.stock, |known| known.left)
}

/// How many are left, in words.
pub fn left_in_words(left: u32) -> String {
    match left {
        0 => "Sold out".to_owned(),
        1 => "The last one".to_owned(),
        _ => format!("{left} left"),
    }
}

/// Puts a product into the cart; where there is something to choose it asks for that.
#[component]
pub fn LiveBuy(
    /// The product.
    product: Product,
    /// The stock of this moment.
    #[prop(into)]
    stock: Signal<Vec<StockLeft>>,
    /// Asks which one: [`LiveChoice`], which stays when the host goes on to another product.
    #[prop(into)]
    on_choose: Callback<Product>,
    /// How much it wants to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let name = product.card.name.clone();
    let product = StoredValue::new(product);
    let left = Memo::new(move |_| product.with_value(|product| stock.with(|stock| left_of(product, stock))));
    let add = use_add();
    let cart = expect_context::<CartStore>();
    // Where there is a choice, the sheet says it for each.
    let only = product.with_value(|product| match product.variants.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    });
    let reason = Memo::new(move |_| {
        let in_cart = only.as_ref().map_or(0, |only| cart.quantity(only));
        out_of_reach(left.get(), in_cart)
    });
    let press = move |()| {
        let product = product.get_value();
        match product.variants.as_slice() {
            [only] => add.run((product.clone(), only.clone())),
            _ => on_choose.run(product),
        }
    };
    view! {
        <Button
            kind=kind
            label=format!("Buy: {name}")
            disabled_reason=Signal::derive(move || reason.get())
            on_press=press
        >
            {move || if left.get() == 0 { "Sold out" } else { "Buy" }}
        </Button>
    }
}

/// The sheet that asks which one.
#[component]
pub fn LiveChoice(
    /// What is chosen from; closed while there is nothing.
    product: RwSignal<Option<Product>>,
    /// The stock of this moment.
    #[prop(into)]
    stock: Signal<Vec<StockLeft>>,
) -> impl IntoView {
    let add = use_add();
    let close = Callback::new(move |()| product.set(None));
    move || {
        product.get().map(|product| {
            let chosen = product.clone();
            view! {
                <Layer class="live-buy" label=Signal::stored(format!("Choose: {}", product.card.name)) on_close=close>
                    <Choose
                        product=StoredValue::new(product)
                        stock=stock
                        on_choose=move |variant| {
                            add.run((chosen.clone(), variant));
                            close.run(());
                        }
                    />
                </Layer>
            }
        })
    }
}

fn use_add() -> Callback<(Product, Variant)> {
    let cart = expect_context::<CartStore>();
    Callback::new(move |(product, variant): (Product, Variant)| {
        let line = CartLine {
            variant: variant.id,
            product: product.card.id,
            name: product.card.name,
            lang: product.card.lang,
            choice: variant.values.join(" · "),
            picture: product.card.picture,
            quantity: 0,
            unit_price: variant.price,
            terms: variant.terms,
            stock: variant.stock,
        };
        cart.add(line);
    })
}

/// What can be chosen of a product, with the stock of this moment.
#[component]
fn Choose(
    product: StoredValue<Product>,
    stock: Signal<Vec<StockLeft>>,
    #[prop(into)] on_choose: Callback<Variant>,
) -> impl IntoView {
    let cart = expect_context::<CartStore>();
    let now = Memo::new(move |_| stock.with(|stock| with_stock(product.get_value(), stock)));
    let (name, lang, lowest) = product.with_value(|product| {
        (
            product.card.name.clone(),
            product.card.lang.clone(),
            product.card.price,
        )
    });
    let choice = RwSignal::new(product.with_value(first_choice));
    let variant = Memo::new(move |_| {
        choice.with(|choice| product.with_value(|product| chosen_variant(product, choice).cloned()))
    });
    let open =
        Memo::new(move |_| choice.with(|choice| product.with_value(|product| missing(product, choice))));
    let left = Memo::new(move |_| {
        variant.with(|variant| {
            variant
                .as_ref()
                .map(|variant| stock.with(|stock| left_of_variant(variant, stock)))
        })
    });
    let price = Signal::derive(move || {
        variant.with(|variant| variant.as_ref().map_or(lowest, |variant| variant.price))
    });
    let reason = move || match (open.get(), variant.get(), left.get()) {
        (Some(open), ..) => Some(format!("Choose first: {open}")),
        (None, Some(variant), Some(left)) => out_of_reach(left, cart.quantity(&variant.id)),
        _ => Some("This one is not made".to_owned()),
    };
    let words = move || match (open.get(), left.get()) {
        (Some(open), _) => format!("Still to choose: {open}"),
        (None, Some(left)) => left_in_words(left),
        (None, None) => "This one is not made".to_owned(),
    };
    view! {
        <div class="live-buy__sheet">
            <h2 class="live-buy__name" lang=lang.clone() dir="auto">{name}</h2>
            <div class="live-buy__choice" lang=lang>
                <VariantPicker product=now choice=choice />
            </div>
            <div class="live-buy__foot">
                <span class="live-buy__price">
                    <Price amount=price />
                    <span class="live-buy__left" role="status">{words}</span>
                </span>
                <Button
                    disabled_reason=Signal::derive(reason)
                    on_press=move |()| {
                        if let Some(variant) = variant.get_untracked() {
                            on_choose.run(variant);
                        }
                    }
                >
                    "Add to cart"
                </Button>
            </div>
        </div>
    }
}

/// The product with the stock of this moment.
fn with_stock(mut product: Product, stock: &[StockLeft]) -> Product {
    for variant in &mut product.variants {
        variant.stock = left_of_variant(variant, stock);
    }
    product
}
