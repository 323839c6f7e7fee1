//! Sending something of an order back.

use leptos::prelude::*;
use meadow_domain::returns::can_return;
use meadow_wire::{FieldError, Order as Bought, Return, ReturnRequest};

use crate::{
    api::{self, ApiError},
    browser::{focus, task, time},
    features::{ReturnForm, ReturnList},
    stores::{Query, return_draft::use_return_draft, toasts::Toasts},
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
    let draft = use_return_draft(order);
    let (filling, set_filling) = signal(false);
    let (busy, set_busy) = signal(false);
    let refused = RwSignal::new(Vec::<FieldError>::new());
    let can = Memo::new(move |_| order.with(can_return));
    let returns = Memo::new(move |_: Option<&Vec<Return>>| order.with(|order| order.returns.clone()));
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
        let asked_of = order.get_untracked();
        // Whoever closes the form, or leaves, has asked nevertheless: the answer must find what became of it.
        task::spawn(async move {
            match api::orders::send_back(&asked_of.id, &request).await {
                Ok(order) => {
                    let was_open = filling.try_get_untracked() == Some(true);
                    set_filling.try_set(false);
                    draft.over(&asked_of);
                    query.change(|shown| *shown = order);
                    toasts.say("Asked for. You read here how it goes on.");
                    if was_open {
                        time::next_frame(|| focus::go_to("#returns"));
                    }
                }
                Err(error) => {
                    let is_open = filling.try_get_untracked() == Some(true);
                    match error {
                        ApiError::Refused(problem) if is_open && !problem.errors.is_empty() => {
                            refused.try_set(problem.errors.into_iter().map(at_field).collect());
                        }
                        error => toasts.say(error.in_words()),
                    }
                    // The order may not be what it was when the form was filled in.
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
                <ReturnForm order=order draft=draft busy=busy refused=refused on_send=send on_close=close />
            </Show>
        </Show>
    }
}

/// The field as the page knows it: a review may have photos too.
fn at_field(error: FieldError) -> FieldError {
    match error.field.strip_prefix("photos") {
        Some(rest) => FieldError {
            field: format!("return_photos{rest}"),
            ..error
        },
        None => error,
    }
}
