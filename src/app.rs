//! The frame around every page, and the route table.

use leptos::prelude::*;
use leptos_router::{
    components::{A, ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};

use crate::{
    browser::{history, scroll, time},
    features::{CartButton, CartDrawer},
    pages, paths,
    stores::{self, cart::CartStore, toasts::Toasts},
    ui::{Glyph, Icon, Toast},
};

/// The storefront.
#[component]
pub fn App() -> impl IntoView {
    history::watch();
    stores::provide();
    expect_context::<CartStore>().read();
    let toasts = expect_context::<Toasts>();
    view! {
        <Router>
            <Way />
            <a class="skip-link" href="#main">"Skip to the content"</a>
            <Header />
            <main id="main" tabindex="-1">
                <Routes fallback=pages::NotFound>
                    <ParentRoute path=path!("") view=pages::Feed>
                        <Route path=path!("") view=pages::NoNote />
                        <Route path=path!("notes/:id") view=pages::Note />
                    </ParentRoute>
                    <Route path=path!("products/:id") view=pages::Product />
                    <Route path=path!("people/:id") view=pages::Person />
                    <Route path=path!("cart") view=pages::Cart />
                    <Route path=path!("checkout") view=pages::Checkout />
                    <Route path=path!("orders") view=pages::Orders />
                    <Route path=path!("orders/:id") view=pages::Order />
                    <Route path=path!("live") view=pages::Live />
                    <Route path=path!("live/:id") view=pages::Room />
                    <Route path=path!("gallery") view=pages::Gallery />
                </Routes>
            </main>
            <TabBar />
            <CartDrawer />
        </Router>
        <Toast text=toasts.text() />
    }
}

/// What a move between pages does: a link leads to the top, Back and Forward to the place that was left. A note over the
/// feed moves nothing.
#[component]
fn Way() -> impl IntoView {
    let path = use_location().pathname;
    let scrolled = scroll::use_scroll_top();
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if let Some(before) = before.filter(|before| *before != now) {
            history::moved();
            let popped = history::take_popped();
            let layered = |path: &str| path == paths::FEED || path.starts_with("/notes/");
            if !(layered(&before) && layered(&now)) {
                let top = history::kept_scroll(&now).filter(|_| popped).unwrap_or(0);
                // The page has its height after two frames: one to draw, one to know its width.
                time::next_frame(move || time::next_frame(move || scroll::to(top)));
            }
        }
        now
    });
    Effect::new(move |_| {
        let top = scrolled.get();
        history::keep_scroll(&path.get_untracked(), top);
    });
}

#[component]
fn Header() -> impl IntoView {
    view! {
        <header class="header">
            <A href=paths::FEED attr:class="header__brand" attr:aria-label="Meadow, to the feed">
                <svg class="header__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 21C12 12 7 8 3 7c0 8 4 11.5 9 14Zm0 0c0-9 5-13 9-14 0 8-4 11.5-9 14Zm0-7c-2.5-3.5-2.5-8 0-11 2.5 3 2.5 7.5 0 11Z" />
                </svg>
                "Meadow"
            </A>
            <nav class="header__nav" aria-label="Main">
                <A href=paths::FEED exact=true>"Feed"</A>
                <A href=paths::LIVE>"Live"</A>
                <A href=paths::ORDERS>"Orders"</A>
            </nav>
            <CartButton />
        </header>
    }
}

/// The main ways at the bottom edge of a phone.
#[component]
fn TabBar() -> impl IntoView {
    view! {
        <nav class="tab-bar" aria-label="Main, at the bottom">
            <A href=paths::FEED exact=true attr:class="tab-bar__tab">
                <Icon glyph=Glyph::Home />
                "Feed"
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
            </A>
        </nav>
    }
}
