//! A room that is planned.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Product, Room, RoomStatus};

use crate::{
    browser::time,
    features::{CartButton, LiveChoice, LiveCountdown, LiveShelf, LiveTop, PersonLine, Shot},
    paths,
    stores::live::LiveStore,
};

/// How often it is asked whether a room that is due has started, in milliseconds.
const ASK_MS: u32 = 10_000;

/// When it starts, what it is about, and what will be on the shelf.
#[component]
pub fn Soon(
    room: Room,
    /// Runs when the room may have started.
    #[prop(into)]
    on_due: Callback<()>,
) -> impl IntoView {
    let store = expect_context::<LiveStore>();
    let live = store.enter(room.card.id.clone());
    let stock = Memo::new(move |_| live.state().with(|state| state.tick.stock.clone()));
    let started = Memo::new(move |_| live.state().with(|state| state.live));
    Effect::new(move |_| {
        if started.get() {
            on_due.run(());
        }
    });
    let choosing = RwSignal::new(None::<Product>);
    let choose = Callback::new(move |product| choosing.set(Some(product)));
    let due = RwSignal::new(false);
    time::use_interval(ASK_MS, move || {
        if due.get_untracked() {
            on_due.run(());
        }
    });
    let lang = room.card.lang.clone();
    let id_text = room.card.id.to_string();
    view! {
        <div class="room room--soon" data-room=id_text>
            <div class="room__top">
                <LiveTop room=room.card.clone() status=RoomStatus::Scheduled viewers=Signal::stored(None) />
                <CartButton />
            </div>
            <div class="room__picture room__cover">
                <Shot picture=room.card.cover.clone() sizes="(max-width: 899px) 100vw, 480px" first=true />
            </div>
            <section class="room__talk" aria-label="About this room">
                <LiveCountdown
                    starts_ms=room.card.starts_at.ms
                    offset_ms=store.offset_ms()
                    on_due=move |()| due.set(true)
                />
                <p class="room__about" lang=lang dir="auto">{room.about}</p>
                <PersonLine person=room.card.host />
                <A href=paths::LIVE attr:class="button button--plain">"See the rooms that are on"</A>
            </section>
            <aside class="room__shelf" aria-label="What will be shown">
                <h2 class="room__shelf-title">"What will be shown"</h2>
                <LiveShelf products=room.products stock=stock explaining=Signal::stored(None) on_choose=choose />
            </aside>
        </div>
        <LiveChoice product=choosing stock=stock />
    }
}
