//! A product.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use meadow_domain::{feed::FeedList, opinions::Spread};
use meadow_wire::{FeedItem, Page, Product as Goods, ProductId};

use super::failed::Failed;
use crate::{
    api,
    browser::page,
    features::{NoteGrid, ProductView, ReviewList},
    stores::{Fetched, goods::GoodsStore, proofs::use_keys, use_query},
    ui::Skeleton,
};

/// A product.
#[component]
pub fn Product() -> impl IntoView {
    let params = use_params_map();
    let id = move || ProductId(params.with(|params| params.get("id").unwrap_or_default()));
    let goods = expect_context::<GoodsStore>();
    // Asked again when nobody can say what moved meanwhile.
    let query = use_query(
        move || (id(), goods.anew()),
        async |(id, _)| api::products::read(&id).await,
    );
    move || match query.get() {
        Fetched::Waiting => view! { <Waiting /> }.into_any(),
        Fetched::Failed(error) => {
            view! { <div class="page"><Failed error=error on_retry=move |()| query.retry() /></div> }
                .into_any()
        }
        Fetched::Full(product) => {
            page::set_title(&product.card.name);
            view! { <Full product=product /> }.into_any()
        }
    }
}

/// The shape of what is on its way.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="page page--product" role="status" aria-label="The product is coming">
            <div class="product-view">
                <Skeleton height="min(120vw, 40rem)" />
                <div class="product-view__words">
                    <Skeleton height="3rem" />
                    <Skeleton height="1.5rem" />
                    <Skeleton height="12rem" />
                    <Skeleton height="3rem" />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Full(product: Goods) -> impl IntoView {
    let lang = product.card.lang.clone();
    let (id, reviews, notes) = (
        product.card.id.clone(),
        product.reviews.clone(),
        product.notes.clone(),
    );
    let spread = Spread::counted(&product.review_counts);
    let proofs = use_keys(reviews.iter().any(|review| review.proof.is_some()));
    view! {
        <div class="page page--product">
            <ProductView product=product />
            <section class="product-page__reviews" aria-labelledby="reviews">
                <h2 class="section-title" id="reviews">"After using it"</h2>
                <ReviewList
                    product=id
                    reviews=reviews
                    spread=spread
                    lang=lang
                    keys=Signal::derive(move || proofs.get())
                />
            </section>
            {(!notes.is_empty())
                .then(|| {
                    let list = RwSignal::new(FeedList::new());
                    list.update(|list| {
                        let items = notes.into_iter().map(FeedItem::Note).collect();
                        list.push_page(Page { items, next: None });
                    });
                    view! {
                        <h2 class="section-title">"Notes in which it appears"</h2>
                        <NoteGrid list=list label="Notes in which it appears" on_near_end=|()| () />
                    }
                })}
        </div>
    }
}
