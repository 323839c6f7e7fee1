//! The feed's lists, with a note as a layer over them.

mod cards;
pub mod nearby;

use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_navigate},
};

use self::cards::Cards;
use super::apart::Nearby;
use crate::{
    browser::page,
    features::FeedTabs,
    paths,
    stores::feed::{FeedStore, OverFeed, Tab},
    ui::Notice,
};

/// The feed. When a note was opened by link there is no list below it.
#[component]
pub fn Feed() -> impl IntoView {
    let store = expect_context::<FeedStore>();
    let path = use_location().pathname;
    let over_list = path.with_untracked(|path| paths::is_feed(path))
        || store.pages(store.shown().get_untracked()).is_open();
    // Leaving a note that was opened by link leads to the feed.
    let with_list = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || over_list || path.with(|path| paths::is_feed(path))
    });
    provide_context(OverFeed(with_list));
    // A note over a list leaves it where it is.
    let tab = Memo::new(move |_| {
        path.with(|path| tab_at(path))
            .unwrap_or_else(|| store.shown().get_untracked())
    });
    Effect::new(move |_| store.show(tab.get()));
    view! {
        <Show when=move || with_list.get()>
            <div class="page page--feed">
                <h1 class="visually-hidden">"Feed"</h1>
                <FeedTabs current=tab />
                {move || match tab.get() {
                    Tab::ForYou => view! { <ForYou /> }.into_any(),
                    Tab::Following => view! { <Following /> }.into_any(),
                    Tab::Nearby => view! { <Nearby /> }.into_any(),
                }}
            </div>
        </Show>
        <Outlet />
    }
}

fn tab_at(path: &str) -> Option<Tab> {
    match path {
        paths::FEED => Some(Tab::ForYou),
        paths::FOLLOWING => Some(Tab::Following),
        paths::NEARBY => Some(Tab::Nearby),
        _ => None,
    }
}

/// A list without a note over it.
#[component]
pub fn NoNote() -> impl IntoView {
    let path = use_location().pathname;
    page::set_title(match path.with_untracked(|path| tab_at(path)) {
        Some(Tab::Following) => "Following",
        Some(Tab::Nearby) => "Nearby",
        Some(Tab::ForYou) | None => "",
    });
}

#[component]
fn ForYou() -> impl IntoView {
    let empty = || {
        view! {
            <Notice
                title="Nobody has written yet"
                detail="The first notes will be here."
                picture="/ui/empty-feed.webp"
            />
        }
    };
    view! { <Cards tab=Tab::ForYou label="Notes" path=paths::FEED empty=empty /> }
}

#[component]
fn Following() -> impl IntoView {
    let navigate = use_navigate();
    let look_around = Callback::new(move |()| navigate(paths::FEED, Default::default()));
    let empty = move || {
        view! {
            <Notice
                title="Nothing here yet"
                detail="Follow people whose notes you like: what they write comes here, and their live rooms."
                picture="/ui/empty-feed.webp"
                act="Look around"
                on_act=look_around
            />
        }
    };
    view! {
        <Cards tab=Tab::Following label="Notes by people you follow" path=paths::FOLLOWING empty=empty />
    }
}
