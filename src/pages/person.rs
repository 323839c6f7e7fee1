//! A buyer's or a shop owner's page.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, Page, Person as Who, PersonId, PersonKind};

use super::failed::Failed;
use crate::{
    api,
    browser::{page, task, time},
    features::{NoteGrid, ProductCard, Shot, TraitList},
    stores::{Fetched, toasts::Toasts, use_query},
    ui::Skeleton,
};

/// How long paging rests after a failure, in milliseconds.
const RETRY_MS: u32 = 4_000;

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
    let toasts = expect_context::<Toasts>();
    let id = person.card.id.clone();
    let list = RwSignal::new(FeedList::new());
    let next = RwSignal::new(person.notes.next.clone());
    let first = Page {
        items: person.notes.items.into_iter().map(FeedItem::Note).collect(),
        next: person.notes.next,
    };
    list.update(|list| {
        list.push_page(first);
    });
    let waiting = StoredValue::new(false);
    let read_on = Callback::new(move |()| {
        let Some(cursor) = next.get_untracked() else {
            return;
        };
        if waiting.get_value() {
            return;
        }
        waiting.set_value(true);
        let id = id.clone();
        task::spawn(async move {
            match api::people::notes(&id, &cursor).await {
                Ok(page) => {
                    next.try_set(page.next.clone());
                    let items = page.items.into_iter().map(FeedItem::Note).collect();
                    list.update(|list| {
                        list.push_page(Page {
                            items,
                            next: page.next,
                        });
                    });
                }
                Err(error) => {
                    toasts.say(error.to_string());
                    // Not again at each scroll: the next try waits.
                    time::sleep(RETRY_MS).await;
                }
            }
            waiting.try_set_value(false);
        });
    });
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
                <p class="person__bio" lang=person.lang.clone()>{person.bio}</p>
                <TraitList traits=person.traits />
            </div>
        </header>
        {person
            .shop_name
            .map(|name| {
                view! {
                    <section class="person__shop" aria-label="Shop">
                        <h2 class="section-title" lang=person.lang.clone()>{name}</h2>
                        <p class="person__about" lang=person.lang>{person.shop_about}</p>
                        <div class="person__products">
                            {person
                                .products
                                .into_iter()
                                .map(|product| view! { <ProductCard product=product /> })
                                .collect_view()}
                        </div>
                    </section>
                }
            })}
        <h2 class="section-title">"Notes"</h2>
        <NoteGrid list=list label="Notes by this person" on_near_end=read_on />
    }
}
