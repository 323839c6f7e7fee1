//! The wish list.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::SavedList;

use crate::{
    browser::page,
    features::SavedThings,
    paths,
    stores::saved::SavedStore,
    ui::{Notice, Skeleton},
};

/// What is wished for.
#[component]
pub fn Wishes() -> impl IntoView {
    page::set_title("Wish list");
    let store = expect_context::<SavedStore>();
    store.read();
    let things = Signal::derive(move || store.of(SavedList::Wishes).unwrap_or_default());
    let known = Memo::new(move |_| store.of(SavedList::Wishes).is_some());
    let empty = Memo::new(move |_| things.with(Vec::is_empty));
    view! {
        <div class="page page--cart">
            <h1 class="page-title">"Your wish list"</h1>
            <Show when=move || !known.get()>
                <div role="status" aria-label="Your wishes are coming">
                    <Skeleton height="6.5rem" />
                </div>
            </Show>
            <Show when=move || known.get() && empty.get()>
                <Notice
                    title="No wishes yet"
                    detail="Press the heart on a product to find it here again, with its price of that day."
                    picture="/ui/empty-cart.webp"
                />
                <p class="cart-contents__way">
                    <A href=paths::FEED attr:class="button button--primary">"Look around"</A>
                </p>
            </Show>
            <SavedThings
                things=things
                moving=move |variant| store.is_moving(&variant)
                on_cart=move |saved| store.put_into_cart(saved)
                on_remove=move |saved| store.remove(&saved)
            />
        </div>
    }
}
