//! The way of an order: what is done, where it is, what comes next.

use leptos::prelude::*;
use meadow_domain::order::{OrderAction, next};
use meadow_wire::{OrderState, OrderStep};

use crate::{
    browser::intl,
    ui::{Glyph, Icon},
};

/// The steps that an order takes when nothing goes wrong.
const WAY: [OrderAction; 6] = [
    OrderAction::Pay,
    OrderAction::Pack,
    OrderAction::Ship,
    OrderAction::Deliver,
    OrderAction::TakeBack,
    OrderAction::Refund,
];

/// The steps of an order on a line, with their times.
#[component]
pub fn OrderSteps(
    /// Where it stands.
    #[prop(into)]
    state: Signal<OrderState>,
    /// How it got there, oldest first.
    #[prop(into)]
    steps: Signal<Vec<OrderStep>>,
) -> impl IntoView {
    let done = move || {
        let steps = steps.get();
        let last = steps.len();
        steps
            .into_iter()
            .enumerate()
            .map(|(index, step)| {
                let now = index + 1 == last;
                view! {
                    <li class="order-steps__step" class:order-steps__step--now=now aria-current=now.then_some("step")>
                        <span class="order-steps__mark">
                            <Icon glyph=Glyph::Tick />
                        </span>
                        <span class="order-steps__name">{state_in_words(step.state)}</span>
                        <time class="order-steps__at">{intl::moment(step.at.ms)}</time>
                    </li>
                }
            })
            .collect_view()
    };
    let to_come = move || {
        coming(state.get())
            .into_iter()
            .map(|state| {
                view! {
                    <li class="order-steps__step order-steps__step--next">
                        <span class="order-steps__mark"></span>
                        <span class="order-steps__name">{state_in_words(state)}</span>
                        <span class="order-steps__at">"to come"</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="order-steps" aria-label="The way of this order">{done}{to_come}</ol> }
}

/// The states that follow when nothing goes wrong.
fn coming(state: OrderState) -> Vec<OrderState> {
    let mut now = state;
    let mut states = Vec::new();
    while let Some(then) = WAY.iter().find_map(|action| next(now, *action).ok()) {
        states.push(then);
        now = then;
    }
    states
}

/// Whether nothing will happen any more unless the shopper wants it.
pub fn is_final(state: OrderState) -> bool {
    coming(state).is_empty()
}

/// A state in words.
pub fn state_in_words(state: OrderState) -> &'static str {
    match state {
        OrderState::Placed => "Order placed",
        OrderState::Paid => "Paid",
        OrderState::Packed => "Packed",
        OrderState::Shipped => "On its way",
        OrderState::Delivered => "Delivered",
        OrderState::Cancelled => "Cancelled",
        OrderState::ReturnRequested => "Return asked for",
        OrderState::Returned => "Sent back",
        OrderState::Refunded => "Paid back",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paid_order_is_packed_shipped_and_delivered() {
        assert_eq!(
            coming(OrderState::Paid),
            [OrderState::Packed, OrderState::Shipped, OrderState::Delivered]
        );
        assert!(
            is_final(OrderState::Delivered)
                && is_final(OrderState::Cancelled)
                && !is_final(OrderState::Shipped)
        );
    }
}
