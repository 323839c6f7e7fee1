//! The cart as a page.

mod link;

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::SavedList;

use crate::{
    browser::page,
    features::{CartContents, SavedThings},
    paths,
    stores::saved::SavedStore,
};

/// The cart, and what was set aside from it.
#[component]
pub fn Cart() -> impl IntoView {
    page::set_title("Cart");
    let saved = expect_context::<SavedStore>();
    saved.read();
    view! {
        <div class="page page--cart">
            <h1 class="page-title">"Your cart"</h1>
            <link::Link />
            <CartContents />
            <Later />
            <p class="cart__wishes">
                <A href=paths::WISHES>"Your wish list"</A>
            </p>
        </div>
    }
}

/// What was set aside. Where nothing was, nothing is said.
#[component]
fn Later() -> impl IntoView {
    let store = expect_context::<SavedStore>();
    let things = Signal::derive(move || store.of(SavedList::Later).unwrap_or_default());
    let some = Memo::new(move |_| things.with(|things| !things.is_empty()));
    view! {
        <Show when=move || some.get()>
            <section aria-labelledby="later">
                <h2 class="section-title" id="later">"Kept for later"</h2>
                <SavedThings
                    things=things
                    moving=move |variant| store.is_moving(&variant)
                    on_cart=move |saved| store.put_into_cart(saved)
                    on_remove=move |saved| store.remove(&saved)
                />
            </section>
        </Show>
    }
}
