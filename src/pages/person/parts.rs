//! What somebody made: notes, goods, live rooms.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use meadow_wire::{Person, ProductCard as Card, RoomCard};

use super::notes::Notes;
use crate::{
    features::{LiveCard, ProductCard},
    paths,
};

/// A part of a person's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Notes,
    Shop,
    Live,
}

/// The parts that a person has, one of them open.
#[component]
pub fn Parts(
    /// Whose.
    person: Person,
) -> impl IntoView {
    let id = person.card.id.clone();
    let mut has = vec![(Part::Notes, paths::person(&id), "Notes")];
    if person.shop_name.is_some() {
        has.push((Part::Shop, paths::person_part(&id, "shop"), "Shop"));
    }
    if !person.rooms.is_empty() {
        has.push((Part::Live, paths::person_part(&id, "live"), "Live"));
    }
    let query = use_query_map();
    let parts: Vec<Part> = has.iter().map(|(part, ..)| *part).collect();
    let current = Memo::new(move |_| {
        let asked = query.with(|query| match query.get_str("part") {
            Some("shop") => Part::Shop,
            Some("live") => Part::Live,
            _ => Part::Notes,
        });
        // A link to what this person has not shows what they have.
        if parts.contains(&asked) {
            asked
        } else {
            Part::Notes
        }
    });
    view! {
        <nav class="person__parts" aria-label="Parts of this page">
            {has
                .into_iter()
                .map(|(part, path, name)| {
                    view! {
                        <a
                            class="person__part"
                            href=path
                            aria-current=move || (current.get() == part).then_some("page")
                        >
                            {name}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
        {move || match current.get() {
            Part::Notes => {
                view! { <Notes of=person.card.id.clone() first=person.notes.clone() /> }.into_any()
            }
            Part::Shop => view! { <Shop person=person.clone() /> }.into_any(),
            Part::Live => view! { <Rooms rooms=person.rooms.clone() /> }.into_any(),
        }}
    }
}

#[component]
fn Shop(person: Person) -> impl IntoView {
    view! {
        <section class="person__shop" aria-label="Shop">
            <h2 class="section-title" lang=person.lang.clone()><bdi>{person.shop_name}</bdi></h2>
            <p class="person__about" lang=person.lang dir="auto">{person.shop_about}</p>
            <Shelf products=person.products />
        </section>
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

#[component]
fn Rooms(rooms: Vec<RoomCard>) -> impl IntoView {
    view! {
        <section class="person__rooms" aria-label="Live rooms">
            {rooms.into_iter().map(|room| view! { <LiveCard room=room /> }).collect_view()}
        </section>
    }
}
