//! What it costs, line by line.

use leptos::prelude::*;
use meadow_domain::{countries::COUNTRIES, money::minus};
use meadow_wire::{PricingRules, ShippingBy, TaxMode, Totals as Sums};

use crate::features::{Price, price::money};

/// The goods, the delivery, the taxes and what is to be paid.
#[component]
pub fn Totals(
    /// The sums.
    #[prop(into)]
    totals: Signal<Sums>,
    /// The shop's rules, to say what is missing for free delivery.
    #[prop(optional, into)]
    rules: Option<Signal<PricingRules>>,
    /// Where it goes, by its code; not said if it is empty.
    #[prop(into)]
    destination: Signal<String>,
) -> impl IntoView {
    let items = move || match totals.get().items {
        1 => "1 thing".to_owned(),
        items => format!("{items} things"),
    };
    let free = move || totals.get().shipping.minor == 0;
    let discount = move || Some(totals.get().discount).filter(|discount| discount.minor > 0);
    let tax =
        move |mode: TaxMode| Some(totals.get()).filter(|sums| sums.tax_mode == mode && sums.tax.minor > 0);
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
                                    <dd class="totals__off"><bdi>"−" {money(discount)}</bdi></dd>
                                </div>
                            }
                        })
                }}
                <div>
                    <dt>
                        "Delivery "
                        <span class="totals__why">{move || shipping_in_words(&totals.get(), &destination.get())}</span>
                    </dt>
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
                {move || {
                    tax(TaxMode::Added)
                        .map(|sums| {
                            view! {
                                <div>
                                    <dt>"Tax"</dt>
                                    <dd><Price amount=sums.tax /></dd>
                                </div>
                            }
                        })
                }}
                <div class="totals__sum">
                    <dt>"Total"</dt>
                    <dd><Price amount=Signal::derive(move || totals.get().total) /></dd>
                </div>
            </dl>
            <p class="totals__hint">{move || tax_in_words(&totals.get())}</p>
            {rules.map(|rules| view! { <p class="totals__hint">{move || free_hint(&totals.get(), &rules.get())}</p> })}
        </div>
    }
}

/// Where it goes and why that costs what it costs: `to Germany, 1.2 kg`.
fn shipping_in_words(totals: &Sums, destination: &str) -> String {
    let name = COUNTRIES
        .iter()
        .find(|(code, _)| *code == destination)
        .map(|(_, name)| *name);
    let to = name.map(|name| format!("to {name}"));
    let why = match totals.shipping_by {
        ShippingBy::Coupon => Some("by your coupon".to_owned()),
        ShippingBy::Weight if totals.weight_grams > 0 => Some(weight(totals.weight_grams)),
        ShippingBy::Weight | ShippingBy::Worth => None,
    };
    to.into_iter().chain(why).collect::<Vec<_>>().join(", ")
}

/// `440 g`, `1.2 kg`.
fn weight(grams: u32) -> String {
    match grams {
        0..1_000 => format!("{grams} g"),
        // Never shown lighter than it is.
        _ => match grams.div_ceil(100) {
            tenths if tenths % 10 == 0 => format!("{} kg", tenths / 10),
            tenths => format!("{}.{} kg", tenths / 10, tenths % 10),
        },
    }
}

/// Whether the tax is within what is to be paid, and how much it is; orders of old don't know.
fn tax_in_words(totals: &Sums) -> String {
    match (totals.tax_mode, totals.tax.minor) {
        (TaxMode::Included, 1..) => format!("Includes {} tax.", money(totals.tax)),
        (TaxMode::Included, _) => "Taxes are included.".to_owned(),
        (TaxMode::Added, _) => String::new(),
    }
}

/// What is missing for free delivery.
fn free_hint(totals: &Sums, rules: &PricingRules) -> String {
    let worth = minus(totals.subtotal, totals.discount);
    match rules.free_shipping_from.map(|from| minus(from, worth)) {
        Some(missing) if missing.minor > 0 && totals.shipping.minor > 0 => {
            format!("{} more and delivery is free.", money(missing))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_told_in_tenths_of_a_kilo_and_never_lighter() {
        for (grams, words) in [
            (440, "440 g"),
            (1_000, "1 kg"),
            (1_201, "1.3 kg"),
            (1_999, "2 kg"),
        ] {
            assert_eq!(weight(grams), words);
        }
    }

    #[test]
    fn delivery_says_where_to_and_why() {
        let sums = |shipping_by| Sums {
            weight_grams: 900,
            shipping_by,
            ..Sums::default()
        };
        let words = |by, to| shipping_in_words(&sums(by), to);
        assert_eq!(words(ShippingBy::Weight, "SE"), "to Sweden, 900 g");
        assert_eq!(words(ShippingBy::Coupon, "SE"), "to Sweden, by your coupon");
        assert_eq!(words(ShippingBy::Worth, "SE"), "to Sweden");
        assert_eq!(shipping_in_words(&Sums::default(), ""), "");
    }
}
