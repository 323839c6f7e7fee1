//! How to pay.

use leptos::prelude::*;
use meadow_wire::{FieldError, TestCard};

use crate::{
    stores::draft::{Draft, Way},
    ui::Field,
};

const CARDS: [(Way, &str, &str); 7] = [
    (
        Way::Test(TestCard::Succeeds),
        "Test card that pays",
        "The order is placed at once.",
    ),
    (
        Way::Test(TestCard::Declined),
        "Test card that is declined",
        "Shows what happens when a bank says no.",
    ),
    (
        Way::Test(TestCard::Slow),
        "Test card that takes ten seconds",
        "Shows what waiting for a bank is like.",
    ),
    (
        Way::Test(TestCard::SecondStep),
        "Test bank that asks for a code",
        "The code is 123456; the third wrong one declines.",
    ),
    (
        Way::Test(TestCard::PaysLater),
        "Test bank that pays half a minute later",
        "The order comes by itself, even if you close the page.",
    ),
    (
        Way::Test(TestCard::TimesOut),
        "Test bank that never answers",
        "Shows what happens when nobody knows.",
    ),
    (
        Way::Typed,
        "A card number",
        "Test numbers only, such as 4242 4242 4242 4242.",
    ),
];

const REDIRECT: (Way, &str, &str) = (
    Way::Redirect,
    "On the payment provider's page",
    "You leave for it and come back here. We never see your card.",
);

/// The ways to choose from, and the fields of a card where one is typed.
#[component]
pub fn PaymentChoice(
    /// What is chosen and typed.
    draft: Draft,
    /// What is wrong.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// Whether the shop has a provider with a page of its own.
    #[prop(into)]
    redirect: Signal<bool>,
) -> impl IntoView {
    let way = draft.way;
    view! {
        <fieldset class="payment-choice">
            <legend class="payment-choice__title">"Payment"</legend>
            <p class="payment-choice__note">"This is a shop to try out: no real money moves, whatever you choose."</p>
            <Show when=move || redirect.get()>
                <One way=way one=REDIRECT />
            </Show>
            {CARDS.map(|one| view! { <One way=way one=one /> }).into_iter().collect_view()}
            <Show when=move || way.get() == Way::Typed>
                <CardFields draft=draft errors=errors />
            </Show>
        </fieldset>
    }
}

#[component]
fn One(way: RwSignal<Way>, one: (Way, &'static str, &'static str)) -> impl IntoView {
    let (kind, name, about) = one;
    view! {
        <label class="payment-choice__card">
            <input
                type="radio"
                name="way"
                prop:checked=move || way.get() == kind
                on:change=move |_| way.set(kind)
            />
            <span class="payment-choice__words">
                <span class="payment-choice__name">{name}</span>
                <span class="payment-choice__about">{about}</span>
            </span>
        </label>
    }
}

#[component]
fn CardFields(draft: Draft, errors: Signal<Vec<FieldError>>) -> impl IntoView {
    let error = move |path: &'static str| {
        Signal::derive(move || {
            errors.with(|errors| {
                let error = errors.iter().find(|error| error.field == path)?;
                Some(error.detail.clone())
            })
        })
    };
    view! {
        <div class="payment-choice__fields">
            <Field
                name="cc-number"
                label="Card number"
                autocomplete="cc-number"
                kind="tel"
                value=draft.card_number
                error=error("card.number")
            />
            <div class="payment-choice__row">
                <Field
                    name="cc-exp"
                    label="Good until, month and year"
                    autocomplete="cc-exp"
                    kind="tel"
                    value=draft.card_expiry
                    error=error("card.expiry")
                />
                <Field
                    name="cc-csc"
                    label="Security code"
                    autocomplete="cc-csc"
                    kind="tel"
                    value=draft.card_cvc
                    error=error("card.cvc")
                />
            </div>
            <p class="payment-choice__about">"The number stays on this page: it is looked at here and goes nowhere."</p>
        </div>
    }
}
