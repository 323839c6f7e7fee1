//! The chat of a room, without a room.

use std::sync::Arc;

use leptos::prelude::*;
use meadow_domain::{limits::CHAT_MAX, live::Line};
use meadow_wire::{ClientId, EventBody, NackCode, Timestamp};

use super::{goods::product_card, part::Part, people::viewer};
use crate::{
    browser::time,
    features::{ChatBox, ChatList, ChatOwn, ChatRow, chat_row::Named},
    stores::live::{Lines, OwnLine, Standing},
    ui::{Button, ButtonKind},
};

/// Rows, the list of them, and where one says something.
#[component]
pub fn Chats() -> impl IntoView {
    let products = StoredValue::new(vec![named()]);
    let id = product_card(9, false).id;
    let others = [
        chat("Theo Lindqvist", "Do they creak on stairs?"),
        EventBody::Explain { product: id.clone() },
        EventBody::Answer {
            question: "Does it open flat?".to_owned(),
            text: "From the first page on.".to_owned(),
            product: Some(id),
        },
        EventBody::Start,
        EventBody::End,
    ];
    let codes = [
        NackCode::Empty,
        NackCode::TooLong,
        NackCode::Unkind,
        NackCode::TooFast,
        NackCode::NoSession,
        NackCode::Closed,
        NackCode::Failed,
    ];
    let failed = codes.into_iter().map(Standing::Failed);
    let own = [Standing::Sending, Standing::Sent].into_iter().chain(failed);
    view! {
        <Part name="Chat: others, the host, mine, on its way, refused">
            <ul class="gallery__chat">
                {others
                    .into_iter()
                    .zip(1..)
                    .map(|(body, seq)| view! { <ChatRow line=line(seq, body) own=false products=products /> })
                    .collect_view()}
                <ChatRow line=line(9, chat("Mira Lindqvist", "Mine never did")) own=true products=products />
                {own
                    .zip(1..)
                    .map(|(standing, seq)| {
                        view! { <ChatOwn line=own_line(seq, standing) on_retry=|_| () on_discard=|_| () /> }
                    })
                    .collect_view()}
            </ul>
        </Part>
        <Lists products=products />
        <Boxes />
    }
}

/// The list: on its way, empty, and one in which somebody speaks at each press.
#[component]
fn Lists(products: StoredValue<Vec<Named>>) -> impl IntoView {
    let list = move |lines: Signal<Lines>, ready: bool, own: Vec<OwnLine>| {
        view! {
            <div class="gallery__chat gallery__chat--low">
                <ChatList
                    lines=lines
                    run=Signal::stored(0)
                    ready=Signal::stored(ready)
                    own=Signal::stored(own)
                    is_own=|_| false
                    products=products
                    lang="en"
                    on_retry=|_| ()
                    on_discard=|_| ()
                />
            </div>
        }
    };
    let said = RwSignal::new(Lines::new());
    let speak = move |()| {
        said.update(|said| {
            let seq = said.back().map_or(1, |line| line.seq + 1);
            said.push_back(line(seq, chat("Theo Lindqvist", "And one more question")));
        });
    };
    for _ in 0..12 {
        speak(());
    }
    view! {
        <Part name="Chat: on its way">{list(Signal::stored(Lines::new()), false, Vec::new())}</Part>
        <Part name="Chat: nobody has spoken">{list(Signal::stored(Lines::new()), true, Vec::new())}</Part>
        <Part name="Chat: full. Scroll up, and let somebody speak">
            {list(said.into(), true, vec![own_line(1, Standing::Sending)])}
            <Button kind=ButtonKind::Plain on_press=speak>"Somebody speaks"</Button>
        </Part>
    }
}

/// Where one says something: empty, nearly full, too long, closed.
#[component]
fn Boxes() -> impl IntoView {
    let states = [
        ("gallery-chat-empty", 0, None),
        ("gallery-chat-long", CHAT_MAX - 12, None),
        ("gallery-chat-too-long", CHAT_MAX + 5, None),
        ("gallery-chat-closed", 0, Some("The room is over.".to_owned())),
    ];
    view! {
        <Part name="Saying something: empty, nearly full, too long, closed">
            {states
                .map(|(id, length, closed)| {
                    view! {
                        <div class="gallery__say">
                            <ChatBox
                                id=id
                                text=RwSignal::new("a".repeat(length))
                                on_say=|_| Ok(())
                                closed=Signal::stored(closed)
                            />
                        </div>
                    }
                })
                .into_iter()
                .collect_view()}
        </Part>
    }
}

/// What a chat knows of the product.
pub fn named() -> Named {
    let card = product_card(9, false);
    Named {
        id: card.id,
        name: card.name,
        lang: card.lang,
        picture: card.picture,
    }
}

fn chat(name: &str, text: &str) -> EventBody {
    EventBody::Chat {
        by: viewer(name),
        text: text.to_owned(),
        client_id: client(),
        client_seq: 1,
    }
}

fn line(seq: u64, body: EventBody) -> Arc<Line> {
    let at = Timestamp::from_ms(time::now_ms());
    Arc::new(Line { seq, at, body })
}

fn own_line(client_seq: u64, standing: Standing) -> OwnLine {
    OwnLine {
        client: client(),
        client_seq,
        text: "Does it open flat?".to_owned(),
        standing,
    }
}

fn client() -> ClientId {
    "gallery".into()
}
