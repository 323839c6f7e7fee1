//! A person in a line: portrait and name.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{PersonCard, PersonKind};

use crate::{features::Shot, paths};

/// A person's portrait and name, leading to their page.
#[component]
pub fn PersonLine(
    /// Who.
    person: PersonCard,
    /// What stands under the name, if anything.
    #[prop(optional, into)]
    under: Option<String>,
    /// Where they are, in their own words; behind what stands under the name. Empty if they don't say.
    #[prop(optional, into)]
    place: String,
    /// Whether they have no page to lead to.
    #[prop(optional)]
    no_page: bool,
) -> impl IntoView {
    let href = paths::person(&person.id);
    let words = view! { <Words person=person under=under place=place /> };
    if no_page {
        view! { <span class="person-line">{words}</span> }.into_any()
    } else {
        view! { <A href=href attr:class="person-line">{words}</A> }.into_any()
    }
}

#[component]
fn Words(person: PersonCard, under: Option<String>, place: String) -> impl IntoView {
    let owner = person.kind == PersonKind::Owner;
    view! {
        <span class="person-line__avatar">
                <Shot picture=person.avatar sizes="40px" decorative=true />
            </span>
            <span class="person-line__words">
                <bdi class="person-line__name">{person.name}</bdi>
                {owner.then(|| view! { <span class="person-line__owner">"shop owner"</span> })}
                {under
                    .map(|under| {
                        let place = (!place.is_empty()).then(|| view! { " · " <bdi>{place}</bdi> });
                        view! { <span class="person-line__under">{under}{place}</span> }
                    })}
            </span>
    }
}
