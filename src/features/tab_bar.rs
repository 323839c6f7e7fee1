//! The main ways on a phone.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

use crate::{
    features::UnreadMark,
    paths,
    ui::{Glyph, Icon},
};

/// The main ways at the bottom edge of a phone.
#[component]
pub fn TabBar() -> impl IntoView {
    let path = use_location().pathname;
    // Whichever of its lists.
    let in_feed = move || path.with(|path| paths::is_feed(path)).then_some("page");
    view! {
        <nav class="tab-bar" aria-label="Main, at the bottom">
            <a href=paths::FEED class="tab-bar__tab" aria-current=in_feed>
                <Icon glyph=Glyph::Home />
                "Feed"
            </a>
            <A href=paths::SEARCH attr:class="tab-bar__tab">
                <Icon glyph=Glyph::Search />
                "Search"
            </A>
            <A href=paths::LIVE attr:class="tab-bar__tab">
                <Icon glyph=Glyph::Live />
                "Live"
            </A>
            <A href=paths::CART attr:class="tab-bar__tab">
                <Icon glyph=Glyph::Basket />
                "Cart"
            </A>
            <A href=paths::ORDERS attr:class="tab-bar__tab">
                <Icon glyph=Glyph::Parcel />
                "Orders"
                <UnreadMark />
            </A>
        </nav>
    }
}
