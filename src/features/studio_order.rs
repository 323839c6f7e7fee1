//! An order as its owner sees it, with what can be done next.

use leptos::prelude::*;
use meadow_domain::{
    limits::WORDS_MAX,
    order::{OrderAction, next},
    returns::reason_in_words,
    tracking::{CARRIERS, track},
};
use meadow_wire::{
    Carrier, FieldError, OrderLine, Refusal, Return, ReturnId, ReturnState, Shipment, StudioAct,
    StudioOrder as Seen,
};

use crate::{
    browser::intl,
    features::{Parcel, PhotoRow, order_steps::state_in_words, return_list},
    ui::{Button, ButtonKind, Field, Select, TextArea},
};

/// An order of the studio.
#[component]
pub fn StudioOrder(
    /// The order.
    order: Seen,
    /// Whether something is being done with an order.
    #[prop(into)]
    busy: Signal<bool>,
    /// Whose form is open: one at a time.
    opened: RwSignal<Option<String>>,
    /// Runs with what is to be done.
    #[prop(into)]
    on_act: Callback<StudioAct>,
) -> impl IntoView {
    let can = |action| next(order.state, action).is_ok();
    let simple = [
        (OrderAction::Pack, StudioAct::Pack, "Mark as packed"),
        (OrderAction::Deliver, StudioAct::Deliver, "Mark as delivered"),
    ];
    let buttons = simple
        .into_iter()
        .filter(|(action, _, _)| can(*action))
        .map(|(_, act, name)| view! { <Button busy=busy on_press=move |()| on_act.run(act.clone())>{name}</Button> })
        .collect_view();
    let address = order.address;
    let to = format!(
        "{}, {}, {} {}, {}",
        address.name, address.street, address.postal_code, address.city, address.country
    );
    let lines = StoredValue::new(order.lines.clone());
    view! {
        <article class="studio-order" data-order=order.id.to_string()>
            <header class="studio-order__head">
                <h2 class="studio-order__title"><bdi>{order.number}</bdi></h2>
                <span class="studio-order__state">{state_in_words(order.state)}</span>
                <time class="studio-order__at">{intl::moment(order.placed_at.ms)}</time>
            </header>
            <ul class="studio-order__goods">
                {order.lines.into_iter().map(|line| view! { <li><Goods line=line /></li> }).collect_view()}
                {(order.others > 0).then(|| view! { <li>{format!("and {} of other shops in the same parcel", order.others)}</li> })}
            </ul>
            <p class="studio-order__to"><bdi>{to}</bdi></p>
            {order.tracking.map(|tracking| view! { <Parcel tracking=tracking /> })}
            <div class="studio-order__ways">{buttons}</div>
            {can(OrderAction::Ship).then(|| view! { <Ship id=format!("ship:{}", order.id) busy=busy opened=opened on_act=on_act /> })}
            {order
                .returns
                .into_iter()
                .map(|one| view! { <Back one=one lines=lines busy=busy opened=opened on_act=on_act /> })
                .collect_view()}
        </article>
    }
}

#[component]
fn Goods(line: OrderLine) -> impl IntoView {
    view! {
        {line.quantity} " × " <bdi lang=line.lang.clone()>{line.name}</bdi>
        {(!line.choice.is_empty()).then(|| view! { ", " <bdi lang=line.lang>{line.choice}</bdi> })}
    }
}

