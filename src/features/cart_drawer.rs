//! The cart, from wherever one is.

use leptos::prelude::*;

use crate::{stores::cart::CartStore, ui::Drawer};

/// The cart in a drawer.
#[component]
pub fn CartDrawer() -> impl IntoView {
    let store = expect_context::<CartStore>();
    view! {
        <Drawer open=store.drawer() label="Cart" on_close=move |()| store.drawer().set(false)>
            <p></p>
        </Drawer>
    }
}
