//! One line of a room's chat.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_domain::live::Line;
use meadow_wire::{EventBody, ProductId};

use crate::{
    features::Shot,
    paths,
    ui::{Glyph, Icon},
};

/// What a chat must know of a product: enough for a small card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which product.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub lang: String,
    /// Its picture.
    pub picture: meadow_wire::Picture,
}

/// Whether an event gets a row. A pin has its card beside the chat.
pub fn has_row(body: &EventBody) -> bool {
    !matches!(body, EventBody::Pin { .. })
}

/// A line: what somebody said, what is explained now, a question with its answer.
#[component]
pub fn ChatRow(
    /// The line.
    line: Arc<Line>,
    /// Whether it was said here.
    own: bool,
    /// The products of the room.
    products: StoredValue<Vec<Named>>,
) -> impl IntoView {
    let seq = line.seq;
    match &line.body {
        EventBody::Chat { by, text, .. } => view! {
            <li class="chat-row" class:chat-row--own=own data-seq=seq>
                <bdi class="chat-row__name">{by.name.clone()}</bdi>
                " "
                <bdi class="chat-row__text">{text.clone()}</bdi>
            </li>
        }
        .into_any(),
        EventBody::Answer { question, text, product } => view! {
            <li class="chat-row chat-row--answer" data-seq=seq>
                <p class="chat-row__question">
                    <span class="visually-hidden">"Question: "</span>
                    <bdi>{question.clone()}</bdi>
                </p>
                <p class="chat-row__answer">
                    <span class="visually-hidden">"The host answers: "</span>
                    <bdi>{text.clone()}</bdi>
                </p>
                {product.as_ref().and_then(|id| find(products, id)).map(|named| view! { <About named=named /> })}
            </li>
        }
        .into_any(),
        EventBody::Explain { product } => {
            let name = find(products, product).map(|named| view! { <bdi lang=named.lang>{named.name}</bdi> });
            view! {
                <li class="chat-row chat-row--news" data-seq=seq>
                    <Icon glyph=Glyph::Basket />
                    <span>"Now: " {name}</span>
                </li>
            }
            .into_any()
        }
        EventBody::Start => news(seq, "The room is open. Welcome!"),
        EventBody::End => news(seq, "The room is over. Thank you for being here."),
        EventBody::Pin { .. } => ().into_any(),
    }
}

fn news(seq: u64, words: &'static str) -> AnyView {
    view! { <li class="chat-row chat-row--news" data-seq=seq>{words}</li> }.into_any()
}

fn find(products: StoredValue<Vec<Named>>, id: &ProductId) -> Option<Named> {
    products.with_value(|products| products.iter().find(|named| named.id == *id).cloned())
}

#[component]
fn About(named: Named) -> impl IntoView {
    view! {
        <A href=paths::product(&named.id) attr:class="chat-row__about">
            <span class="chat-row__picture">
                <Shot picture=named.picture sizes="32px" decorative=true />
            </span>
            <bdi lang=named.lang>{named.name}</bdi>
        </A>
    }
}
