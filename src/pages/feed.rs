//! The feed, with a note as a layer over it.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use super::failed::Failed;
use crate::{
    browser::page,
    features::NoteGrid,
    paths,
    stores::{
        feed::{FeedStore, OverFeed},
        paging::Reading,
    },
    ui::{Notice, Skeleton},
};

/// The feed. When a note was opened by link there is no feed below it.
#[component]
pub fn Feed() -> impl IntoView {
    let store = expect_context::<FeedStore>();
    let path = use_location().pathname;
    let over_feed = path.get_untracked() == paths::FEED || store.pages().is_open();
    // Leaving a note that was opened by link leads to the feed.
    let with_feed = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || over_feed || path.get() == paths::FEED
    });
    provide_context(OverFeed(with_feed));
    view! {
        <Show when=move || with_feed.get()>
            <Cards />
        </Show>
        <Outlet />
    }
}

/// The feed without a note over it.
#[component]
pub fn NoNote() -> impl IntoView {
    page::set_title("");
}

#[component]
fn Cards() -> impl IntoView {
    let store = expect_context::<FeedStore>().pages();
    let reading = store.reading();
    let empty = Memo::new(move |_| store.list().with(|list| list.is_empty()));
    if !store.is_open() {
        store.read_on();
    }
    let again = Callback::new(move |()| store.read_on());
    view! {
        <div class="page page--feed">
            <h1 class="visually-hidden">"Feed"</h1>
            <NoteGrid
                list=store.list()
                label="Notes"
                on_near_end=move |()| store.near_end()
                path=paths::FEED
                busy=Signal::derive(move || reading.get() == Reading::Waiting)
            />
            {move || match reading.get() {
                Reading::Waiting if empty.get() => view! { <Waiting /> }.into_any(),
                Reading::Waiting => {
                    view! {
                        <p class="feed__more" role="status">
                            "More notes are coming"
                        </p>
                    }
                        .into_any()
                }
                Reading::Failed(error) => view! { <Failed error=error on_retry=again /> }.into_any(),
                Reading::AtEnd if empty.get() => {
                    view! {
                        <Notice
                            title="Nobody has written yet"
                            detail="The first notes will be here."
                            picture="/ui/empty-feed.webp"
                        />
                    }
                        .into_any()
                }
                Reading::AtEnd => view! { <p class="feed__more">"You have seen it all. Lovely to have you here."</p> }.into_any(),
                Reading::Ready => ().into_any(),
            }}
        </div>
    }
}

/// The shape of the first cards.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="feed__waiting" role="status" aria-label="Notes are coming">
            {["17rem", "13rem", "15rem", "19rem", "14rem", "17rem", "16rem", "13rem"]
                .map(|height| view! { <Skeleton height=height /> })
                .into_iter()
                .collect_view()}
        </div>
    }
}
