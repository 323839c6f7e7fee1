//! An invoice on one sheet.

use leptos::prelude::*;
use meadow_domain::{countries::COUNTRIES, invoice};
use meadow_wire::{Order, OrderLine, OrderState, TaxMode};

use crate::{
    browser::intl,
    features::{Price, price::money},
};

/// Who sells, in the demo town.
const SELLER: [&str; 5] = [
    "Meadow Demo Town",
    "Market Square 1",
    "04109 Leipzig",
    "Germany",
    "VAT no. DE 000 000 000 (not a real one)",
];

/// The invoice of an order: who sold what to whom, what it cost, which taxes are in it.
#[component]
pub fn InvoiceSheet(
    /// The order.
    order: Order,
) -> impl IntoView {
    let taxes = invoice::taxes(&order);
    let totals = order.totals;
    let paid_at = order
        .steps
        .iter()
        .find(|step| step.state == OrderState::Paid)
        .map(|step| step.at);
    let country = COUNTRIES
        .iter()
        .find(|(code, _)| *code == order.address.country)
        .map_or(order.address.country.clone(), |(_, name)| (*name).to_owned());
    let buyer = [
        order.address.name,
        order.address.street,
        format!("{} {}", order.address.postal_code, order.address.city),
        country,
    ];
    view! {
        <article class="invoice-sheet" aria-labelledby="invoice-title">
            <header class="invoice-sheet__head">
                <h1 class="invoice-sheet__title" id="invoice-title">
                    "Invoice " <bdi>{invoice::number(&order.number)}</bdi>
                </h1>
                <dl class="invoice-sheet__dates">
                    <div><dt>"Order"</dt><dd><bdi>{order.number}</bdi></dd></div>
                    <div><dt>"Date"</dt><dd>{intl::day(order.placed_at.ms)}</dd></div>
                    {paid_at.map(|at| view! { <div><dt>"Paid"</dt><dd>{intl::day(at.ms)}</dd></div> })}
                </dl>
            </header>
            <div class="invoice-sheet__sides">
                <section aria-label="Seller">
                    <h2 class="invoice-sheet__side">"From"</h2>
                    {SELLER.map(|line| view! { <p>{line}</p> }).into_iter().collect_view()}
                </section>
                <section aria-label="Buyer">
                    <h2 class="invoice-sheet__side">"To"</h2>
                    {buyer.map(|line| view! { <p><bdi>{line}</bdi></p> }).into_iter().collect_view()}
                </section>
            </div>
            <table class="invoice-sheet__lines">
                <caption class="visually-hidden">"What was bought"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Goods"</th>
                        <th scope="col">"How many"</th>
                        <th scope="col">"Each"</th>
                        <th scope="col">"Tax"</th>
                        <th scope="col">"Paid"</th>
                    </tr>
                </thead>
                <tbody>{order.lines.into_iter().map(|line| view! { <Line line=line /> }).collect_view()}</tbody>
            </table>
            <dl class="invoice-sheet__sums">
                {(totals.discount.minor > 0)
                    .then(|| view! { <div><dt>"Taken off by coupons"</dt><dd>"−" <Price amount=totals.discount /></dd></div> })}
                <div><dt>"Delivery"</dt><dd><Price amount=totals.shipping /></dd></div>
                {taxes
                    .into_iter()
                    .map(|line| {
                        let rate = line.permille.map_or_else(|| "of the delivery".to_owned(), invoice::rate_in_words);
                        let on = money(line.net);
                        view! { <div><dt>"Tax " {rate} " on " <bdi>{on}</bdi></dt><dd><Price amount=line.tax /></dd></div> }
                    })
                    .collect_view()}
                <div class="invoice-sheet__total"><dt>"Total"</dt><dd><Price amount=totals.total /></dd></div>
            </dl>
            <p class="invoice-sheet__note">
                {match totals.tax_mode {
                    TaxMode::Included => "All taxes are within the prices.",
                    TaxMode::Added => "Taxes are added to the prices.",
                }}
            </p>
        </article>
    }
}

#[component]
fn Line(line: OrderLine) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <bdi lang=line.lang.clone()>{line.name}</bdi>
                {(!line.choice.is_empty()).then(|| view! { ", " <bdi lang=line.lang>{line.choice}</bdi> })}
            </th>
            <td>{line.quantity}</td>
            <td><Price amount=line.unit_price /></td>
            <td>{invoice::rate_in_words(line.tax_permille)}</td>
            <td><Price amount=line.paid /></td>
        </tr>
    }
}
