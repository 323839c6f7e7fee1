//! What is needed to buy, and what was bought.

use leptos::prelude::*;
use meadow_domain::{
    card::{TypedCard, check_card},
    news::LineNews,
};
use meadow_wire::{
    CartLine as CartLineOf, ConfirmStep, FieldError, NextAction, OrderState, RedirectStep, Timestamp,
};

use super::{
    goods::{euros, product, product_card},
    part::Part,
    sales::{cart, cart_line, cart_overseas, cart_with_coupons, errors, order},
};
use crate::{
    browser::time,
    features::{
        AddressForm, CartLine, CodePrompt, ErrorSummary, HoldClock, OrderSteps, OrderSummary, PaymentChoice,
        PaymentStep, Price, Totals, VariantPicker, order_steps::state_in_words, variant_picker::first_choice,
    },
    stores::draft::{Draft, Way},
};

/// What is needed to buy.
#[component]
pub fn Buying() -> impl IntoView {
    let chosen = product();
    let choice = RwSignal::new(first_choice(&chosen));
    let lines = [cart_line(1, 9), cart_line(3, 2), cart_line(1, 0)];
    let wrong = Signal::stored(errors());
    let typed = Draft::empty();
    typed.way.set(Way::Typed);
    typed.card_number.set("4242 4242 4242 4241".to_owned());
    let steps = [
        NextAction::Confirm(ConfirmStep { tries_left: 3 }),
        NextAction::Redirect(RedirectStep::default()),
        NextAction::Wait,
    ];
    let soon = |ms: i64| Timestamp::from_ms(time::now_ms() + ms);
    view! {
        <Part name="Price">
            <Price amount=product_card(1, true).price />
            <Price amount=product_card(1, true).price from=true />
        </Part>
        <Part name="Variant picker">
            <VariantPicker product=chosen choice=choice />
        </Part>
        <Part name="Cart line: plain, too many, sold out">
            {lines
                .map(|line| view! { <Line line=line news=None /> })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="Cart line: dearer, cheaper, not enough any more, there again">
            {changed_lines()
                .map(|(line, news)| view! { <Line line=line news=Some(news) /> })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="Totals">
            {[cart(1), cart(2), cart_with_coupons(), cart_overseas()]
                .map(|cart| {
                    view! {
                        <Totals
                            totals=cart.totals
                            destination=cart.rules.destination.clone()
                            rules=Signal::stored(cart.rules)
                        />
                    }
                })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="Hold clock">
            <HoldClock held_until=soon(580_000) offset_ms=0 on_over=|()| () />
            <HoldClock held_until=soon(70_000) offset_ms=0 on_over=|()| () />
            <HoldClock held_until=soon(0) offset_ms=0 on_over=|()| () />
        </Part>
        <Part name="Address with errors">
            <ErrorSummary errors=wrong />
            <AddressForm draft=Draft::empty() errors=wrong />
        </Part>
        <Part name="Payment">
            <PaymentChoice draft=typed errors=Signal::stored(card_errors()) redirect=Signal::stored(true) />
        </Part>
        <Part name="Payment: one step more">
            {steps
                .map(|next| {
                    view! {
                        <PaymentStep
                            next=next
                            until=soon(580_000)
                            offset_ms=0
                            on_code=|()| ()
                            on_leave=|()| ()
                            on_other=|()| ()
                        />
                    }
                })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="Payment: a code">
            <CodePrompt
                code=RwSignal::new("000000".to_owned())
                busy=Signal::stored(false)
                refusal=Signal::stored(Some("That is not the code. 2 tries are left.".to_owned()))
                waits=Signal::stored(None::<String>)
                on_code=|_| ()
                on_other=|()| ()
            />
        </Part>
    }
}

fn card_errors() -> Vec<FieldError> {
    let card = TypedCard {
        number: "4242 4242 4242 4241".to_owned(),
        ..TypedCard::default()
    };
    check_card(&card, Timestamp::from_ms(time::now_ms()))
        .err()
        .unwrap_or_default()
}

/// What was bought.
#[component]
pub fn Ordered() -> impl IntoView {
    let bought = order(OrderState::Paid);
    view! {
        <Part name="Order summary">
            <OrderSummary lines=bought.lines totals=bought.totals destination="SE" />
        </Part>
        {[OrderState::Placed, OrderState::Packed, OrderState::Delivered, OrderState::Cancelled]
            .map(|state| {
                let bought = order(state);
                let name = state_in_words(state);
                view! {
                    <Part name=name>
                        <OrderSteps state=Signal::stored(bought.state) steps=Signal::stored(bought.steps) />
                    </Part>
                }
            })
            .into_iter()
            .collect_view()}
    }
}

#[component]
fn Line(line: CartLineOf, news: Option<LineNews>) -> impl IntoView {
    let news = RwSignal::new(news);
    view! { <CartLine line=Signal::stored(line) news=news on_change=|_| () on_later=|()| () leaving=false on_seen=move |()| news.set(None) /> }
}

/// Lines that are not as the shopper saw them.
fn changed_lines() -> [(CartLineOf, LineNews); 4] {
    let changed = |line: CartLineOf, price_was: Option<i64>, stock_was| {
        let news = LineNews {
            variant: line.variant.clone(),
            price_was: price_was.map(euros),
            stock_was,
        };
        (line, news)
    };
    [
        changed(cart_line(1, 9), Some(1_000), None),
        changed(cart_line(1, 9), Some(9_900), None),
        changed(cart_line(3, 2), None, Some(8)),
        changed(cart_line(1, 4), None, Some(0)),
    ]
}
