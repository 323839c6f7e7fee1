//! A note to read: pictures with products in them, text, product cards, comments.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Hotspot, Note, NoteCard, ProductCard as Product};

use crate::{
    browser::{intl, time},
    features::{
        FollowButton, MarkButton, PersonLine, PictureGallery, ProductCard, ShareButton,
        search_box::search_for,
    },
    paths,
    stores::marks::Mark,
    ui::Skeleton,
};

/// A note. With only its card it shows what is known and keeps the place for the rest.
#[component]
pub fn NoteView(
    /// What the feed knows.
    card: NoteCard,
    /// All of it, when it is here.
    note: Option<Note>,
    /// What people say about it, once it is here.
    #[prop(optional, into)]
    talk: ViewFn,
) -> impl IntoView {
    let pictures = note
        .as_ref()
        .map_or_else(|| vec![card.cover.clone()], |note| note.pictures.clone());
    let hotspots = note.as_ref().map(placed_products).unwrap_or_default();
    let lang = card.lang.clone();
    let when = intl::relative(card.at.ms, time::now_ms());
    let place = note.as_ref().map(|note| note.place.clone()).unwrap_or_default();
    view! {
        <article class="note-view" data-id=card.id.to_string()>
            <PictureGallery whole=true pictures=pictures hotspots=hotspots sizes="(max-width: 899px) 100vw, 640px" />
            <div class="note-view__words">
                <div class="note-view__author">
                    <PersonLine person=card.author.clone() under=when place=place />
                    {note
                        .as_ref()
                        .map(|note| {
                            view! {
                                <FollowButton
                                    id=card.author.id.clone()
                                    name=card.author.name.clone()
                                    relationship=note.relationship
                                />
                            }
                        })}
                    {card
                        .paid
                        .then(|| {
                            view! {
                                <span class="note-view__paid" title="A shop paid for this note">
                                    "Paid partnership"
                                </span>
                            }
                        })}
                </div>
                <h1 class="note-view__title" lang=lang.clone()><bdi>{card.title.clone()}</bdi></h1>
                {match note {
                    Some(note) => view! { <Rest note=note lang=lang talk=talk /> }.into_any(),
                    None => view! { <Skeleton height="12rem" /> }.into_any(),
                }}
            </div>
        </article>
    }
}

/// The products that can be seen in the pictures, each with its place.
fn placed_products(note: &Note) -> Vec<(Hotspot, Product)> {
    note.hotspots
        .iter()
        .filter_map(|spot| {
            let product = note.products.iter().find(|product| product.id == spot.product)?;
            Some((spot.clone(), product.clone()))
        })
        .collect()
}

#[component]
fn Rest(note: Note, lang: String, talk: ViewFn) -> impl IntoView {
    let paragraphs: Vec<String> = note.text.split("\n\n").map(ToOwned::to_owned).collect();
    view! {
        <div class="note-view__text" lang=lang.clone()>
            {paragraphs.into_iter().map(|text| view! { <p dir="auto">{text}</p> }).collect_view()}
        </div>
        <ul class="note-view__topics" lang=lang.clone() aria-label="Topics">
            {note
                .card
                .topics
                .clone()
                .into_iter()
                .map(|topic| view! { <li><A href=search_for(&topic)><bdi>"#" {topic}</bdi></A></li> })
                .collect_view()}
        </ul>
        {(!note.products.is_empty())
            .then(|| {
                view! {
                    <section class="note-view__products" aria-label="Products in this note">
                        {note
                            .products
                            .iter()
                            .map(|product| view! { <ProductCard product=product.clone() /> })
                            .collect_view()}
                    </section>
                }
            })}
        <div class="note-view__marks">
            <MarkButton
                mark=Mark::Like(note.card.id.clone())
                on=note.card.liked
                count=note.card.likes
                fresh=true
            />
            <MarkButton
                mark=Mark::Collect(note.card.id.clone())
                on=note.collected
                count=note.collects
                fresh=true
            />
            <ShareButton title=note.card.title.clone() path=paths::note(&note.card.id) />
        </div>
        {talk.run()}
    }
}
