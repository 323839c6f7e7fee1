//! The head of every page.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_location, use_navigate},
};

use crate::{
    browser::shortcut,
    features::{AccountLink, CartButton, SearchBox, UnreadMark, search_box::go_to_field},
    paths,
    stores::search::SearchStore,
};

/// The head of every page: the name, the main ways on wide screens, searching, the account, the cart.
#[component]
pub fn SiteHeader() -> impl IntoView {
    let search = expect_context::<SearchStore>();
    let navigate = use_navigate();
    shortcut::use_shortcut("/", move || {
        let on = search.key().get_untracked();
        if on && !go_to_field() {
            // On a phone the field is on the page for it, which takes the focus there.
            navigate(paths::SEARCH, NavigateOptions::default());
        }
        on
    });
    let path = use_location().pathname;
    // Whichever of its lists.
    let in_feed = move || path.with(|path| paths::is_feed(path)).then_some("page");
    view! {
        <header class="site-header">
            <A href=paths::FEED attr:class="site-header__brand" attr:aria-label="Meadow, to the feed">
                <svg class="site-header__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 21C12 12 7 8 3 7c0 8 4 11.5 9 14Zm0 0c0-9 5-13 9-14 0 8-4 11.5-9 14Zm0-7c-2.5-3.5-2.5-8 0-11 2.5 3 2.5 7.5 0 11Z" />
                </svg>
                "Meadow"
            </A>
            <nav class="site-header__nav" aria-label="Main">
                <a href=paths::FEED aria-current=in_feed>"Feed"</a>
                <A href=paths::LIVE>"Live"</A>
                <A href=paths::ORDERS>"Orders" <UnreadMark /></A>
            </nav>
            // Where there is no room for it the bar at the bottom leads to the page that has it.
            <div class="site-header__search">
                <SearchBox />
            </div>
            <AccountLink />
            <CartButton />
        </header>
    }
}
