//! Writing about something that was bought.

use leptos::prelude::*;
use meadow_domain::{limits::REVIEW_MAX, review::check_words};
use meadow_wire::{FieldError, Outcome};

use crate::{
    browser::{focus, time},
    features::{ErrorSummary, PhotoChoice, StarChoice, TraitChoice},
    stores::review_draft::ReviewDraft,
    ui::{Button, ButtonKind, Field},
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
    let tried = RwSignal::new(false);
    let errors = Memo::new(move |_| {
        let mut errors = if tried.get() {
            check_words(&draft.words())
        } else {
            Vec::new()
        };
        errors.extend(refused.get());
        errors
    });
    forget_refusals(draft, refused);
    Effect::new(move |_| {
        if refused.with(|refused| !refused.is_empty()) {
            time::next_frame(|| focus::go_to("#error-summary"));
        }
    });
    let error = move |field: &'static str| {
        Signal::derive(move || {
            errors.with(|errors| {
                let found = errors.iter().find(|error| error.field == field);
                found.map(|error| error.detail.clone())
            })
        })
    };
    let waits = Signal::derive(move || {
        if draft.photos.is_sending() {
            Some("A photo is still on its way".to_owned())
        } else if draft.photos.has_failed() {
            Some("A photo did not arrive: send it again, or remove it".to_owned())
        } else {
            None
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if !errors.with_untracked(Vec::is_empty) {
            time::next_frame(|| focus::go_to("#error-summary"));
        } else if waits.with_untracked(Option::is_none) && !busy.get_untracked() {
            on_send.run(());
        }
    };
    view! {
        <form class="review-form" novalidate on:submit=submit>
            <ErrorSummary errors=errors />
            <StarChoice label="How good is it?" value=draft.stars error=error("stars") />
            <Words draft=draft error=error("text") />
            <PhotoChoice tray=draft.photos error=error("photos") />
            <div class="review-form__facts">
                {outcome.is_none().then(|| view! { <Became draft=draft /> })}
                <Field
                    name="days-used"
                    label="Days you used it"
                    autocomplete="off"
                    kind="number"
                    value=draft.days
                    error=error("days_used")
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
            <TraitChoice value=draft.traits error=error("traits") />
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

/// What the shop found wrong is right again as far as we know, once it is typed anew.
fn forget_refusals(draft: ReviewDraft, refused: RwSignal<Vec<FieldError>>) {
    Effect::new(move |before: Option<meadow_wire::ReviewWords>| {
        let now = draft.words();
        if before.is_some_and(|before| before != now) {
            refused.set(Vec::new());
        }
        now
    });
}

#[component]
fn Words(draft: ReviewDraft, error: Signal<Option<String>>) -> impl IntoView {
    let left = move || REVIEW_MAX.saturating_sub(draft.text.with(|text| text.trim().chars().count()));
    view! {
        <div class="field">
            <label class="field__label" for="review-text">"What should others know?"</label>
            <textarea
                class="field__input review-form__text"
                id="review-text"
                name="review-text"
                rows="5"
                dir="auto"
                required
                prop:value=draft.text
                on:input=move |event| draft.text.set(event_target_value(&event))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="review-text-error review-text-left"
            ></textarea>
            <p class="review-form__left" id="review-text-left">
                {move || (left() < 200).then(|| format!("{} characters left", left()))}
            </p>
            <p class="field__error" id="review-text-error">{error}</p>
        </div>
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
