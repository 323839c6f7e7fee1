//! All that is wrong with a form, in one place.

use leptos::prelude::*;
use meadow_wire::FieldError;

use crate::browser::focus;

/// The path of a field in the request, or how it begins, and the input's id: of addresses, cards, accounts, returns, the
/// owner's side and reviews.
const FIELDS: [(&str, &str); 25] = [
    ("address.name", "name"),
    ("address.email", "email"),
    ("address.street", "street-address"),
    ("address.postal_code", "postal-code"),
    ("address.city", "address-level2"),
    ("address.country", "country"),
    ("card.number", "cc-number"),
    ("card.expiry", "cc-exp"),
    ("card.cvc", "cc-csc"),
    ("person.name", "name"),
    ("name", "name"),
    ("person.email", "username"),
    ("email", "username"),
    ("password", "password"),
    ("lines", "return-lines"),
    ("reason", "return-reason"),
    ("words", "return-words"),
    ("key", "studio-key"),
    ("act.ship.number", "parcel-number"),
    ("act.refuse.why", "refuse-why"),
    ("stars", "stars"),
    ("text", "review-text"),
    ("days_used", "days-used"),
    ("photos", "photos"),
    ("traits", "traits"),
];

/// All that is wrong, at the top; each line leads to its field.
#[component]
pub fn ErrorSummary(
    /// What is wrong; nothing is shown if nothing is.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let title = move || match errors.with(Vec::len) {
        1 => "One field needs another look".to_owned(),
        count => format!("{count} fields need another look"),
    };
    view! {
        <Show when=move || !errors.with(Vec::is_empty)>
            <section class="error-summary" id="error-summary" tabindex="-1" aria-labelledby="error-summary-title">
                <h2 class="error-summary__title" id="error-summary-title">{title}</h2>
                <ul>
                    {move || {
                        errors
                            .get()
                            .into_iter()
                            .map(|error| {
                                let input = input_of(&error.field);
                                view! {
                                    <li>
                                        <a
                                            href=format!("#{input}")
                                            on:click=move |event| {
                                                event.prevent_default();
                                                focus::go_to(&format!("#{input}"));
                                            }
                                        >
                                            {error.detail}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </section>
        </Show>
    }
}

/// The id of the input that a field error is about.
fn input_of(path: &str) -> &'static str {
    FIELDS
        .iter()
        .find(|(field, _)| {
            path.strip_prefix(field)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        .map_or("main", |(_, input)| input)
}
