//! The card of a note, a room or a product in the feed.

use std::collections::HashMap;

use leptos::{attr::custom::custom_attribute, prelude::*};
use meadow_wire::{FeedItem, NoteCard as Note, PersonCard, ProductCard, RoomCard, RoomStatus, TextRange};

use crate::{
    browser::intl,
    features::{MarkButton, Marked, Price, Shot},
    paths,
    stores::marks::Mark,
    ui::{Glyph, Icon},
};

/// How wide a card is drawn, for the browser's choice of picture.
const SIZES: &str = "(max-width: 599px) 50vw, 280px";

/// Where cards stand that were searched for: what to mark in their titles, by the cards' ids.
#[derive(Clone, Copy)]
pub struct TitleMarks(pub RwSignal<HashMap<String, Vec<TextRange>>>);

/// One card of the feed.
#[component]
pub fn NoteCard(
    /// What it shows.
    item: FeedItem,
    /// Whether it is among the first cards.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    match item {
        FeedItem::Note(note) => view! { <OfNote note=note first=first /> }.into_any(),
        FeedItem::Room(room) => view! { <OfRoom room=room first=first /> }.into_any(),
        FeedItem::Product(product) => view! { <OfProduct product=product first=first /> }.into_any(),
    }
}

#[component]
fn OfNote(note: Note, first: bool) -> impl IntoView {
    view! {
        <a
            class="note-card__link"
            href=paths::note(&note.id)
            // A note opens over the feed, which keeps its place: the router must not scroll.
            {..custom_attribute("noscroll", "")}
        >
            <span class="note-card__picture">
                <Shot picture=note.cover sizes=SIZES first=first decorative=true />
                {note.paid.then(|| view! { <span class="note-card__paid">"Paid"</span> })}
            </span>
            <h2 class="note-card__title" lang=note.lang><Title id=note.id.to_string() text=note.title /></h2>
        </a>
        <div class="note-card__foot">
            <Author person=note.author />
            <MarkButton mark=Mark::Like(note.id) on=note.liked count=note.likes />
        </div>
    }
}

#[component]
fn OfRoom(room: RoomCard, first: bool) -> impl IntoView {
    let badge = match room.status {
        RoomStatus::Live => view! {
            <span class="note-card__badge note-card__badge--live">
                "Live"
                <span class="note-card__viewers">{intl::count(u64::from(room.viewers))}" watching"</span>
            </span>
        }
        .into_any(),
        RoomStatus::Scheduled => {
            view! { <span class="note-card__badge">{intl::moment(room.starts_at.ms)}</span> }.into_any()
        }
        RoomStatus::Replay => view! { <span class="note-card__badge">"Replay"</span> }.into_any(),
    };
    view! {
        <a class="note-card__link" href=paths::room(&room.id)>
            <span class="note-card__picture">
                <Shot picture=room.cover sizes=SIZES first=first decorative=true />
                {badge}
            </span>
            <h2 class="note-card__title" lang=room.lang><bdi>{room.title}</bdi></h2>
        </a>
        <div class="note-card__foot">
            <Author person=room.host />
        </div>
    }
}

#[component]
fn OfProduct(product: ProductCard, first: bool) -> impl IntoView {
    view! {
        <a class="note-card__link" href=paths::product(&product.id)>
            <span class="note-card__picture">
                <Shot picture=product.picture sizes=SIZES first=first decorative=true />
            </span>
            <h2 class="note-card__title" lang=product.lang><Title id=product.id.to_string() text=product.name /></h2>
        </a>
        <div class="note-card__foot">
            <Price amount=product.price from=product.price_varies />
            <span class="note-card__bag">
                <Icon glyph=Glyph::Basket />
            </span>
        </div>
    }
}

/// The words under a picture, with what was searched for marked.
#[component]
fn Title(id: String, text: String) -> impl IntoView {
    match use_context::<TitleMarks>() {
        None => view! { <bdi>{text}</bdi> }.into_any(),
        Some(TitleMarks(all)) => {
            let marks = all.with_untracked(|all| all.get(&id).cloned().unwrap_or_default());
            view! { <bdi><Marked text=text marks=marks /></bdi> }.into_any()
        }
    }
}

#[component]
fn Author(person: PersonCard) -> impl IntoView {
    view! {
        <a class="note-card__author" href=paths::person(&person.id)>
            <span class="note-card__avatar">
                <Shot picture=person.avatar sizes="24px" decorative=true />
            </span>
            <bdi class="note-card__name">{person.name}</bdi>
        </a>
    }
}
