//! A buyer's or a shop owner's page.

mod head;
mod notes;
mod parts;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use meadow_wire::{Person as Who, PersonId};

use self::{head::Head, parts::Parts};
use super::failed::Failed;
use crate::{
    api,
    browser::page,
    features::PeopleRow,
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
fn Full(mut person: Who) -> impl IntoView {
    let alike = std::mem::take(&mut person.alike);
    view! {
        <Head person=person.clone() />
        {(!alike.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="person-alike">
                        <h2 class="section-title" id="person-alike">"People like this"</h2>
                        <PeopleRow people=alike />
                    </section>
                }
            })}
        <Parts person=person />
    }
}
