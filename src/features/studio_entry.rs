//! The door of the studio.

use leptos::prelude::*;
use meadow_wire::FieldError;

use crate::{
    features::ErrorSummary,
    ui::{Button, Field},
};

/// Asks for the shop's key.
#[component]
pub fn StudioEntry(
    /// Whether it is being tried.
    #[prop(into)]
    busy: Signal<bool>,
    /// What is wrong with it.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// Runs with the key.
    #[prop(into)]
    on_enter: Callback<String>,
) -> impl IntoView {
    let key = RwSignal::new(String::new());
    let error =
        Signal::derive(move || errors.with(|errors| errors.first().map(|error| error.detail.clone())));
    let enter = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_enter.run(key.get_untracked().trim().to_owned());
        }
    };
    view! {
        <form class="studio-entry" novalidate on:submit=enter>
            <ErrorSummary errors=errors />
            <p>"This is the back room, where owners send out what was bought. It opens with the shop's key."</p>
            <Field name="studio-key" label="Key of the shop" autocomplete="off" value=key error=error />
            <Button submits=true busy=busy>"Enter"</Button>
        </form>
    }
}
