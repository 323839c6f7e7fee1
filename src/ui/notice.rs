//! What is wrong or empty, and what to do next.

use leptos::prelude::*;

use super::{Button, ButtonKind};

/// Says what is wrong or empty and offers the next step.
#[component]
pub fn Notice(
    /// In a few words.
    #[prop(into)]
    title: String,
    /// In a sentence.
    #[prop(into)]
    detail: String,
    /// A picture from `public/`, for decoration.
    #[prop(optional, into)]
    picture: Option<String>,
    /// The word on the button; no button without `on_act`.
    #[prop(optional, into)]
    act: Option<String>,
    /// Runs when the button is pressed.
    #[prop(optional, into)]
    on_act: Option<Callback<()>>,
    /// Whether it is a failure, so that screen readers say it at once.
    #[prop(optional)]
    urgent: bool,
) -> impl IntoView {
    view! {
        <section class="notice" role=if urgent { "alert" } else { "status" }>
            {picture.map(|src| view! { <img class="notice__picture" src=src alt="" width="320" height="240" /> })}
            <h2 class="notice__title">{title}</h2>
            <p class="notice__detail">{detail}</p>
            {on_act
                .map(|on_act| {
                    view! {
                        <Button kind=ButtonKind::Plain on_press=on_act>
                            {act.unwrap_or_else(|| "Try again".to_owned())}
                        </Button>
                    }
                })}
        </section>
    }
}
