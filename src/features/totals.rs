//! What it costs, line by line.

use leptos::prelude::*;
use meadow_domain::money::minus;
use meadow_wire::{PricingRules, Totals as Sums};

use crate::features::{Price, price::money};

/// The goods, the delivery and what is to be paid.
#[component]
pub fn Totals(
    /// The sums.
    #[prop(into)]
    totals: Signal<Sums>,
    /// The shop's rules, to say what is missing for free delivery.
    #[prop(optional, into)]
    rules: Option<Signal<PricingRules>>,
) -> impl IntoView {
    let items = move || match totals.get().items {
        1 => "1 thing".to_owned(),
        items => format!("{items} things"),
    };
    let free = move || totals.get().shipping.minor == 0;
    let discount = move || Some(totals.get().discount).filter(|discount| discount.minor > 0);
    view! {
        <div class="totals">
            <dl class="totals__list">
                <div>
                    <dt>{items}</dt>
                    <dd><Price amount=Signal::derive(move || totals.get().subtotal) /></dd>
                </div>
                {move || {
                    discount()
                        .map(|discount| {
                            view! {
                                <div>
                                    <dt>"Discount"</dt>
                                    <dd>"−" <Price amount=discount /></dd>
                                </div>
                            }
                        })
                }}
                <div>
                    <dt>"Delivery"</dt>
                    <dd>
                        {move || {
                            if free() {
                                view! { <span class="totals__free">"free"</span> }.into_any()
                            } else {
                                view! { <Price amount=totals.get().shipping /> }.into_any()
                            }
                        }}
                    </dd>
                </div>
                <div class="totals__sum">
                    <dt>"To pay"</dt>
                    <dd><Price amount=Signal::derive(move || totals.get().total) /></dd>
                </div>
            </dl>
            {rules.map(|rules| view! { <p class="totals__hint">{move || free_hint(&totals.get(), &rules.get())}</p> })}
        </div>
    }
}

/// What is missing for free delivery, or that it is.
fn free_hint(totals: &Sums, rules: &PricingRules) -> String {
    let missing = minus(rules.free_shipping_from, minus(totals.subtotal, totals.discount));
    match (totals.shipping.minor, missing.minor) {
        (1.., 1..) => format!(
            "{} more and delivery is free. Taxes are included.",
            money(missing)
        ),
        _ => "Taxes are included.".to_owned(),
    }
}
