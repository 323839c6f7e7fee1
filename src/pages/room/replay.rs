//! A room that is over: its recording, with what was said when it was said.

use std::sync::Arc;

use leptos::prelude::*;
use meadow_domain::{limits::LINES_KEPT, live::Line};
use meadow_wire::{Event, EventBody, Product, Room, RoomId, RoomStatus};

use super::named;
use crate::{
    api::{self, ApiError},
    features::{
        CartButton, ChatList, LiveChapters, LiveChoice, LiveShelf, LiveTop, Player,
        chat_row::Named,
        live_chapters::{Chapter, clock},
        player::Clock,
    },
    pages::failed::Failed,
    stores::{Fetched, live::Lines, use_query},
    ui::{Button, ButtonKind, Drawer, Skeleton},
};

/// A log is read in at most so many pages: 20,000 events.
const PAGES_MAX: usize = 40;

/// The recording, its chapters and its chat.
#[component]
pub fn Replay(room: Room) -> impl IntoView {
    let id = StoredValue::new(room.card.id.clone());
    let query = use_query(move || id.get_value(), read_log);
    let time = Clock {
        at_ms: RwSignal::new(0),
        seek_ms: RwSignal::new(None),
    };
    let products = StoredValue::new(named(&room));
    let lang = StoredValue::new(room.card.lang.clone());
    let shelf = StoredValue::new(room.products.clone());
    let choosing = RwSignal::new(None::<Product>);
    let shelf_open = RwSignal::new(false);
    let label = format!("Recording: {}", room.card.title);
    let id_text = room.card.id.to_string();
    view! {
        <div class="room room--replay" data-room=id_text>
            <div class="room__picture">
                <Player sources=room.playback.clone() cover=room.card.cover.clone() label=label clock=time />
            </div>
            <div class="room__top">
                <LiveTop room=room.card.clone() status=RoomStatus::Replay viewers=Signal::stored(None) />
                <CartButton />
            </div>
            <section class="room__talk" aria-label="Chapters and chat">
                {move || match query.get() {
                    Fetched::Waiting => view! { <Skeleton height="12rem" /> }.into_any(),
                    Fetched::Failed(error) => {
                        view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any()
                    }
                    Fetched::Full(log) => {
                        view! { <Told log=log time=time products=products lang=lang.get_value() /> }.into_any()
                    }
                }}
                <div class="room__shelf-way">
                    <Button kind=ButtonKind::Plain on_press=move |()| shelf_open.set(true)>"In this room"</Button>
                </div>
            </section>
            <aside class="room__shelf" aria-label="Everything in this room">
                <h2 class="room__shelf-title">"In this room"</h2>
                <Shelf products=shelf choosing=choosing />
            </aside>
        </div>
        <Drawer open=shelf_open label="Everything in this room" on_close=move |()| shelf_open.set(false)>
            <div class="room__drawer">
                <h2 class="room__shelf-title">"In this room"</h2>
                <Shelf products=shelf choosing=choosing />
            </div>
        </Drawer>
        <LiveChoice product=choosing stock=Signal::stored(Vec::new()) />
    }
}

#[component]
fn Shelf(products: StoredValue<Vec<Product>>, choosing: RwSignal<Option<Product>>) -> impl IntoView {
    view! {
        <LiveShelf
            products=products.get_value()
            stock=Signal::stored(Vec::new())
            explaining=Signal::stored(None)
            on_choose=move |product| choosing.set(Some(product))
        />
    }
}

/// The log up to the moment that plays.
#[component]
fn Told(log: Vec<Event>, time: Clock, products: StoredValue<Vec<Named>>, lang: String) -> impl IntoView {
    let begins_ms = log.first().map_or(0, |event| event.at.ms);
    let length_ms = log.last().map_or(0, |event| event.at.ms - begins_ms);
    let chapters: Vec<Chapter> = products.with_value(|products| {
        log.iter()
            .filter_map(|event| match &event.body {
                EventBody::Explain { product } => Some(Chapter {
                    at_ms: event.at.ms - begins_ms,
                    product: products.iter().find(|named| named.id == *product)?.clone(),
                }),
                _ => None,
            })
            .collect()
    });
    let lines: Vec<Arc<Line>> = log
        .into_iter()
        .map(|event| {
            Arc::new(Line {
                seq: event.seq,
                at: event.at,
                body: event.body,
            })
        })
        .collect();
    // How many lines were said so far: changes seldom, the time often.
    let lines = StoredValue::new(lines);
    let said = Memo::new(move |_| {
        let now_ms = begins_ms + time.at_ms.get();
        lines.with_value(|lines| lines.partition_point(|line| line.at.ms <= now_ms))
    });
    let shown = Signal::derive(move || {
        lines.with_value(|lines| {
            let from = said.get().saturating_sub(LINES_KEPT);
            lines
                .iter()
                .take(said.get())
                .skip(from)
                .cloned()
                .collect::<Lines>()
        })
    });
    let seek = Callback::new(move |at_ms: i64| time.seek_ms.set(Some(at_ms)));
    let at_secs = move || time.at_ms.get() / 1_000;
    view! {
        <div class="room__time">
            <label class="visually-hidden" for="room-time">"Where to watch"</label>
            <input
                class="room__range"
                id="room-time"
                type="range"
                min="0"
                max=length_ms / 1_000
                step="1"
                prop:value=move || at_secs().to_string()
                aria-valuetext=move || format!("{} of {}", clock(time.at_ms.get()), clock(length_ms))
                on:input=move |event| {
                    if let Ok(secs) = event_target_value(&event).parse::<i64>() {
                        seek.run(secs * 1_000);
                    }
                }
            />
            <span class="room__clock">{move || format!("{} / {}", clock(at_secs() * 1_000), clock(length_ms))}</span>
        </div>
        <LiveChapters chapters=chapters at_ms=time.at_ms on_seek=seek />
        <ChatList
            lines=shown
            run=Signal::stored(0)
            ready=Signal::stored(true)
            own=Signal::stored(Vec::new())
            is_own=|_| false
            products=products
            lang=lang
            on_retry=|_| ()
            on_discard=|_| ()
        />
    }
}

async fn read_log(id: RoomId) -> Result<Vec<Event>, ApiError> {
    let mut log = Vec::new();
    let mut cursor = None;
    for _ in 0..PAGES_MAX {
        let page = api::rooms::log(&id, cursor.as_deref()).await?;
        log.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(log)
}
