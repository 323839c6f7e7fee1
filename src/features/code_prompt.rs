//! The code that a bank asks for.

use leptos::prelude::*;

use crate::{
    browser::{focus, time},
    ui::{Button, ButtonKind, Field},
};

/// Asks for the code that the bank sent.
#[component]
pub fn CodePrompt(
    /// What is typed; it lives outside, so that closing the prompt loses nothing.
    code: RwSignal<String>,
    /// Whether the bank looks at a code now.
    #[prop(into)]
    busy: Signal<bool>,
    /// What is wrong with the last one.
    #[prop(into)]
    refusal: Signal<Option<String>>,
    /// Why there is no answer yet.
    #[prop(into)]
    waits: Signal<Option<String>>,
    /// Runs with the code when it is sent.
    #[prop(into)]
    on_code: Callback<String>,
    /// Runs when the shopper would rather pay otherwise.
    #[prop(into)]
    on_other: Callback<()>,
) -> impl IntoView {
    let missing = RwSignal::new(false);
    let error = Signal::derive(move || {
        if missing.get() {
            Some("Type the code that your bank sent you.".to_owned())
        } else {
            refusal.get()
        }
    });
    // A wrong code is typed anew: the field has the focus again.
    Effect::new(move |_| {
        if refusal.with(Option::is_some) {
            time::next_frame(|| focus::go_to("#one-time-code"));
        }
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = code.get_untracked();
        missing.set(typed.trim().is_empty());
        if !missing.get_untracked() && !busy.get_untracked() {
            on_code.run(typed);
        }
    };
    view! {
        <form class="code-prompt" novalidate on:submit=send>
            <h2 class="code-prompt__title">"Your bank asks for a code"</h2>
            <p>"It wants to be sure that it is you. Nothing is paid until the code is right."</p>
            <Field name="one-time-code" label="Code from your bank" autocomplete="one-time-code" kind="tel" value=code error=error />
            <p class="code-prompt__hint">"This is a shop to try out: the code is " <bdi>"123456"</bdi>"."</p>
            <p class="code-prompt__waits" role="status">{waits}</p>
            <div class="code-prompt__ways">
                <Button submits=true busy=busy>{move || if busy.get() { "Asking your bank…" } else { "Confirm" }}</Button>
                <Button kind=ButtonKind::Plain on_press=on_other>"Pay another way"</Button>
            </div>
        </form>
    }
}
