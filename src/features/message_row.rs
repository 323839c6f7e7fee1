//! One message of the shop.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_domain::tracking;
use meadow_wire::{Message, MessageAbout};

use crate::{
    browser::intl,
    features::price::money,
    paths,
    ui::{Glyph, Icon},
};

/// A message, which leads to its order, or to what was said.
#[component]
pub fn MessageRow(
    /// The message.
    message: Message,
    /// Whether it was read by now.
    #[prop(into)]
    read: Signal<bool>,
    /// Runs when it is opened.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    let (title, detail) = in_words(&message.about);
    let glyph = glyph(&message.about);
    let href = match (&message.order, &message.about) {
        (Some(order), _) => paths::order(order),
        (None, MessageAbout::Answered(answer)) => paths::comment(&answer.note, &answer.comment),
        (None, _) => paths::INBOX.to_owned(),
    };
    view! {
        <article class="message-row" class:message-row--new=move || !read.get()>
            <A
                href=href
                attr:class="message-row__way"
                on:click=move |_| on_open.run(())
            >
                <span class="message-row__mark">
                    <Icon glyph=glyph />
                </span>
                <span class="message-row__title">
                    {title}
                    <Show when=move || !read.get()>
                        <span class="message-row__new">"New"</span>
                    </Show>
                </span>
                <span class="message-row__detail" dir="auto">{detail}</span>
                <span class="message-row__foot">
                    <bdi>{message.number}</bdi>
                    <time>{intl::moment(message.at.ms)}</time>
                </span>
            </A>
        </article>
    }
}

fn in_words(about: &MessageAbout) -> (String, String) {
    let (title, detail) = match about {
        MessageAbout::Answered(answer) => {
            return (
                format!("{} answered your comment", answer.by),
                answer.text.clone(),
            );
        }
        MessageAbout::Paid(amount) => (
            "Thank you, your order is paid",
            format!("We have your {}.", money(*amount)),
        ),
        MessageAbout::Shipped(parcel) => (
            "Your order is on its way",
            format!("{}, {}", tracking::name(parcel.carrier), parcel.number),
        ),
        MessageAbout::Delivered => ("Your order has arrived", "We hope you like it.".to_owned()),
        MessageAbout::ReturnAccepted(amount) => (
            "Your return is back with the shop",
            format!("{} is on its way to you.", money(*amount)),
        ),
        MessageAbout::ReturnRefused(why) => ("The shop does not take your return", why.clone()),
        MessageAbout::RefundGiven(amount) => {
            ("Your money is back", format!("{} is paid back.", money(*amount)))
        }
    };
    (title.to_owned(), detail)
}

fn glyph(about: &MessageAbout) -> Glyph {
    match about {
        MessageAbout::Paid(_) | MessageAbout::Delivered => Glyph::Tick,
        MessageAbout::Shipped(_) => Glyph::Parcel,
        MessageAbout::ReturnAccepted(_) | MessageAbout::RefundGiven(_) => Glyph::Back,
        MessageAbout::ReturnRefused(_) => Glyph::Close,
        MessageAbout::Answered(_) => Glyph::Bubble,
    }
}
