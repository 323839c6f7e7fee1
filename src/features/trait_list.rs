//! What people tell about themselves.

use leptos::prelude::*;
use meadow_wire::Trait;

/// Traits as small words: is this someone like me?
#[component]
pub fn TraitList(
    /// In the order to show.
    traits: Vec<Trait>,
) -> impl IntoView {
    view! {
        <ul class="trait-list" aria-label="About them">
            {traits.into_iter().map(|one| view! { <li class="trait-list__one">{in_words(&one)}</li> }).collect_view()}
        </ul>
    }
}

/// A trait in words: `height_cm: 158` is "158 cm".
pub fn in_words(one: &Trait) -> String {
    let value = one.value.replace('_', " ");
    match one.key.as_str() {
        "height_cm" => format!("{value} cm"),
        "build" => format!("{value} build"),
        "foot_width" => format!("{value} feet"),
        "instep" => format!("{value} instep"),
        "skin" => format!("{value} skin"),
        "budget" => format!("{value} budget"),
        "noise" if value == "quiet" => "likes it quiet".to_owned(),
        "noise" => "sound is fine".to_owned(),
        "home" => format!("lives in a {value}"),
        "pets" if value == "none" => "no pets".to_owned(),
        "pets" => format!("has a {value}"),
        "kids" if value == "none" => "no kids".to_owned(),
        "kids" if value == "baby" => "has a baby".to_owned(),
        "kids" => "has schoolchildren".to_owned(),
        key => format!("{}: {value}", key.replace('_', " ")),
    }
}
