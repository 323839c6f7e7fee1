//! How many.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A quantity with fewer and more.
#[component]
pub fn Stepper(
    /// How many now.
    #[prop(into)]
    value: Signal<u32>,
    /// The most there can be.
    #[prop(into)]
    max: Signal<u32>,
    /// What is counted, for the accessible names.
    #[prop(into)]
    label: String,
    /// Runs with +1 or −1.
    #[prop(into)]
    on_step: Callback<i32>,
) -> impl IntoView {
    let full = move || value.get() >= max.get();
    let fewer = format!("One fewer: {label}");
    let more = format!("One more: {label}");
    view! {
        <div class="stepper" role="group" aria-label=label>
            <button type="button" class="stepper__button" aria-label=fewer on:click=move |_| on_step.run(-1)>
                <Icon glyph=Glyph::Minus />
            </button>
            <output class="stepper__value">{move || value.get()}</output>
            <button
                type="button"
                class="stepper__button"
                aria-label=more
                aria-disabled=move || full().then_some("true")
                title=move || full().then_some("There are no more of these")
                on:click=move |_| {
                    if !full() {
                        on_step.run(1);
                    }
                }
            >
                <Icon glyph=Glyph::Plus />
            </button>
        </div>
    }
}
