//! Writing about something that was bought.

use leptos::prelude::*;
use meadow_domain::{limits::REVIEW_MAX, review::check_words};
use meadow_wire::{FieldError, Outcome};

use crate::{
    features::{ErrorSummary, PhotoChoice, StarChoice, TraitChoice, error_summary::use_faults},
    stores::review_draft::ReviewDraft,
    ui::{Button, ButtonKind, Field, TextArea},
};

/// The form of a review. What is typed stays in the draft until it is said.
#[component]
pub fn ReviewForm(
    /// What is typed.
    draft: ReviewDraft,
    /// What the shop knows became of it; asked if it knows nothing.
    #[prop(optional_no_strip)]
    outcome: Option<Outcome>,
    /// What the shop says is wrong with single fields.
    refused: RwSignal<Vec<FieldError>>,
    /// Why it was not said, and what to do about it.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// Whether it is being sent.
    #[prop(into)]
    busy: Signal<bool>,
    /// Runs when everything is as it should be.
    #[prop(into)]
    on_send: Callback<()>,
    /// Runs when the author wants to go on later.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let faults = use_faults(
        move || draft.words(),
        move || check_words(&draft.words()),
        refused,
    );
    let waits = Signal::derive(move || draft.photos.waits());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if faults.none_is_left() && waits.with_untracked(Option::is_none) && !busy.get_untracked() {
            on_send.run(());
        }
    };
    view! {
        <form class="review-form" novalidate on:submit=submit>
            <ErrorSummary errors=faults.all() />
            <StarChoice label="How good is it?" value=draft.stars error=faults.of("stars") />
            <TextArea name="review-text" label="What should others know?" most=REVIEW_MAX value=draft.text error=faults.of("text") />
            <PhotoChoice tray=draft.photos name="photos" hint="How it looks at your place." error=faults.of("photos") />
            <div class="review-form__facts">
                {outcome.is_none().then(|| view! { <Became draft=draft /> })}
                <Field
                    name="days-used"
                    label="Days you used it"
                    autocomplete="off"
                    kind="number"
                    value=draft.days
                    error=faults.of("days_used")
                />
            </div>
            <label class="review-form__paid">
                <input
                    type="checkbox"
                    prop:checked=draft.paid
                    on:change=move |event| draft.paid.set(event_target_checked(&event))
                />
                <span>"I got something for writing this, such as money, a discount or the thing itself"</span>
            </label>
            <TraitChoice value=draft.traits error=faults.of("traits") />
            <p class="review-form__problem" role="alert">{problem}</p>
            <p class="review-form__waits">{waits}</p>
            <div class="review-form__ways">
                <Button submits=true busy=busy disabled_reason=waits>
                    {move || if busy.get() { "Sending…" } else { "Send the review" }}
                </Button>
                <Button kind=ButtonKind::Plain on_press=on_close>"Go on later"</Button>
            </div>
        </form>
    }
}

#[component]
fn Became(draft: ReviewDraft) -> impl IntoView {
    view! {
        <fieldset class="review-form__became">
            <legend class="field__label">"What became of it?"</legend>
            {[(Outcome::Kept, "I kept it"), (Outcome::Returned, "I sent it back")]
                .map(|(outcome, words)| {
                    view! {
                        <label class="review-form__way">
                            <input
                                type="radio"
                                name="outcome"
                                prop:checked=move || draft.outcome.get() == outcome
                                on:change=move |_| draft.outcome.set(outcome)
                            />
                            <span>{words}</span>
                        </label>
                    }
                })
                .into_iter()
                .collect_view()}
        </fieldset>
    }
}
