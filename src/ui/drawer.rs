//! A drawer from the end side.

use leptos::prelude::*;

use super::Layer;

/// A layer that slides in from the end side and fills the height.
#[component]
pub fn Drawer(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Runs when the shopper wants it closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let label = StoredValue::new(label);
    view! {
        <Show when=move || open.get()>
            <Layer class="layer--drawer" label=Signal::derive(move || label.get_value()) on_close=on_close>
                {children.with_value(|children| children())}
            </Layer>
        </Show>
    }
}
