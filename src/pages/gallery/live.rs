//! The parts of a live room, without a room.

use leptos::{context::Provider, prelude::*};
use meadow_wire::{Product, RoomStatus};

use super::{
    chat::named,
    goods::{only_one_kind, product, product_called},
    part::Part,
    people::room,
    sales,
};
use crate::{
    browser::time,
    features::{
        LiveBadge, LiveBuy, LiveCard, LiveChapters, LiveChoice, LiveCountdown, LiveHearts, LiveLink, LivePin,
        LiveShelf, LiveTop, live_chapters::Chapter,
    },
    stores::{
        cart::{CartStore, Still},
        live::Link,
        toasts::Toasts,
    },
};

/// Rooms and what is in them.
#[component]
pub fn LiveParts() -> impl IntoView {
    let states = [RoomStatus::Live, RoomStatus::Scheduled, RoomStatus::Replay];
    let now = time::now_ms();
    let pinned = product();
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
                {states.map(|status| view! { <LiveCard room=room(status) /> }).into_iter().collect_view()}
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
        <Part name="Head of a room: live, to come, over">
            {[(RoomStatus::Live, Some(1_204)), (RoomStatus::Scheduled, None), (RoomStatus::Replay, None)]
                .map(|(status, viewers)| {
                    view! { <LiveTop room=room(status) status=status viewers=Signal::stored(viewers) /> }
                })
                .into_iter()
                .collect_view()}
        </Part>
        <Buy />
        <Part name="Pinned product, shelf, chapters">
            <LivePin product=pinned.clone() stock=stock explaining=Signal::stored(true) on_choose=|_| () />
            <LiveShelf
                products=vec![pinned.clone()]
                stock=stock
                explaining=Signal::stored(Some(pinned.card.id))
                on_choose=|_| ()
            />
            <LiveChapters chapters=chapters at_ms=Signal::stored(100_000) on_seek=|_| () />
        </Part>
    }
}

/// Buying in a room, with a cart of its own that holds all there are of one product.
#[component]
fn Buy() -> impl IntoView {
    let line = sales::cart_line(1, 1);
    // As in the line of the cart.
    let all = only_one_kind("g-gallery", 1);
    let cart = CartStore::still(
        expect_context::<Toasts>(),
        Still {
            cart: Some(meadow_wire::Cart {
                lines: vec![line],
                ..sales::cart(1)
            }),
            ..Still::default()
        },
    );
    let stock = Signal::stored(Vec::new());
    let choosing = RwSignal::new(None::<Product>);
    let choose = Callback::new(move |product| choosing.set(Some(product)));
    view! {
        <Part name="Buying in a room: at once, after a choice, all in the cart, sold out">
            <Provider value=cart>
                <LiveBuy product=only_one_kind("g-gallery-many", 9) stock=stock on_choose=choose />
                <LiveBuy product=product_called("g-gallery-choice") stock=stock on_choose=choose />
                <LiveBuy product=all stock=stock on_choose=choose />
                <LiveBuy product=only_one_kind("g-gallery-none", 0) stock=stock on_choose=choose />
                <LiveChoice product=choosing stock=stock />
            </Provider>
        </Part>
    }
}
