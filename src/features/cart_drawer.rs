//! The cart, from wherever one is.

use leptos::prelude::*;

use crate::{features::CartContents, stores::cart::CartStore, ui::Drawer};

/// The cart in a drawer.
#[component]
pub fn CartDrawer() -> impl IntoView {
    let store = expect_context::<CartStore>();
    let close = Callback::new(move |()| store.drawer().set(false));
    view! {
        <Drawer open=store.drawer() label="Cart" on_close=close>
            <div class="cart-drawer">
                <h2 class="cart-drawer__title">"Your cart"</h2>
                <CartContents on_leave=close />
            </div>
        </Drawer>
    }
}
