//! The live rooms: on now, to come, over.

use leptos::prelude::*;
use meadow_wire::{RoomCard, RoomStatus};

use super::failed::Failed;
use crate::{
    api,
    browser::page,
    features::LiveCard,
    stores::{Fetched, use_query},
    ui::{Notice, Skeleton},
};

/// The list of rooms.
#[component]
pub fn Live() -> impl IntoView {
    page::set_title("Live");
    let query = use_query(|| (), async |()| api::rooms::list().await);
    view! {
        <div class="page page--live">
            <header class="live__head">
                <h1 class="live__title">"Live rooms"</h1>
                <p class="live__about">"People who make and use these things, showing them as they are. Ask anything."</p>
            </header>
            {move || match query.get() {
                Fetched::Waiting => view! { <Waiting /> }.into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(rooms) if rooms.items.is_empty() => {
                    view! {
                        <Notice
                            title="No room is open"
                            detail="When somebody goes live or plans to, you will find them here."
                            picture="/ui/empty-feed.webp"
                        />
                    }
                        .into_any()
                }
                Fetched::Full(rooms) => view! { <Full rooms=rooms.items /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="live__cards" role="status" aria-label="Rooms are coming">
            {[(); 3].map(|()| view! { <Skeleton height="28rem" /> }).into_iter().collect_view()}
        </div>
    }
}

#[component]
fn Full(rooms: Vec<RoomCard>) -> impl IntoView {
    let section = |status: RoomStatus, title: &'static str, first: bool| {
        let rooms: Vec<RoomCard> = rooms
            .iter()
            .filter(|room| room.status == status)
            .cloned()
            .collect();
        (!rooms.is_empty()).then(|| {
            view! {
                <section class="live__section" aria-label=title>
                    <h2 class="section-title">{title}</h2>
                    <div class="live__cards">
                        {rooms.into_iter().map(|room| view! { <LiveCard room=room first=first /> }).collect_view()}
                    </div>
                </section>
            }
        })
    };
    view! {
        {section(RoomStatus::Live, "On now", true)}
        {section(RoomStatus::Scheduled, "Coming up", false)}
        {section(RoomStatus::Replay, "To watch again", false)}
    }
}
