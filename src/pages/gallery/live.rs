//! The parts of a live room, without a room.

use std::sync::Arc;

use leptos::prelude::*;
use meadow_domain::live::Line;
use meadow_wire::{EventBody, NackCode, PersonKind, RoomStatus, Timestamp, Viewer};

use super::{gallery_data as data, gallery_part::Part};
use crate::{
    browser::time,
    features::{
        ChatOwn, ChatRow, LiveBadge, LiveCard, LiveChapters, LiveCountdown, LiveHearts, LiveLink, LivePin,
        LiveShelf, chat_row::Named, live_chapters::Chapter,
    },
    stores::live::{Link, OwnLine, Standing},
};

/// Rooms and what is in them.
#[component]
pub fn LiveParts() -> impl IntoView {
    let states = [RoomStatus::Live, RoomStatus::Scheduled, RoomStatus::Replay];
    let now = time::now_ms();
    let product = data::product();
    let stock = Signal::stored(Vec::new());
    let hearts = RwSignal::new(1_283_u64);
    let chapters = [0, 95_000, 610_000]
        .map(|at_ms| Chapter {
            at_ms,
            product: named(),
        })
        .to_vec();
    view! {
        <Part name="Room card: live, to come, over" wide=true>
            <div class="gallery__rooms">
                {states.map(|status| view! { <LiveCard room=data::room(status) /> }).into_iter().collect_view()}
            </div>
        </Part>
        <Part name="Live badge, countdown, connection">
            {states
                .map(|status| view! { <LiveBadge status=Signal::stored(status) starts_ms=now + 18_000_000 /> })
                .into_iter()
                .collect_view()}
            <LiveCountdown starts_ms=now + 95_000 offset_ms=Signal::stored(0) on_due=|()| () />
            {[Link::Connecting, Link::Open, Link::Lost]
                .map(|link| view! { <LiveLink link=Signal::stored(link) /> })
                .into_iter()
                .collect_view()}
            <LiveHearts count=hearts on_heart=move |()| hearts.update(|hearts| *hearts += 1) />
        </Part>
        <Part name="Chat: others, mine, on its way, refused">
            <ul class="gallery__chat">
                <Lines />
            </ul>
        </Part>
        <Part name="Pinned product, shelf, chapters">
            <LivePin product=product.clone() stock=stock explaining=Signal::stored(true) on_choose=|_| () />
            <LiveShelf
                products=vec![product.clone()]
                stock=stock
                explaining=Signal::stored(Some(product.card.id))
                on_choose=|_| ()
            />
            <LiveChapters chapters=chapters at_ms=Signal::stored(100_000) on_seek=|_| () />
        </Part>
    }
}

fn named() -> Named {
    let card = data::product_card(9, false);
    Named {
        id: card.id,
        name: card.name,
        lang: card.lang,
        picture: card.picture,
    }
}

#[component]
fn Lines() -> impl IntoView {
    let products = StoredValue::new(vec![named()]);
    let by = |name: &str| {
        let person = data::person(name, PersonKind::Buyer);
        Viewer {
            id: person.id,
            name: person.name,
            avatar: person.avatar,
        }
    };
    let said = |seq: u64, name: &str, text: &str| {
        let body = EventBody::Chat {
            by: by(name),
            text: text.to_owned(),
            client_id: "gallery".into(),
            client_seq: seq,
        };
        Arc::new(Line {
            seq,
            at: Timestamp::from_ms(time::now_ms()),
            body,
        })
    };
    let own = |client_seq, standing| OwnLine {
        client: "gallery".into(),
        client_seq,
        text: "Does it open flat?".to_owned(),
        standing,
    };
    view! {
        <ChatRow line=said(1, "Theo Lindqvist", "Do they creak on stairs?") own=false products=products />
        <ChatRow line=said(2, "Mira Lindqvist", "Mine never did") own=true products=products />
        {[own(3, Standing::Sending), own(4, Standing::Sent), own(5, Standing::Failed(NackCode::TooFast))]
            .map(|line| view! { <ChatOwn line=line on_retry=|_| () on_discard=|_| () /> })
            .into_iter()
            .collect_view()}
    }
}
