//! A buyer's or a shop owner's page.

mod notes;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use meadow_wire::{Person as Who, PersonId, PersonKind, ProductCard as Card};

use self::notes::Notes;
use super::failed::Failed;
use crate::{
    api,
    browser::page,
    features::{ProductCard, Shot, TraitList},
    stores::{Fetched, use_query},
    ui::Skeleton,
};

/// A person.
#[component]
pub fn Person() -> impl IntoView {
    let params = use_params_map();
    let id = move || PersonId(params.with(|params| params.get("id").unwrap_or_default()));
    let query = use_query(id, async |id| api::people::read(&id).await);
    view! {
        <div class="page page--person">
            {move || match query.get() {
                Fetched::Waiting => view! { <Skeleton height="14rem" /> }.into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(person) => {
                    page::set_title(&person.card.name);
                    view! { <Full person=person /> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Full(person: Who) -> impl IntoView {
    let owner = person.card.kind == PersonKind::Owner;
    view! {
        <header class="person">
            <span class="person__avatar">
                <Shot picture=person.card.avatar sizes="112px" first=true decorative=true />
            </span>
            <div class="person__words">
                <h1 class="person__name"><bdi>{person.card.name}</bdi></h1>
                <p class="person__handle">
                    <bdi>{format!("@{}", person.handle)}</bdi> " · " <bdi>{person.place}</bdi>
                    {owner.then_some(" · shop owner")}
                </p>
                <p class="person__bio" lang=person.lang.clone() dir="auto">{person.bio}</p>
                <TraitList traits=person.traits />
            </div>
        </header>
        {person
            .shop_name
            .map(|name| {
                view! {
                    <section class="person__shop" aria-label="Shop">
                        <h2 class="section-title" lang=person.lang.clone()><bdi>{name}</bdi></h2>
                        <p class="person__about" lang=person.lang dir="auto">{person.shop_about}</p>
                        <Shelf products=person.products />
                    </section>
                }
            })}
        <h2 class="section-title">"Notes"</h2>
        <Notes of=person.card.id first=person.notes />
    }
}

#[component]
fn Shelf(products: Vec<Card>) -> impl IntoView {
    if products.is_empty() {
        return view! { <p class="person__none">"Nothing is on the shelf right now."</p> }.into_any();
    }
    view! {
        <div class="person__products">
            {products.into_iter().map(|product| view! { <ProductCard product=product /> }).collect_view()}
        </div>
    }
    .into_any()
}
