//! The way of an order, and delays.

use meadow_domain::order::{OrderAction, can_cancel, next};
use meadow_domain::reconnect::delay_ms;
use meadow_wire::OrderState;
use proptest::prelude::*;

const ACTIONS: [OrderAction; 9] = [
    OrderAction::Pay,
    OrderAction::Pack,
    OrderAction::Ship,
    OrderAction::Deliver,
    OrderAction::Cancel,
    OrderAction::RequestReturn,
    OrderAction::RefuseReturn,
    OrderAction::TakeBack,
    OrderAction::Refund,
];

#[test]
fn all_nine_states_can_be_reached_and_three_are_ends() {
    let mut reached = vec![OrderState::Placed];
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(state) = reached.get(at).copied() {
        let following: Vec<OrderState> = ACTIONS
            .iter()
            .filter_map(|action| next(state, *action).ok())
            .collect();
        if following.is_empty() {
            ends.push(state);
        }
        for state in following {
            if !reached.contains(&state) {
                reached.push(state);
            }
        }
        at += 1;
    }
    assert_eq!(reached.len(), 9);
    assert_eq!(ends, [OrderState::Cancelled, OrderState::Refunded]);
}

proptest! {
    #[test]
    fn no_order_goes_back_but_by_a_refused_return_or_is_shipped_unpaid(
        actions in prop::collection::vec(prop::sample::select(&ACTIONS[..]), 0..60),
    ) {
        let mut state = OrderState::Placed;
        let mut passed = vec![state];
        for action in actions {
            match next(state, action) {
                Ok(after) => {
                    prop_assert!(!passed.contains(&after) || passed.contains(&OrderState::ReturnRequested));
                    prop_assert!(!passed.contains(&after) || action == OrderAction::RefuseReturn
                        || action == OrderAction::RequestReturn);
                    if after == OrderState::Shipped {
                        prop_assert!(passed.contains(&OrderState::Paid) && passed.contains(&OrderState::Packed));
                    }
                    if after == OrderState::Cancelled {
                        prop_assert!(can_cancel(state) && !passed.contains(&OrderState::Shipped));
                    }
                    passed.push(after);
                    state = after;
                }
                Err(refusal) => {
                    prop_assert_eq!((refusal.state, refusal.action), (state, action));
                    prop_assert!(refusal.to_string().ends_with('.'));
                }
            }
        }
    }

    #[test]
    fn a_delay_is_within_its_bounds_and_grows_with_the_random_number(attempt: u32, low: u32, high: u32) {
        let (low, high) = (low.min(high), low.max(high));
        let longest = 250u64.saturating_mul(1 << attempt.min(20)).min(20_000);
        prop_assert!((50..=longest).contains(&u64::from(delay_ms(attempt, low))));
        prop_assert!(delay_ms(attempt, low) <= delay_ms(attempt, high));
        prop_assert!(delay_ms(attempt, high) <= delay_ms(attempt.saturating_add(1), high));
    }
}
