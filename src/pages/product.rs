//! A product.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use meadow_domain::{feed::FeedList, opinions::Spread};
use meadow_wire::{FeedItem, Page, Product as Goods, ProductId};

use super::failed::Failed;
use crate::{
    api,
    browser::{focus, page, time},
    features::{NoteGrid, ProductView, ReviewList, review_list::element_id},
    stores::{
        Fetched, goods::GoodsStore, paging::Reading, proofs::use_keys, review_pages::ReviewPages, use_query,
    },
    ui::{Button, ButtonKind, Skeleton},
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
    let (id, notes) = (product.card.id.clone(), product.notes.clone());
    let first = Page {
        items: product.reviews.clone(),
        next: product.reviews_next.clone(),
    };
    let asked = id.clone();
    let reviews = ReviewPages::new(first, move |cursor| {
        let id = asked.clone();
        async move { api::products::reviews(&id, &cursor).await }
    });
    let spread = Spread::counted(&product.review_counts);
    let proofs = use_keys(product.reviews.iter().any(|review| review.proof.is_some()));
    view! {
        <div class="page page--product">
            <ProductView product=product />
            <section class="product-page__reviews" aria-labelledby="reviews">
                <h2 class="section-title" id="reviews">"After using it"</h2>
                <ReviewList
                    product=id
                    reviews=reviews.list()
                    spread=spread
                    lang=lang
                    keys=Signal::derive(move || proofs.get())
                />
                <MoreReviews reviews=reviews />
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

/// The way to the reviews that are not here yet.
#[component]
fn MoreReviews(reviews: ReviewPages) -> impl IntoView {
    let reading = reviews.reading();
    let read_on = move |()| {
        reviews.read_on(|first| {
            // The button may be gone, and reading goes on at the first that is new. A frame later it is in the page.
            let place = format!("#{}", element_id(&first.id));
            time::next_frame(move || focus::focus_first(&place));
        });
    };
    let failed = Memo::new(move |_| match reading.get() {
        Reading::Failed(error) => Some(error),
        _ => None,
    });
    let waits = Signal::derive(move || reading.get() == Reading::Waiting);
    view! {
        {move || {
            failed.get().map(|error| view! { <Failed error=error on_retry=read_on /> })
        }}
        <Show when=move || matches!(reading.get(), Reading::Ready | Reading::Waiting)>
            <p class="product__more">
                <Button kind=ButtonKind::Plain busy=waits on_press=read_on>"More reviews"</Button>
            </p>
        </Show>
    }
}
