//! Where an order goes.

use leptos::prelude::*;
use meadow_domain::countries::COUNTRIES;
use meadow_wire::FieldError;

use crate::{
    stores::draft::Draft,
    ui::{Field, Select},
};

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
