//! People who were found.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{FoundItem, PersonKind, SearchHit};

use crate::{
    features::{Marked, Shot},
    paths,
};

/// People who were found, each with the piece of their own words in which it was.
#[component]
pub fn SearchPeople(
    /// Whom.
    #[prop(into)]
    people: Signal<Vec<SearchHit>>,
    /// In a row that can be scrolled, above other results.
    #[prop(optional)]
    row: bool,
) -> impl IntoView {
    view! {
        <ul class="search-people" class:search-people--row=row>
            <For
                each=move || people.get().into_iter().filter_map(person)
                key=|(person, _)| person.card.id.clone()
                let((person, hit))
            >
                <li class="search-people__one">
                    <A href=paths::person(&person.card.id) attr:class="search-people__link">
                        <span class="search-people__portrait">
                            <Shot picture=person.card.avatar sizes="56px" decorative=true />
                        </span>
                        <span class="search-people__words">
                            <bdi class="search-people__name"><Marked text=person.card.name marks=hit.marks /></bdi>
                            <span class="search-people__under">
                                <bdi>{format!("@{}", person.handle)}</bdi>
                                {(!person.place.is_empty()).then(|| view! { " · " <bdi>{person.place}</bdi> })}
                                {(person.card.kind == PersonKind::Owner).then_some(" · shop owner")}
                            </span>
                            {hit
                                .excerpt
                                .map(|piece| {
                                    view! {
                                        <span class="search-people__piece" dir="auto">
                                            <Marked text=piece.text marks=piece.marks />
                                        </span>
                                    }
                                })}
                        </span>
                    </A>
                </li>
            </For>
        </ul>
    }
}

fn person(hit: SearchHit) -> Option<(meadow_wire::FoundPerson, SearchHit)> {
    match &hit.item {
        FoundItem::Person(person) => Some((person.clone(), hit)),
        FoundItem::Note(_) | FoundItem::Product(_) => None,
    }
}
