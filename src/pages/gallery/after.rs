//! What comes after the order.

use leptos::prelude::*;
use meadow_wire::{
    AnswerTold, Carrier, Message, MessageAbout, Order, OrderState, Photo, Return, ReturnLine, ReturnReason,
    ReturnState, ReturnStep, StudioOrder as Seen, Tracking,
};

use super::{
    goods::{euros, picture},
    part::Part,
    people::hours_ago,
    sales,
};
use crate::{
    features::{InvoiceSheet, MessageRow, Parcel, ReturnForm, ReturnList, StudioEntry, StudioOrder},
    stores::return_draft::ReturnDraft,
};

/// What comes after the order.
#[component]
pub fn After() -> impl IntoView {
    let order = sales::order(OrderState::Delivered);
    let lines = order.lines.clone();
    let states = [
        ReturnState::Requested,
        ReturnState::TakenBack,
        ReturnState::Refunded,
        ReturnState::Refused,
    ];
    let returns: Vec<Return> = states
        .into_iter()
        .map(|state| going_back(&order, state))
        .collect();
    let (sent_back, invoiced) = (order.clone(), order.clone());
    view! {
        <Part name="Parcel">
            <Parcel tracking=tracking() />
        </Part>
        <Part name="Returns: asked for, there, paid back, refused">
            <ReturnList returns=Signal::stored(returns) lines=lines />
        </Part>
        <Part name="Send something back">
            <ReturnForm
                order=Signal::stored(sent_back)
                draft=ReturnDraft::empty()
                busy=false
                refused=RwSignal::new(Vec::new())
                on_send=|_| ()
                on_close=|()| ()
            />
        </Part>
        <Part name="Messages">
            {messages(&order)
                .into_iter()
                .map(|message| view! { <MessageRow read=message.read message=message on_open=|()| () /> })
                .collect_view()}
        </Part>
        <Part name="Invoice" wide=true>
            <InvoiceSheet order=invoiced />
        </Part>
        <Part name="Door of the studio">
            <StudioEntry busy=false errors=Vec::new() on_enter=|_| () />
        </Part>
        <Part name="Studio: packed, delivered with a return">
            {[OrderState::Packed, OrderState::Delivered]
                .map(|state| {
                    let order = seen(sales::order(state));
                    view! { <StudioOrder order=order busy=false opened=RwSignal::new(None) on_act=|_| () /> }
                })
                .into_iter()
                .collect_view()}
        </Part>
    }
}

fn tracking() -> Tracking {
    Tracking {
        carrier: Carrier::Test,
        number: "MEADOW-000123".to_owned(),
        url: "https://example.org/?parcel=MEADOW-000123".to_owned(),
    }
}

fn going_back(order: &Order, state: ReturnState) -> Return {
    let is_back = matches!(state, ReturnState::TakenBack | ReturnState::Refunded);
    Return {
        id: "ret-gallery".into(),
        lines: order
            .lines
            .iter()
            .map(|line| ReturnLine {
                variant: line.variant.clone(),
                quantity: 1,
            })
            .collect(),
        reason: ReturnReason::Damaged,
        words: "The corner is bent.".to_owned(),
        photos: photos(state),
        state,
        steps: vec![ReturnStep {
            state: ReturnState::Requested,
            at: hours_ago(5),
        }],
        answer: match state {
            ReturnState::Refused => "It has been written in.".to_owned(),
            _ => String::new(),
        },
        refund: is_back.then(|| euros(1_710)),
    }
}

/// Whoever asks shows it: once in words, once without.
fn photos(state: ReturnState) -> Vec<Photo> {
    let photo = |file: &str, alt: &str| Photo {
        id: file.into(),
        picture: picture(file, "tecBDQJ/d5VzmGiJeKcXeQl6gKAX", alt),
    };
    match state {
        ReturnState::Requested => vec![
            photo("notebook-berry-en", "The bent corner"),
            photo("umbrella-mustard", ""),
        ],
        _ => Vec::new(),
    }
}

fn messages(order: &Order) -> Vec<Message> {
    let abouts = [
        MessageAbout::Answered(AnswerTold {
            note: "n-gallery".into(),
            comment: "t-2".into(),
            by: "Ruth Whitaker".to_owned(),
            text: "Next October. I only have two hands.".to_owned(),
        }),
        MessageAbout::RefundGiven(euros(1_710)),
        MessageAbout::ReturnRefused("It has been written in.".to_owned()),
        MessageAbout::Shipped(tracking()),
        MessageAbout::Paid(order.totals.total),
    ];
    abouts
        .into_iter()
        .zip(1..)
        .map(|(about, hours)| Message {
            id: format!("msg-{hours}").into(),
            order: Some(order.id.clone()),
            number: order.number.clone(),
            about,
            at: hours_ago(hours),
            read: hours > 2,
        })
        .collect()
}

fn seen(order: Order) -> Seen {
    let is_delivered = order.state == OrderState::Delivered;
    let back = going_back(&order, ReturnState::Requested);
    Seen {
        id: order.id,
        number: order.number,
        state: order.state,
        lines: order.lines,
        others: 1,
        address: order.address,
        tracking: is_delivered.then(tracking),
        returns: is_delivered.then_some(back).into_iter().collect(),
        placed_at: order.placed_at,
    }
}
