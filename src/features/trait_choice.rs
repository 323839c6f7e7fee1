//! What an author tells about themselves.

use leptos::prelude::*;
use meadow_domain::review::TRAITS;
use meadow_wire::Trait;

use crate::features::{TraitList, trait_list::in_words};

/// The traits that can be told, each or none, and how they will be read.
#[component]
pub fn TraitChoice(
    /// What is told.
    value: RwSignal<Vec<Trait>>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <details class="trait-choice" open=move || error.with(Option::is_some)>
            <summary class="trait-choice__title" id="traits">
                "About you, for people like you"
                <span class="trait-choice__hint">"Everybody can read it beside your review. Tell as little as you like."</span>
            </summary>
            <div class="trait-choice__all">
                {TRAITS.map(|(key, values)| view! { <One key=key values=values value=value /> }).into_iter().collect_view()}
            </div>
            <p class="field__error">{error}</p>
        </details>
        {move || {
            let told = value.get();
            (!told.is_empty()).then(|| view! { <TraitList traits=told /> })
        }}
    }
}

#[component]
fn One(key: &'static str, values: &'static [&'static str], value: RwSignal<Vec<Trait>>) -> impl IntoView {
    let id = format!("trait-{key}");
    let told = move || {
        value.with(|all| {
            let found = all.iter().find(|one| one.key == key);
            found.map(|one| one.value.clone()).unwrap_or_default()
        })
    };
    let tell = move |said: String| {
        value.update(|all| {
            all.retain(|one| one.key != key);
            if !said.trim().is_empty() {
                all.push(of(key, said.trim()));
            }
        });
    };
    let label = match key {
        "height_cm" => "Height in centimetres".to_owned(),
        key => {
            let words = key.replace('_', " ");
            let mut letters = words.chars();
            letters
                .next()
                .map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()))
                .unwrap_or_default()
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            {if values.is_empty() {
                view! {
                    <input
                        class="field__input"
                        id=id
                        inputmode="numeric"
                        maxlength="3"
                        prop:value=told
                        on:change=move |event| tell(event_target_value(&event))
                    />
                }
                    .into_any()
            } else {
                view! {
                    <select
                        class="field__input"
                        id=id
                        prop:value=told
                        on:change=move |event| tell(event_target_value(&event))
                    >
                        <option value="">"Not told"</option>
                        {values
                            .iter()
                            .map(|one| {
                                let chosen = untrack(told) == *one;
                                view! { <option value=*one selected=chosen>{in_words(&of(key, one))}</option> }
                            })
                            .collect_view()}
                    </select>
                }
                    .into_any()
            }}
        </div>
    }
}

fn of(key: &str, value: &str) -> Trait {
    Trait {
        key: key.to_owned(),
        value: value.to_owned(),
    }
}
