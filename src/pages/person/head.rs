//! Who somebody is, and how one stands to them.

use leptos::prelude::*;
use meadow_wire::{Person, PersonKind};

use crate::{
    features::{FollowButton, Followers, MuteButton, ShareButton, Shot, TraitList},
    paths,
};

/// So many pictures are the cover; a phone shows three.
const COVERS: usize = 5;

/// The head of a person's page.
#[component]
pub fn Head(
    /// Whose.
    person: Person,
) -> impl IntoView {
    let owner = person.card.kind == PersonKind::Owner;
    let (id, name) = (person.card.id, person.card.name);
    // What they wrote last shows best what they are about, and then what they make.
    let notes = person.notes.items.into_iter().map(|note| note.cover);
    let goods = person.products.into_iter().map(|product| product.picture);
    let covers: Vec<_> = notes
        .chain(goods)
        .take(COVERS)
        .map(|cover| {
            view! {
                <span class="person__cover-picture">
                    <Shot picture=cover sizes="(max-width: 599px) 34vw, 270px" first=true decorative=true />
                </span>
            }
        })
        .collect();
    view! {
        {(!covers.is_empty()).then(|| view! { <div class="person__cover">{covers}</div> })}
        <header class="person">
            <span class="person__avatar">
                <Shot picture=person.card.avatar sizes="112px" first=true decorative=true />
            </span>
            <div class="person__words">
                <h1 class="person__name"><bdi>{name.clone()}</bdi></h1>
                <p class="person__handle">
                    <bdi>{format!("@{}", person.handle)}</bdi>
                    {(!person.place.is_empty()).then(|| view! { " · " <bdi>{person.place}</bdi> })}
                    {owner.then_some(" · shop owner")}
                </p>
                <p class="person__followers">
                    <Followers id=id.clone() relationship=person.relationship />
                </p>
                <p class="person__bio" lang=person.lang dir="auto">{person.bio}</p>
                <TraitList traits=person.traits />
                <div class="person__acts">
                    <FollowButton id=id.clone() name=name.clone() relationship=person.relationship />
                    <ShareButton title=name.clone() path=paths::person(&id) />
                    <MuteButton id=id name=name relationship=person.relationship />
                </div>
            </div>
        </header>
    }
}
