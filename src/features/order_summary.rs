//! What is bought, and what it costs.

use leptos::prelude::*;
use meadow_domain::money::times;
use meadow_wire::{OrderLine, Totals as Sums};

use crate::features::{Price, Shot, Totals, price::money};

/// The lines of a checkout or an order with their sums.
#[component]
pub fn OrderSummary(
    /// What is bought.
    lines: Vec<OrderLine>,
    /// What it costs.
    totals: Sums,
    /// Where it goes, by its code; not said if it is not known.
    #[prop(into)]
    destination: String,
) -> impl IntoView {
    view! {
        <div class="order-summary">
            <ul class="order-summary__lines">
                {lines
                    .into_iter()
                    .map(|line| view! { <li class="order-summary__line"><One line=line /></li> })
                    .collect_view()}
            </ul>
            <Totals totals=totals destination=Signal::stored(destination) />
        </div>
    }
}

#[component]
fn One(line: OrderLine) -> impl IntoView {
    view! {
        <span class="order-summary__picture">
            <Shot picture=line.picture sizes="64px" decorative=true />
        </span>
        <span class="order-summary__words">
            <bdi class="order-summary__name" lang=line.lang.clone()>{line.name}</bdi>
            <span class="order-summary__choice">
                {if line.choice.is_empty() { format!("Quantity {}", line.quantity) } else { format!("{} × ", line.quantity) }}
                <bdi lang=line.lang>{line.choice}</bdi>
            </span>
        </span>
        <span class="order-summary__sum">
            <Price amount=times(line.unit_price, line.quantity) />
            {(line.discount.minor > 0)
                .then(|| view! { <bdi class="order-summary__off">"−" {money(line.discount)}</bdi> })}
        </span>
    }
}
