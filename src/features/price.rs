//! Prices in the shopper's language.

use leptos::prelude::*;
use meadow_wire::{Money, QuantityBreak};

use crate::browser::intl;

/// An amount of money as text.
pub fn money(amount: Money) -> String {
    intl::money(amount.minor, amount.currency.code(), amount.currency.digits())
}

/// From how many on each costs less: `2 or more: €9.90 each`.
pub fn break_in_words(step: &QuantityBreak) -> String {
    format!("{} or more: {} each", step.from, money(step.price))
}

/// A price.
#[component]
pub fn Price(
    /// The amount.
    #[prop(into)]
    amount: Signal<Money>,
    /// Whether it is the lowest of several.
    #[prop(optional)]
    from: bool,
) -> impl IntoView {
    view! {
        <span class="price">
            {from.then(|| view! { <span class="price__from">"from "</span> })}
            <bdi>{move || money(amount.get())}</bdi>
        </span>
    }
}
