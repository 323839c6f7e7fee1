//! Giving an order up.

use leptos::prelude::*;
use meadow_wire::{Order as Bought, OrderId};

use crate::{
    api,
    browser::task,
    stores::{Query, toasts::Toasts},
    ui::{Button, ButtonKind, Layer},
};

/// Gives the order up, after asking once more.
#[component]
pub fn Cancel(
    /// Which order.
    id: OrderId,
    /// What is shown of it.
    query: Query<Bought>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let (asking, set_asking) = signal(false);
    let (busy, set_busy) = signal(false);
    let id = StoredValue::new(id);
    let cancel = move |()| {
        set_busy.set(true);
        let id = id.get_value();
        // Whoever keeps on reading, or leaves, has cancelled nevertheless.
        task::spawn(async move {
            match api::orders::cancel(&id).await {
                Ok(order) => {
                    set_asking.try_set(false);
                    query.change(|shown| *shown = order);
                    toasts.say("The order is cancelled.");
                }
                Err(error) => {
                    toasts.say(error.in_words());
                    query.refresh();
                }
            }
            set_busy.try_set(false);
        });
    };
    view! {
        <Button kind=ButtonKind::Plain on_press=move |()| set_asking.set(true)>"Cancel this order"</Button>
        <Show when=move || asking.get()>
            <Layer
                class="layer--ask"
                label=Signal::derive(|| "Cancel this order?".to_owned())
                on_close=move |()| set_asking.set(false)
            >
                <div class="order__ask">
                    <h2 class="order__title">"Cancel this order?"</h2>
                    <p>"Nothing is sent, and what you paid goes back to your card."</p>
                    <div class="order__ask-ways">
                        <Button busy=busy on_press=cancel>"Cancel the order"</Button>
                        <Button kind=ButtonKind::Plain on_press=move |()| set_asking.set(false)>"Keep it"</Button>
                    </div>
                </div>
            </Layer>
        </Show>
    }
}
