//! The head of every page.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    features::{AccountLink, CartButton},
    paths,
};

/// The head of every page: the name, the main ways on wide screens, the account, the cart.
#[component]
pub fn SiteHeader() -> impl IntoView {
    view! {
        <header class="site-header">
            <A href=paths::FEED attr:class="site-header__brand" attr:aria-label="Meadow, to the feed">
                <svg class="site-header__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 21C12 12 7 8 3 7c0 8 4 11.5 9 14Zm0 0c0-9 5-13 9-14 0 8-4 11.5-9 14Zm0-7c-2.5-3.5-2.5-8 0-11 2.5 3 2.5 7.5 0 11Z" />
                </svg>
                "Meadow"
            </A>
            <nav class="site-header__nav" aria-label="Main">
                <A href=paths::FEED exact=true>"Feed"</A>
                <A href=paths::LIVE>"Live"</A>
                <A href=paths::ORDERS>"Orders"</A>
            </nav>
            <AccountLink />
            <CartButton />
        </header>
    }
}
