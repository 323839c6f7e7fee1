//! Pages whose code comes when they are opened: the first page a visitor sees does not wait for the others.
//!
//! A release is built with the feature `split`; `xtask/src/split.rs` then cuts the wasm at these functions. Without the
//! feature all code is there from the start, and the same functions answer at once.

use std::{cell::Cell, thread::LocalKey};

use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::failed::Failed;
use crate::{
    api::ApiError,
    browser::{net, page, task, time},
    stores::{Fetched, use_query},
    ui::Skeleton,
};

/// The first page has settled by then, in milliseconds: what may be opened next can come.
const SETTLED_MS: u32 = 4_000;

/// Draws a page.
type Draw = fn() -> AnyView;
/// How a page is drawn, once its code is here.
type Fetching = LocalBoxFuture<'static, Result<Draw, ApiError>>;

/// Pages whose code comes in one piece, and the functions that the piece is cut at.
macro_rules! piece {
    ($piece:ident: $($Page:ident = $page:path, $cut:ident);+) => {
        $(
            #[doc = concat!("The page `", stringify!($Page), "`, as soon as its code is here.")]
            #[expect(non_snake_case, reason = "a component")]
            pub fn $Page() -> AnyView {
                thread_local! {
                    static HERE: Cell<Option<Draw>> = const { Cell::new(None) };
                }
                drawn(&HERE, || Box::pin($cut()))
            }

            #[cfg(feature = "split")]
            #[leptos::wasm_split::wasm_split($piece, wasm_split_path = leptos::wasm_split, fallible)]
            fn $cut() -> Result<Draw, ApiError> {
                Ok(|| $page().into_any())
            }

            #[cfg(not(feature = "split"))]
            async fn $cut() -> Result<Draw, ApiError> {
                Ok(|| $page().into_any())
            }
        )+
    };
}

// Few pieces: what several share comes in further files, one for each combination.
piece!(buying:
    Checkout = super::checkout::Checkout, checkout;
    CheckoutReturn = super::checkout::CheckoutReturn, back;
    SignIn = super::sign_in::SignIn, sign_in;
    Account = super::account::Account, account);
piece!(after:
    Orders = super::orders::Orders, orders;
    Order = super::order::Order, order;
    Invoice = super::invoice::Invoice, invoice;
    Inbox = super::inbox::Inbox, inbox;
    Studio = super::studio::Studio, studio);
piece!(people:
    Person = super::person::Person, person;
    Nearby = super::feed::nearby::Nearby, nearby);
piece!(search: Search = super::search::Search, search);
piece!(talk: Talk = super::note::talk::Talk, talk);
piece!(live: Live = super::live::Live, rooms; Room = super::room::Room, room);

/// Of the piece `talk` too, but drawn nowhere.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(talk, wasm_split_path = leptos::wasm_split, fallible)]
fn unsent() -> Result<Draw, ApiError> {
    Ok(|| super::note::talk::Unsent().into_any())
}

#[cfg(not(feature = "split"))]
async fn unsent() -> Result<Draw, ApiError> {
    Ok(|| super::note::talk::Unsent().into_any())
}

/// Brings the pieces that a shopper may open next while nothing else happens, so that they open at once and without a
/// connection too. Not where the visitor saves data.
pub fn bring_soon() {
    if net::saves_data() {
        return;
    }
    let first = time::use_timer();
    let app = Owner::current();
    first.after(SETTLED_MS, move || {
        task::spawn(async move {
            // What was said the last time and never arrived.
            match (unsent().await, app) {
                (Ok(begin), Some(app)) => app.with(|| drop(begin())),
                (Ok(_), None) => {}
                (Err(error), _) => {
                    leptos::logging::warn!("what was said goes out with the next note: {error}")
                }
            }
            let pieces: [fn() -> Fetching; 5] = [
                || Box::pin(person()),
                || Box::pin(search()),
                || Box::pin(checkout()),
                || Box::pin(orders()),
                || Box::pin(rooms()),
            ];
            for fetch in pieces {
                // Whoever opens the page asks again, and is told.
                if let Err(error) = fetch().await {
                    leptos::logging::warn!("a page comes when it is opened: {error}");
                }
            }
        });
    });
}

/// Without the feature nothing can fail; with it a piece may not come.
#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for ApiError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::Unreachable
    }
}

fn drawn(here: &'static LocalKey<Cell<Option<Draw>>>, fetch: fn() -> Fetching) -> AnyView {
    if let Some(draw) = here.get() {
        return draw();
    }
    let query = use_query(|| (), move |()| fetch());
    let drawn = move || match query.get() {
        Fetched::Waiting => view! {
            <div class="page" role="status" aria-label="The page is coming">
                <Skeleton height="3rem" />
                <Skeleton height="20rem" />
            </div>
        }
        .into_any(),
        // The shop may have been renewed since, and what this page would ask for is gone: one that is loaded anew knows.
        Fetched::Failed(error) => view! { <Failed error=error on_retry=|()| page::reload() /> }.into_any(),
        Fetched::Full(draw) => {
            here.set(Some(draw));
            draw()
        }
    };
    drawn.into_any()
}