#[component]
fn Ship(
    id: String,
    #[prop(into)] busy: Signal<bool>,
    opened: RwSignal<Option<String>>,
    on_act: Callback<StudioAct>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let is_open = move || opened.with(|opened| opened.as_ref() == Some(&id.get_value()));
    let (carrier, number) = (RwSignal::new("test".to_owned()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let options: Vec<(String, String)> = CARRIERS
        .iter()
        .map(|(_, code, name)| ((*code).to_owned(), (*name).to_owned()))
        .collect();
    let options = StoredValue::new(options);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = CARRIERS
            .iter()
            .find(|(_, code, _)| carrier.with_untracked(|chosen| chosen == code));
        let shipment = Shipment {
            carrier: chosen.map_or(Carrier::Test, |(carrier, _, _)| *carrier),
            number: number.get_untracked().trim().to_owned(),
        };
        let is_number = track(&shipment).is_some();
        error.set(
            (!is_number).then(|| "A number has 4 to 40 letters from A to Z, digits and hyphens.".to_owned()),
        );
        if is_number && !busy.get_untracked() {
            on_act.run(StudioAct::Ship(shipment));
        }
    };
    view! {
        <Show
            when=is_open
            fallback=move || view! { <Button on_press=move |()| opened.set(Some(id.get_value()))>"Ship it"</Button> }
        >
            <form class="studio-order__form" novalidate on:submit=send>
                <Select name="carrier" label="Carrier" autocomplete="off" options=options.get_value() value=carrier />
                <Field name="parcel-number" label="Number of the parcel" autocomplete="off" value=number error=error />
                <div class="studio-order__ways">
                    <Button submits=true busy=busy>"The carrier has it"</Button>
                    <Button kind=ButtonKind::Plain on_press=move |()| opened.set(None)>"Not yet"</Button>
                </div>
            </form>
        </Show>
    }
}

#[component]
fn Back(
    one: Return,
    lines: StoredValue<Vec<OrderLine>>,
    #[prop(into)] busy: Signal<bool>,
    opened: RwSignal<Option<String>>,
    on_act: Callback<StudioAct>,
) -> impl IntoView {
    let is_asked = one.state == ReturnState::Requested;
    let goods = lines.with_value(|lines| {
        one.lines
            .iter()
            .map(|line| view! { <li>{return_list::goods(line, lines)}</li> })
            .collect_view()
    });
    view! {
        <section class="studio-order__back" aria-label="Return">
            <p class="studio-order__back-title">
                {if is_asked { "Asked to send back".to_owned() } else { return_list::state_in_words(&one) }}
            </p>
            <ul>{goods}</ul>
            <p>
                {reason_in_words(one.reason)}
                {(!one.words.is_empty()).then(|| view! { ": " <q dir="auto">{one.words}</q> })}
            </p>
            {(!one.photos.is_empty()).then(|| view! { <PhotoRow photos=one.photos whose="from the shopper's return" /> })}
            {is_asked.then(|| view! { <Decide id=one.id busy=busy opened=opened on_act=on_act /> })}
        </section>
    }
}

#[component]
fn Decide(
    id: ReturnId,
    #[prop(into)] busy: Signal<bool>,
    opened: RwSignal<Option<String>>,
    on_act: Callback<StudioAct>,
) -> impl IntoView {
    let form = StoredValue::new(format!("refuse:{id}"));
    let id = StoredValue::new(id);
    let is_open = move || opened.with(|opened| opened.as_ref() == Some(&form.get_value()));
    let why = RwSignal::new(String::new());
    let error = RwSignal::new(None::<FieldError>);
    let refuse = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = why.with_untracked(|text| text.trim().to_owned());
        if text.is_empty() || text.chars().nth(WORDS_MAX).is_some() {
            error.set(Some(FieldError {
                field: "act.refuse.why".to_owned(),
                detail: "Please say why, in 1 to 500 characters; the shopper reads it.".to_owned(),
            }));
        } else if !busy.get_untracked() {
            on_act.run(StudioAct::Refuse(Refusal {
                id: id.get_value(),
                why: text,
            }));
        }
    };
    let detail = Signal::derive(move || error.get().map(|error| error.detail));
    view! {
        <Show
            when=is_open
            fallback=move || view! {
                <div class="studio-order__ways">
                    <Button busy=busy on_press=move |()| on_act.run(StudioAct::TakeBack(id.get_value()))>"It is back: pay it back"</Button>
                    <Button kind=ButtonKind::Plain on_press=move |()| opened.set(Some(form.get_value()))>"Refuse it"</Button>
                </div>
            }
        >
            <form class="studio-order__form" novalidate on:submit=refuse>
                <TextArea name="refuse-why" label="Why not, for the shopper" most=WORDS_MAX value=why error=detail />
                <div class="studio-order__ways">
                    <Button submits=true busy=busy>"Refuse the return"</Button>
                    <Button kind=ButtonKind::Plain on_press=move |()| opened.set(None)>"Not yet"</Button>
                </div>
            </form>
        </Show>
    }
}
