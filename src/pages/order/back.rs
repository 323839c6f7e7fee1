//! Sending something of an order back.

use leptos::prelude::*;
use meadow_domain::returns::can_return;
use meadow_wire::{FieldError, Order as Bought, ReturnRequest};

use crate::{
    api::{self, ApiError},
    browser::{focus, task, time},
    features::{ReturnForm, ReturnList},
    stores::{Query, toasts::Toasts},
    ui::{Button, ButtonKind},
};

/// What goes back already, and the way to send back more.
#[component]
pub fn Back(
    /// The order.
    order: Memo<Bought>,
    /// What is shown of it.
    query: Query<Bought>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let (filling, set_filling) = signal(false);
    let (busy, set_busy) = signal(false);
    let refused = RwSignal::new(Vec::<FieldError>::new());
    let can = Memo::new(move |_| order.with(can_return));
    let returns = Signal::derive(move || order.with(|order| order.returns.clone()));
    let open = move |()| {
        set_filling.set(true);
        time::next_frame(|| focus::go_to("#return-form"));
    };
    let close = move |()| {
        set_filling.set(false);
        // The form is gone; the keyboard goes on where it was opened.
        time::next_frame(|| focus::go_to("#send-back .button"));
    };
    let send = move |request: ReturnRequest| {
        if busy.get_untracked() {
            return;
        }
        set_busy.set(true);
        task::spawn_scoped(async move {
            let id = order.with_untracked(|order| order.id.clone());
            match api::orders::send_back(&id, &request).await {
                Ok(order) => {
                    set_filling.set(false);
                    query.change(|shown| *shown = order);
                    toasts.say("Asked for. You read here how it goes on.");
                    time::next_frame(|| focus::go_to("#returns"));
                }
                Err(ApiError::Refused(problem)) if !problem.errors.is_empty() => refused.set(problem.errors),
                Err(error) => {
                    toasts.say(format!("{error}. {}", error.next_step()));
                    query.refresh();
                }
            }
            set_busy.try_set(false);
        });
    };
    view! {
        <div class="order__returns" id="returns" tabindex="-1">
            <ReturnList returns=returns lines=order.with_untracked(|order| order.lines.clone()) />
        </div>
        <Show when=move || can.get()>
            <Show
                when=move || filling.get()
                fallback=move || view! {
                    <p id="send-back">
                        <Button kind=ButtonKind::Plain on_press=open>"Send something back"</Button>
                    </p>
                }
            >
                <ReturnForm order=order.get_untracked() busy=busy refused=refused on_send=send on_close=close />
            </Show>
        </Show>
    }
}
