//! A product to look at, choose and buy.

use leptos::prelude::*;
use meadow_wire::{CartLine, Product, QuantityBreak, Variant};

use crate::{
    browser::page,
    features::{
        PersonLine, PictureGallery, Price, VariantPicker,
        price::break_in_words,
        product_card::{out_of_reach, stock_as_of},
        variant_picker::{chosen_variant, first_choice, missing},
    },
    stores::{cart::CartStore, goods::GoodsStore, saved::SavedStore},
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// From this width on the drawer opens beside the page; on a phone it would hide it, and a word is enough.
const DRAWER_FROM_PX: u32 = 900;

/// A product: pictures, what it is, what can be chosen, and the way into the cart.
#[component]
pub fn ProductView(
    /// The product.
    product: Product,
) -> impl IntoView {
    let (id, lang) = (product.card.id.to_string(), product.card.lang.clone());
    let choice = RwSignal::new(first_choice(&product));
    let goods = expect_context::<GoodsStore>();
    let silent = goods.silent_since();
    let brought = StoredValue::new(product.clone());
    // As it is now.
    let known = Memo::new(move |_| {
        let mut product = brought.get_value();
        goods.refresh(&mut product);
        product
    });
    let variant =
        Memo::new(move |_| choice.with(|choice| known.with(|known| chosen_variant(known, choice).cloned())));
    let open = Memo::new(move |_| choice.with(|choice| known.with(|known| missing(known, choice))));
    let price = Signal::derive(move || {
        let lowest = known.with(|known| known.card.price);
        variant.with(|variant| variant.as_ref().map_or(lowest, |variant| variant.price))
    });
    let from = move || variant.with(Option::is_none) && known.with(|known| known.card.price_varies);
    view! {
        <article class="product-view" data-product=id>
            <PictureGallery pictures=product.pictures.clone() sizes="(max-width: 899px) 100vw, 640px" />
            <div class="product-view__words">
                <div class="product-view__names">
                    <h1 class="product-view__name" lang=lang.clone()><bdi>{product.card.name.clone()}</bdi></h1>
                    <p class="product-view__tagline" lang=lang.clone() dir="auto">{product.tagline.clone()}</p>
                </div>
                <p class="product-view__price">
                    {move || from().then_some("from ")}
                    <Price amount=price />
                </p>
                {move || {
                    variant
                        .get()
                        .filter(|variant| !variant.terms.breaks.is_empty())
                        .map(|variant| view! { <Breaks breaks=variant.terms.breaks /> })
                }}
                <PersonLine person=product.owner.clone() under="sells and answers" />
                <div class="product-view__choice" lang=lang.clone()>
                    <VariantPicker product=known choice=choice />
                </div>
                <p
                    class="product-view__stock"
                    class:product-view__stock--low=move || is_low(known, variant.get().as_ref())
                    role="status"
                >
                    {move || {
                        let all = known.with(|known| known.card.stock);
                        stock_line(all, open.with(Option::is_some), variant.get().as_ref(), silent.get())
                    }}
                </p>
                <AddBar product=known variant=variant open=open price=price />
                <About product=product lang=lang />
            </div>
        </article>
    }
}

fn is_low(product: Memo<Product>, variant: Option<&Variant>) -> bool {
    variant.map_or_else(
        || product.with(|product| product.card.stock),
        |variant| variant.stock,
    ) < 4
}

/// The stock of what is chosen; of all variants together while something is still open.
fn stock_line(all: u32, open: bool, variant: Option<&Variant>, silent_since: Option<i64>) -> String {
    match variant {
        Some(variant) => stock_as_of(variant.stock, silent_since),
        None if open => stock_as_of(all, silent_since),
        None => "This one is not made".to_owned(),
    }
}

/// The button that never leaves the screen of a phone.
#[component]
fn AddBar(
    product: Memo<Product>,
    variant: Memo<Option<Variant>>,
    open: Memo<Option<String>>,
    price: Signal<meadow_wire::Money>,
) -> impl IntoView {
    let cart = expect_context::<CartStore>();
    let all = move || product.with(|product| product.card.stock);
    let reason = Memo::new(move |_| match (open.get(), variant.get()) {
        _ if all() == 0 => Some("Sold out".to_owned()),
        (Some(open), _) => Some(format!("Choose first: {open}")),
        (None, None) => Some("This one is not made".to_owned()),
        (None, Some(variant)) => out_of_reach(variant.stock, cart.quantity(&variant.id)),
    });
    let add = move |()| {
        let Some(variant) = variant.get_untracked() else {
            return;
        };
        cart.add(product.with_untracked(|product| line(product, &variant)));
        if page::viewport().0 >= DRAWER_FROM_PX {
            cart.drawer().set(true);
        }
    };
    view! {
        <div class="product-view__bar">
            <span class="product-view__bar-price">
                <Price amount=price />
            </span>
            <Wish variant=variant open=open />
            <Button disabled_reason=Signal::derive(move || reason.get()) on_press=add>
                <Icon glyph=Glyph::Basket />
                {move || reason.get().unwrap_or_else(|| "Add to cart".to_owned())}
            </Button>
        </div>
    }
}

/// Wishes for what is chosen, or no longer.
#[component]
fn Wish(variant: Memo<Option<Variant>>, open: Memo<Option<String>>) -> impl IntoView {
    let store = expect_context::<SavedStore>();
    let id = move || variant.with(|variant| variant.as_ref().map(|variant| variant.id.clone()));
    let wished = Memo::new(move |_| id().is_some_and(|id| store.is_wished(&id)));
    let reason = Signal::derive(move || open.get().map(|open| format!("Choose first: {open}")));
    let busy = Signal::derive(move || id().is_some_and(|id| store.is_moving(&id)));
    store.read();
    let press = move |()| {
        if let Some(id) = untrack(id) {
            store.wish(&id);
        }
    };
    view! {
        <Button kind=ButtonKind::Plain disabled_reason=reason busy=busy on_press=press>
            <Icon glyph=Signal::derive(move || if wished.get() { Glyph::HeartFull } else { Glyph::Heart }) />
            <span class="visually-hidden">
                {move || if wished.get() { "Take off the wish list" } else { "Put on the wish list" }}
            </span>
        </Button>
    }
}

/// A variant as a line of the cart.
fn line(product: &Product, variant: &Variant) -> CartLine {
    CartLine {
        variant: variant.id.clone(),
        product: product.card.id.clone(),
        name: product.card.name.clone(),
        lang: product.card.lang.clone(),
        choice: variant.values.join(" · "),
        picture: product.card.picture.clone(),
        quantity: 0,
        unit_price: variant.price,
        terms: variant.terms.clone(),
        stock: variant.stock,
    }
}

/// What each costs when more are bought.
#[component]
fn Breaks(breaks: Vec<QuantityBreak>) -> impl IntoView {
    view! {
        <ul class="product-view__breaks">
            {breaks.iter().map(|step| view! { <li>{break_in_words(step)}</li> }).collect_view()}
        </ul>
    }
}

#[component]
fn About(product: Product, lang: String) -> impl IntoView {
    let paragraphs: Vec<String> = product.description.split("\n\n").map(ToOwned::to_owned).collect();
    view! {
        <div class="product-view__text" lang=lang.clone()>
            {paragraphs.into_iter().map(|text| view! { <p dir="auto">{text}</p> }).collect_view()}
        </div>
        {(!product.facts.is_empty())
            .then(|| {
                view! {
                    <dl class="product-view__facts" lang=lang>
                        {product
                            .facts
                            .into_iter()
                            .map(|(name, value)| {
                                view! {
                                    <div>
                                        <dt><bdi>{name}</bdi></dt>
                                        <dd><bdi>{value}</bdi></dd>
                                    </div>
                                }
                            })
                            .collect_view()}
                    </dl>
                }
            })}
    }
}
