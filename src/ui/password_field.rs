//! A password to fill in, which can be looked at.

use leptos::prelude::*;

/// A field for a password. Who types on a phone may look at it.
#[component]
pub fn PasswordField(
    /// Its id in the page and its name in the form.
    name: &'static str,
    /// The label.
    #[prop(into)]
    label: String,
    /// `current-password` or `new-password`, so that password managers know what to do.
    autocomplete: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// What makes a good one.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (shown, set_shown) = signal(false);
    let (error_id, hint_id) = (format!("{name}-error"), format!("{name}-hint"));
    let described = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        move || match (error.with(Option::is_some), hint) {
            (true, _) => Some(error_id.clone()),
            (false, Some(_)) => Some(hint_id.clone()),
            (false, None) => None,
        }
    };
    view! {
        <div class="field password-field">
            <label class="field__label" for=name>{label}</label>
            <div class="password-field__row">
                <input
                    class="field__input password-field__input"
                    id=name
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    dir="ltr"
                    required
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                />
                <button
                    type="button"
                    class="password-field__show"
                    aria-pressed=move || if shown.get() { "true" } else { "false" }
                    aria-label="Show the password"
                    on:click=move |_| set_shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { "Hide" } else { "Show" }}
                </button>
            </div>
            {hint.map(|hint| view! { <p class="password-field__hint" id=hint_id>{hint}</p> })}
            <p class="field__error" id=error_id>{error}</p>
        </div>
    }
}
