//! The frame around every page, and the route table.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};

use crate::{
    browser::{focus, history, page, scroll, time},
    features::{CartDrawer, SiteHeader, TabBar},
    pages, paths,
    stores::{self, cart::CartStore, goods::GoodsStore, inbox::InboxStore, toasts::Toasts},
    ui::{Toast, toast::ToastText},
};

/// The storefront.
#[component]
pub fn App() -> impl IntoView {
    history::watch();
    stores::provide();
    expect_context::<CartStore>().read();
    expect_context::<GoodsStore>().listen();
    expect_context::<InboxStore>().listen();
    pages::bring_soon();
    let toasts = expect_context::<Toasts>();
    provide_context(ToastText(toasts.text()));
    view! {
        <Router>
            <Way />
            <a
                class="skip-link"
                href="#main"
                on:click=|event| {
                    // The router would take it for a page.
                    event.prevent_default();
                    focus::focus_first("#main");
                }
            >
                "Skip to the content"
            </a>
            <SiteHeader />
            // Before the feed, which has no end: the keyboard must get past it.
            <TabBar />
            <main id="main" tabindex="-1">
                <Routes fallback=pages::NotFound>
                    <ParentRoute path=path!("") view=pages::Feed>
                        <Route path=path!("") view=pages::NoNote />
                        <Route path=path!("following") view=pages::NoNote />
                        <Route path=path!("nearby") view=pages::NoNote />
                        <Route path=path!("notes/:id") view=pages::Note />
                    </ParentRoute>
                    <Route path=path!("products/:id") view=pages::Product />
                    <Route path=path!("people/:id") view=pages::Person />
                    <Route path=path!("cart") view=pages::Cart />
                    <Route path=path!("wishes") view=pages::Wishes />
                    <Route path=path!("search") view=pages::Search />
                    <Route path=path!("checkout") view=pages::Checkout />
                    <Route path=path!("checkout/return") view=pages::CheckoutReturn />
                    <Route path=path!("orders") view=pages::Orders />
                    <Route path=path!("orders/:id") view=pages::Order />
                    <Route path=path!("orders/:id/invoice") view=pages::Invoice />
                    <Route path=path!("inbox") view=pages::Inbox />
                    <Route path=path!("studio") view=pages::Studio />
                    <Route path=path!("sign-in") view=pages::SignIn />
                    <Route path=path!("account") view=pages::Account />
                    <Route path=path!("live") view=pages::Live />
                    <Route path=path!("live/:id") view=pages::Room />
                    <Route path=path!("gallery") view=pages::Gallery />
                </Routes>
            </main>
            <CartDrawer />
        </Router>
        <Toast text=toasts.text() />
    }
}

/// What a move between pages does: a link leads to the top, Back, Forward and a reload to the place that was left; a list
/// of cards finds its own by the card. So does each of the feed's lists, however one comes to it from another. A note over
/// them moves nothing.
#[component]
fn Way() -> impl IntoView {
    let location = use_location();
    let path = location.pathname;
    let place = Memo::new(move |_| paths::place(&path.get(), &location.search.get()));
    let drawer = expect_context::<CartStore>().drawer();
    let scrolled = scroll::use_scroll_top();
    Effect::new(move |before: Option<String>| {
        let now = place.get();
        location.search.track();
        location.hash.track();
        let popped = history::take_popped();
        if before.is_none() && !page::came_back() {
            history::forget_place(&now);
        }
        if let Some(before) = before.filter(|before| *before != now) {
            history::moved(popped);
            // It was opened on the page that is left; over the new one it would hide that anything happened.
            drawer.set(false);
            let (was_list, is_list) = (paths::is_feed(&before), paths::is_feed(&now));
            let (was_note, is_note) = (paths::is_note(&before), paths::is_note(&now));
            let returns = popped || (was_list && is_list);
            if (was_note && (is_list || is_note)) || (was_list && is_note) {
                // Nothing scrolls, so nothing would be kept: Back from what comes after must find the feed's place.
                history::keep_scroll(&now, scroll::top());
            } else {
                if !returns {
                    history::forget_place(&now);
                }
                let by_card = history::kept_place(&now).is_some();
                let top = history::kept_scroll(&now).filter(|_| returns).unwrap_or(0);
                // The page has its height after two frames: one to draw, one to know its width.
                time::next_frame(move || {
                    time::next_frame(move || {
                        if !by_card {
                            scroll::to(top);
                        }
                        // The pressed link is gone: keyboard and screen reader go on at the new page.
                        if !focus::modal_open() && focus::focused().is_none() {
                            focus::focus_first("#main");
                        }
                    });
                });
            }
        }
        now
    });
    Effect::new(move |_| {
        let top = scrolled.get();
        history::keep_scroll(&place.get_untracked(), top);
    });
}
