//! A note to read: pictures with products in them, text, product cards, comments.

use leptos::{html, prelude::*};
use leptos_router::components::A;
use meadow_wire::{Hotspot, Note, NoteCard, Picture, ProductCard as Product};

use crate::{
    browser::{intl, time},
    features::{CollectButton, CommentList, LikeButton, PersonLine, ProductCard, Shot},
    paths,
    ui::{Glyph, Icon, Skeleton},
};

/// A note. With only its card it shows what is known and keeps the place for the rest.
#[component]
pub fn NoteView(
    /// What the feed knows.
    card: NoteCard,
    /// All of it, when it is here.
    note: Option<Note>,
) -> impl IntoView {
    let pictures = note.as_ref().map_or_else(|| vec![card.cover.clone()], |note| note.pictures.clone());
    let hotspots = note.as_ref().map(|note| note.hotspots.clone()).unwrap_or_default();
    let products = note.as_ref().map(|note| note.products.clone()).unwrap_or_default();
    let lang = card.lang.clone();
    let when = intl::relative(card.at.ms, time::now_ms());
    let place = note.as_ref().map(|note| note.place.clone()).filter(|place| !place.is_empty());
    let under = place.map_or_else(|| when.clone(), |place| format!("{when} · {place}"));
    view! {
        <article class="note-view" data-id=card.id.to_string()>
            <Pictures pictures=pictures hotspots=hotspots products=products.clone() />
            <div class="note-view__words">
                <div class="note-view__author">
                    <PersonLine person=card.author.clone() under=under />
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
                <h1 class="note-view__title" lang=lang.clone()>{card.title.clone()}</h1>
                {match note {
                    Some(note) => view! { <Rest note=note lang=lang /> }.into_any(),
                    None => view! { <Skeleton height="12rem" /> }.into_any(),
                }}
            </div>
        </article>
    }
}

#[component]
fn Rest(note: Note, lang: String) -> impl IntoView {
    let paragraphs: Vec<String> = note.text.split("\n\n").map(ToOwned::to_owned).collect();
    let comment_count: usize = note.comments.iter().map(|comment| 1 + comment.replies.len()).sum();
    view! {
        <div class="note-view__text" lang=lang.clone()>
            {paragraphs.into_iter().map(|text| view! { <p dir="auto">{text}</p> }).collect_view()}
        </div>
        <ul class="note-view__topics" lang=lang.clone() aria-label="Topics">
            {note.card.topics.iter().map(|topic| view! { <li>"#" {topic.clone()}</li> }).collect_view()}
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
            <LikeButton id=note.card.id.clone() liked=note.card.liked likes=note.card.likes />
            <CollectButton id=note.card.id.clone() collected=note.collected collects=note.collects />
        </div>
        <section class="note-view__comments" aria-label="Comments">
            <h2 class="note-view__count">{comments_in_words(comment_count)}</h2>
            <CommentList comments=note.comments lang=lang />
        </section>
    }
}

fn comments_in_words(count: usize) -> String {
    match count {
        0 => "Comments".to_owned(),
        1 => "1 comment".to_owned(),
        _ => format!("{count} comments"),
    }
}

/// Pictures side by side, one at a time, with the products that can be seen in them.
#[component]
fn Pictures(pictures: Vec<Picture>, hotspots: Vec<Hotspot>, products: Vec<Product>) -> impl IntoView {
    let strip = NodeRef::<html::Div>::new();
    let count = pictures.len();
    let (at, set_at) = signal(0_usize);
    let go = move |to: usize| {
        if let Some(strip) = strip.get() {
            // Right to left the strip scrolls to negative offsets; its own width and direction say where.
            let children = strip.children();
            if let Some(shown) = u32::try_from(to).ok().and_then(|index| children.item(index)) {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                options.set_inline(web_sys::ScrollLogicalPosition::Start);
                shown.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    };
    let on_scroll = move |_| {
        if let Some(strip) = strip.get() {
            let width = strip.client_width().max(1);
            let index = (strip.scroll_left().abs() + width / 2) / width;
            set_at.set(usize::try_from(index).unwrap_or(0));
        }
    };
    let at_end = move || count <= at.get() + 1;
    let tabindex = if count > 1 { "0" } else { "-1" };
    let dots = hotspots_by_picture(&hotspots, &products, count);
    view! {
        <div class="note-pictures">
            <div
                class="note-pictures__strip"
                node_ref=strip
                on:scroll=on_scroll
                tabindex=tabindex
                role="group"
                aria-label="Pictures"
            >
                {pictures
                    .into_iter()
                    .zip(dots)
                    .enumerate()
                    .map(|(index, (picture, dots))| {
                        let (width, height) = (picture.width, picture.height);
                        view! {
                            <figure class="note-pictures__one">
                                <span class="note-pictures__box" style:--ratio=format!("{width} / {height}")>
                                    <Shot picture=picture sizes="(max-width: 899px) 100vw, 640px" first=index == 0 />
                                    {dots}
                                </span>
                            </figure>
                        }
                    })
                    .collect_view()}
            </div>
            {(count > 1)
                .then(|| {
                    view! {
                        <div class="note-pictures__way">
                            <button
                                type="button"
                                aria-label="Previous picture"
                                disabled=move || at.get() == 0
                                on:click=move |_| go(at.get_untracked().saturating_sub(1))
                            >
                                <Icon glyph=Glyph::Back />
                            </button>
                            <span class="note-pictures__count">{move || format!("{} / {count}", at.get() + 1)}</span>
                            <button
                                type="button"
                                aria-label="Next picture"
                                disabled=at_end
                                on:click=move |_| go(at.get_untracked() + 1)
                            >
                                <Icon glyph=Glyph::Forward />
                            </button>
                        </div>
                    }
                })}
        </div>
    }
}

fn hotspots_by_picture(hotspots: &[Hotspot], products: &[Product], count: usize) -> Vec<Vec<AnyView>> {
    (0..count)
        .map(|index| {
            hotspots
                .iter()
                .filter(move |spot| usize::try_from(spot.picture) == Ok(index))
                .filter_map(|spot| products.iter().find(|product| product.id == spot.product).map(|found| (spot, found)))
                .map(|(spot, product)| {
                    let (name, lang) = (product.name.clone(), product.lang.clone());
                    let label = format!("In the picture: {name}");
                    view! {
                        <span
                            class="hotspot"
                            style:left=format!("{}%", f64::from(spot.x_permille) / 10.0)
                            style:top=format!("{}%", f64::from(spot.y_permille) / 10.0)
                        >
                            <A
                                href=paths::product(&product.id)
                                attr:class="hotspot__link"
                                attr:aria-label=label
                            >
                                <span class="hotspot__name" lang=lang>{name}</span>
                            </A>
                        </span>
                    }
                    .into_any()
                })
                .collect()
        })
        .collect()
}
