//! What goes back, and where it stands.

use leptos::prelude::*;
use meadow_domain::returns::reason_in_words;
use meadow_wire::{OrderLine, Return, ReturnLine, ReturnState};

use crate::{
    browser::intl,
    features::{PhotoRow, price::money},
    ui::{Glyph, Icon},
};

/// The returns of an order, each with its goods, its way and what is paid back.
#[component]
pub fn ReturnList(
    /// The returns.
    #[prop(into)]
    returns: Signal<Vec<Return>>,
    /// What was bought.
    lines: Vec<OrderLine>,
) -> impl IntoView {
    let lines = StoredValue::new(lines);
    view! {
        <ul class="return-list" aria-live="polite">
            {move || {
                let returns = returns.get();
                lines.with_value(|lines| returns.into_iter().map(|one| row(one, lines)).collect_view())
            }}
        </ul>
    }
}

fn row(one: Return, lines: &[OrderLine]) -> impl IntoView + use<> {
    let state = one.state;
    let asked = one
        .steps
        .first()
        .map(|step| intl::day(step.at.ms))
        .unwrap_or_default();
    let goods = one
        .lines
        .iter()
        .map(|line| view! { <li>{goods(line, lines)}</li> })
        .collect_view();
    view! {
        <li class="return-list__one" class:return-list__one--refused=state == ReturnState::Refused>
            <p class="return-list__state">
                <Icon glyph=if state == ReturnState::Refused { Glyph::Close } else { Glyph::Back } />
                {state_in_words(&one)}
            </p>
            <ul class="return-list__goods">{goods}</ul>
            <p class="return-list__why">
                {format!("{}, asked for on {asked}", reason_in_words(one.reason))}
                {(!one.words.is_empty()).then(|| view! { ": " <q dir="auto">{one.words}</q> })}
            </p>
            {(!one.photos.is_empty()).then(|| view! { <PhotoRow photos=one.photos whose="from your return" /> })}
            {(!one.answer.is_empty()).then(|| view! { <p class="return-list__answer">"The shop says: " <q dir="auto">{one.answer}</q></p> })}
        </li>
    }
}

/// So many of a thing, by its name.
pub fn goods(line: &ReturnLine, lines: &[OrderLine]) -> impl IntoView + use<> {
    let bought = lines.iter().find(|bought| bought.variant == line.variant);
    let (name, choice, lang) = bought
        .map(|bought| (bought.name.clone(), bought.choice.clone(), bought.lang.clone()))
        .unwrap_or_else(|| {
            (
                "something of another shop".to_owned(),
                String::new(),
                "en".to_owned(),
            )
        });
    view! {
        {line.quantity} " × "
        <bdi lang=lang.clone()>{name}</bdi>
        {(!choice.is_empty()).then(|| view! { ", " <bdi lang=lang>{choice}</bdi> })}
    }
}

/// Where a return stands, in words.
pub fn state_in_words(one: &Return) -> String {
    let refund = one.refund.map(money);
    match (one.state, refund) {
        (ReturnState::Requested, _) => "On its way back. The shop tells you when it is there.".to_owned(),
        (ReturnState::TakenBack, Some(refund)) => format!("The shop has it. {refund} is on its way to you."),
        (ReturnState::Refunded, Some(refund)) => format!("{refund} is paid back."),
        (ReturnState::TakenBack | ReturnState::Refunded, None) => "The shop has it.".to_owned(),
        (ReturnState::Refused, _) => "The shop does not take it back.".to_owned(),
    }
}
