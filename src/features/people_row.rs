//! People who tell the same about themselves, in a row.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Alike, PersonKind};

use crate::{
    features::{Shot, trait_list::in_words},
    paths,
};

/// People, each with what they have in common with somebody.
#[component]
pub fn PeopleRow(
    /// Whom, most alike first.
    people: Vec<Alike>,
) -> impl IntoView {
    view! {
        <ul class="people-row">
            {people
                .into_iter()
                .map(|Alike { card, shared }| {
                    let words: Vec<String> = shared.iter().map(in_words).collect();
                    let href = paths::person(&card.id);
                    view! {
                        <li class="people-row__one">
                            <A href=href attr:class="people-row__link">
                                <span class="people-row__portrait">
                                    <Shot picture=card.avatar sizes="72px" decorative=true />
                                </span>
                                <bdi class="people-row__name">{card.name}</bdi>
                                {(card.kind == PersonKind::Owner)
                                    .then(|| view! { <span class="people-row__owner">"shop owner"</span> })}
                                <span class="people-row__shared">{words.join(", ")}</span>
                            </A>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
