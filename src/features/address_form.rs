//! Where an order goes.

use leptos::prelude::*;
use meadow_domain::countries::COUNTRIES;
use meadow_wire::FieldError;

use crate::{
    browser::focus,
    stores::draft::Draft,
    ui::{Field, Select},
};

/// The fields of an address in the order of `domain::validate`: the path in the request and the input's id.
const FIELDS: [(&str, &str); 6] = [
    ("address.name", "name"),
    ("address.email", "email"),
    ("address.street", "street-address"),
    ("address.postal_code", "postal-code"),
    ("address.city", "address-level2"),
    ("address.country", "country"),
];

/// The address, with what is wrong beside each field.
#[component]
pub fn AddressForm(
    /// What is typed.
    draft: Draft,
    /// What is wrong.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let error = move |path: &'static str| {
        Signal::derive(move || {
            errors.with(|errors| {
                errors
                    .iter()
                    .find(|error| error.field == path)
                    .map(|error| error.detail.clone())
            })
        })
    };
    let mut countries = vec![(String::new(), "Choose a country".to_owned())];
    countries.extend(
        COUNTRIES
            .iter()
            .map(|&(code, name)| (code.to_owned(), name.to_owned())),
    );
    view! {
        <fieldset class="address-form">
            <legend class="address-form__title">"Where it goes"</legend>
            <Field name="name" label="Name on the parcel" autocomplete="name" value=draft.name error=error("address.name") />
            <Field
                name="email"
                label="Email, for the confirmation"
                autocomplete="email"
                kind="email"
                value=draft.email
                error=error("address.email")
            />
            <Field
                name="street-address"
                label="Street and number"
                autocomplete="street-address"
                value=draft.street
                error=error("address.street")
            />
            <div class="address-form__row">
                <Field
                    name="postal-code"
                    label="Postal code"
                    autocomplete="postal-code"
                    value=draft.postal_code
                    error=error("address.postal_code")
                />
                <Field
                    name="address-level2"
                    label="City"
                    autocomplete="address-level2"
                    value=draft.city
                    error=error("address.city")
                />
            </div>
            <Select
                name="country"
                label="Country"
                autocomplete="country"
                options=countries
                value=draft.country
                error=error("address.country")
            />
        </fieldset>
    }
}

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
        .find(|(field, _)| *field == path)
        .map_or("main", |(_, input)| input)
}
