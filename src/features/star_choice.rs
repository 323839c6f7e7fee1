//! Giving stars.

use leptos::prelude::*;

const WORDS: [&str; 5] = ["Bad", "Poor", "Fine", "Good", "Wonderful"];

/// One to five stars, as radio buttons: arrow keys move, and a screen reader hears "4 stars, Good".
#[component]
pub fn StarChoice(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// One to five; 0 until chosen.
    value: RwSignal<u8>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let described = move || error.with(Option::is_some).then_some("stars-error");
    view! {
        <fieldset class="star-choice" aria-describedby=described>
            <legend class="star-choice__label">{label}</legend>
            <div class="star-choice__row">
                {(1..=5_u8)
                    .zip(WORDS)
                    .map(|(stars, word)| {
                        let name = if stars == 1 { format!("1 star, {word}") } else { format!("{stars} stars, {word}") };
                        // Errors lead to the first of them.
                        let id = if stars == 1 { "stars".to_owned() } else { format!("stars-{stars}") };
                        view! {
                            <label
                                class="star-choice__one"
                                class:star-choice__one--lit=move || stars <= value.get()
                                title=word
                            >
                                <input
                                    class="star-choice__input"
                                    id=id
                                    type="radio"
                                    name="stars"
                                    value=stars
                                    aria-label=name
                                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                                    prop:checked=move || value.get() == stars
                                    on:change=move |_| value.set(stars)
                                />
                                <span aria-hidden="true">"★"</span>
                            </label>
                        }
                    })
                    .collect_view()}
                <span class="star-choice__word" aria-hidden="true">
                    {move || usize::from(value.get()).checked_sub(1).and_then(|at| WORDS.get(at)).copied()}
                </span>
            </div>
            <p class="field__error" id="stars-error">{error}</p>
        </fieldset>
    }
}
