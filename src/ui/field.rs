//! Fields of a form, each with its label and its error.

use leptos::prelude::*;

/// A line of text to fill in.
#[component]
pub fn Field(
    /// Its id in the page and its name in the form.
    name: &'static str,
    /// The label.
    #[prop(into)]
    label: String,
    /// The `autocomplete` token, so that browsers fill it.
    autocomplete: &'static str,
    /// The input type, such as `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described = error_id.clone();
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <input
                class="field__input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                required
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
            />
            <p class="field__error" id=error_id>{error}</p>
        </div>
    }
}

/// One of a list.
#[component]
pub fn Select(
    /// Its id in the page and its name in the form.
    name: &'static str,
    /// The label.
    #[prop(into)]
    label: String,
    /// The `autocomplete` token, so that browsers fill it.
    autocomplete: &'static str,
    /// Values and what is shown for them.
    options: Vec<(String, String)>,
    /// What is chosen.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described = error_id.clone();
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <select
                class="field__input"
                id=name
                name=name
                autocomplete=autocomplete
                prop:value=value
                on:change=move |event| value.set(event_target_value(&event))
                required
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
            >
                {options
                    .into_iter()
                    .map(|(key, shown)| {
                        let chosen = value.with_untracked(|value| *value == key);
                        view! { <option value=key selected=chosen>{shown}</option> }
                    })
                    .collect_view()}
            </select>
            <p class="field__error" id=error_id>{error}</p>
        </div>
    }
}

/// Some lines of text.
#[component]
pub fn TextArea(
    /// Its id in the page and its name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The most letters that fit.
    most: usize,
    /// What it holds.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = (hint_id.clone(), error_id.clone());
    let left = move || most.saturating_sub(value.with(|text| text.chars().count()));
    view! {
        <div class="field">
            <label class="field__label" for=name.clone()>{label}</label>
            <textarea
                class="field__input"
                id=name.clone()
                name=name
                rows="3"
                dir="auto"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || match error.with(Option::is_some) {
                    true => described.1.clone(),
                    false => described.0.clone(),
                }
            ></textarea>
            <p class="field__hint" id=hint_id>{move || format!("{} letters left", left())}</p>
            <p class="field__error" id=error_id>{error}</p>
        </div>
    }
}
