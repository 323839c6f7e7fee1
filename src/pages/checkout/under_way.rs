//! A payment that needs one step more, in the bar and in a dialog.

use leptos::prelude::*;
use meadow_wire::{NextAction, PaymentState};

use crate::{
    features::{CodePrompt, PaymentStep},
    stores::checkout::{CheckoutStore, Confirming, Paying},
    ui::Layer,
};

/// What must happen before the payment succeeds.
#[component]
pub fn UnderWay() -> impl IntoView {
    let store = expect_context::<CheckoutStore>();
    let payment = Memo::new(move |before: Option<&Option<_>>| match store.paying().get() {
        Paying::Open(payment) => Some(payment),
        _ => before.cloned().flatten(),
    });
    let next = Memo::new(move |_| match payment.get()?.state {
        PaymentState::Open(next) => Some(next),
        _ => None,
    });
    let until = move || payment.with_untracked(|payment| payment.as_ref().map(|payment| payment.until));
    let wants_code = Memo::new(move |_| matches!(next.get(), Some(NextAction::Confirm(_))));
    // Open at once; whoever closes the dialog finds its button in the bar.
    let typing = RwSignal::new(true);
    let code = RwSignal::new(String::new());
    let confirming = store.confirming();
    let refusal = Signal::derive(move || match confirming.get() {
        Confirming::Refused(words) => Some(words),
        _ => None,
    });
    let waits = Signal::derive(move || match confirming.get() {
        Confirming::Unsure(error) => Some(format!("{error}. We send your code again; it counts as one try.")),
        _ => None,
    });
    let busy = Signal::derive(move || matches!(confirming.get(), Confirming::Asked | Confirming::Unsure(_)));
    view! {
        {move || {
            next.get().zip(until()).map(|(next, until)| {
                view! {
                    <PaymentStep
                        next=next
                        until=until
                        offset_ms=store.offset_ms()
                        on_code=move |()| typing.set(true)
                        on_leave=move |()| store.leave()
                        on_other=move |()| store.other_way()
                    />
                }
            })
        }}
        <Show when=move || wants_code.get() && typing.get()>
            <Layer
                class="layer--ask"
                label=Signal::derive(|| "Your bank asks for a code".to_owned())
                on_close=move |()| typing.set(false)
            >
                <CodePrompt
                    code=code
                    busy=busy
                    refusal=refusal
                    waits=waits
                    on_code=move |code| store.confirm(code)
                    on_other=move |()| store.other_way()
                />
            </Layer>
        </Show>
    }
}
