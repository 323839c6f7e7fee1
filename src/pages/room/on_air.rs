//! A room that is on.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use meadow_wire::{Product, ProductId, Room, RoomStatus};

use crate::{
    features::{
        CartButton, ChatBox, ChatList, LiveChoice, LiveDebug, LiveHearts, LiveLink, LivePin, LiveShelf,
        LiveTop, Player,
    },
    paths,
    stores::{
        chat_draft::use_chat_draft,
        live::{LiveRoom, LiveStore, OwnLine},
    },
    ui::{Drawer, Glyph, Icon},
};

/// The picture, the talk and the shelf of a room that is on.
#[component]
pub fn OnAir(room: Room) -> impl IntoView {
    let store = expect_context::<LiveStore>();
    let live = store.enter(room.card.id.clone());
    let ended = Memo::new(move |_| live.joined().get() && live.state().with(|state| !state.live));
    let status = Signal::derive(move || {
        if ended.get() {
            RoomStatus::Replay
        } else {
            RoomStatus::Live
        }
    });
    let known = room.card.viewers;
    let viewers = Signal::derive(move || {
        let now = if live.joined().get() {
            live.state().with(|state| state.tick.viewers)
        } else {
            known
        };
        (!ended.get()).then_some(now)
    });
    let stock = Memo::new(move |_| live.state().with(|state| state.tick.stock.clone()));
    let explaining = Memo::new(move |_| live.state().with(|state| state.explaining.clone()));
    let choosing = RwSignal::new(None::<Product>);
    let choose = Callback::new(move |product| choosing.set(Some(product)));
    let shelf_open = RwSignal::new(false);
    let (products, label) = (
        StoredValue::new(room.products.clone()),
        format!("Live: {}", room.card.title),
    );
    let debug = use_query_map().with_untracked(|query| query.get("debug").is_some());
    let draft = use_chat_draft(&room.card.id, ended.into());
    let id = room.card.id.to_string();
    view! {
        <div class="room" data-room=id>
            <div class="room__picture">
                <Player sources=room.playback.clone() cover=room.card.cover.clone() label=label />
            </div>
            <div class="room__top">
                <LiveTop room=room.card.clone() status=status viewers=viewers />
                <CartButton />
            </div>
            <section class="room__talk" aria-label="Chat and shop">
                <LiveLink link=store.link() />
                <Show when=move || ended.get()>
                    <p class="room__ended" role="status">
                        "The room is over. " <A href=paths::LIVE>"See the other rooms"</A>
                    </p>
                </Show>
                <Talk room=room live=live />
                <div class="room__below">
                    <Pinned live=live products=products on_choose=choose />
                    <Say live=live draft=draft ended=ended.into() on_shelf=move |()| shelf_open.set(true) />
                </div>
            </section>
            <aside class="room__shelf" aria-label="Everything in this room">
                <h2 class="room__shelf-title">"In this room"</h2>
                <LiveShelf products=products.get_value() stock=stock explaining=explaining on_choose=choose />
            </aside>
            {debug.then(|| view! { <LiveDebug room=live /> })}
        </div>
        <Drawer open=shelf_open label="Everything in this room" on_close=move |()| shelf_open.set(false)>
            <div class="room__drawer">
                <h2 class="room__shelf-title">"In this room"</h2>
                <LiveShelf products=products.get_value() stock=stock explaining=explaining on_choose=choose />
            </div>
        </Drawer>
        <LiveChoice product=choosing stock=stock />
    }
}

#[component]
fn Talk(room: Room, live: LiveRoom) -> impl IntoView {
    view! {
        <ChatList
            lines=live.lines()
            run=live.run()
            ready=live.joined()
            own=live.own()
            is_own=move |client| live.is_ours(&client)
            products=StoredValue::new(super::named(&room))
            lang=room.card.lang
            on_retry=move |line: OwnLine| live.retry(&line)
            on_discard=move |line: OwnLine| live.discard(&line)
        />
    }
}

/// The product of the moment, made anew only when it is another one.
#[component]
fn Pinned(
    live: LiveRoom,
    products: StoredValue<Vec<Product>>,
    on_choose: Callback<Product>,
) -> impl IntoView {
    let stock = Memo::new(move |_| live.state().with(|state| state.tick.stock.clone()));
    let pinned = Memo::new(move |_| {
        live.state()
            .with(|state| state.pinned.clone().or_else(|| state.explaining.clone()))
    });
    move || {
        let id: ProductId = pinned.get()?;
        let product =
            products.with_value(|products| products.iter().find(|product| product.card.id == id).cloned())?;
        let explaining =
            Signal::derive(move || live.state().with(|state| state.explaining.as_ref() == Some(&id)));
        Some(view! { <LivePin product=product stock=stock explaining=explaining on_choose=on_choose /> })
    }
}

#[component]
fn Say(
    live: LiveRoom,
    draft: RwSignal<String>,
    ended: Signal<bool>,
    #[prop(into)] on_shelf: Callback<()>,
) -> impl IntoView {
    let closed = Signal::derive(move || ended.get().then(|| "The room is over.".to_owned()));
    view! {
        <div class="room__say">
            <button type="button" class="room__shelf-button" aria-label="Everything in this room" on:click=move |_| on_shelf.run(())>
                <Icon glyph=Glyph::Parcel />
            </button>
            <ChatBox text=draft on_say=move |text: String| live.say(&text) closed=closed />
            <LiveHearts count=live.likes() on_heart=move |()| live.heart() />
        </div>
    }
}
