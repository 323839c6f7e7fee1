//! Returns: what is paid back is what was paid, and an order's way stays its way.

use meadow_domain::{
    invoice::taxes,
    order::{self, OrderAction},
    pricing::price,
    returns::{ReturnAction, can_return, check_lines, left, next, refund, standing},
};
use meadow_wire::{
    Cart, CartLine, Money, Order, OrderLine, OrderState, PricingRules, Return, ReturnLine, ReturnState,
    ShippingTier, TaxClass, TaxMode, TaxRules, Terms,
};
use proptest::prelude::*;

const ORDER_ACTIONS: [OrderAction; 4] = [
    OrderAction::RequestReturn,
    OrderAction::RefuseReturn,
    OrderAction::TakeBack,
    OrderAction::Refund,
];

/// A delivered order as the shop would have priced it.
fn orders() -> impl Strategy<Value = Order> {
    let lines = prop::collection::vec((1_u32..6, 0_i64..20_000, any::<bool>()), 1..5);
    (lines, 0_i64..900, any::<bool>()).prop_map(|(lines, shipping, is_added)| {
        let euros = |minor| Money {
            minor,
            ..Money::default()
        };
        let lines = lines
            .into_iter()
            .enumerate()
            .map(|(at, (quantity, minor, is_reduced))| CartLine {
                variant: format!("v-{at}").into(),
                quantity,
                unit_price: euros(minor),
                terms: Terms {
                    tax_class: if is_reduced {
                        TaxClass::Reduced
                    } else {
                        TaxClass::Standard
                    },
                    ..Terms::default()
                },
                ..CartLine::default()
            });
        let mode = if is_added {
            TaxMode::Added
        } else {
            TaxMode::Included
        };
        let cart = Cart {
            lines: lines.collect(),
            rules: PricingRules {
                shipping: vec![ShippingTier {
                    up_to_grams: u32::MAX,
                    price: euros(shipping),
                }],
                tax: TaxRules {
                    mode,
                    standard_permille: 190,
                    reduced_permille: 70,
                },
                ..PricingRules::default()
            },
            ..Cart::default()
        };
        let priced = price(&cart);
        Order {
            state: OrderState::Delivered,
            lines: cart
                .lines
                .iter()
                .zip(&priced.lines)
                .map(|(line, sums)| OrderLine {
                    variant: line.variant.clone(),
                    quantity: line.quantity,
                    unit_price: sums.unit_price,
                    tax_permille: sums.tax_permille,
                    tax: sums.tax,
                    paid: sums.paid,
                    ..OrderLine::default()
                })
                .collect(),
            totals: priced.totals,
            ..Order::default()
        }
    })
}

/// What a shopper, or with a larger number the shop, tries: numbers from which a move is made.
fn moves() -> impl Strategy<Value = Vec<(u8, Vec<u32>)>> {
    prop::collection::vec((0_u8..8, prop::collection::vec(0_u32..4, 4)), 0..40)
}

fn ask(order: &mut Order, wanted: &[u32]) {
    let lines: Vec<ReturnLine> = order
        .lines
        .iter()
        .zip(wanted)
        .filter(|(_, quantity)| **quantity > 0)
        .map(|(line, quantity)| ReturnLine {
            variant: line.variant.clone(),
            quantity: *quantity,
        })
        .collect();
    if !lines.is_empty() && can_return(order) && check_lines(order, &lines).is_empty() {
        order.returns.push(Return {
            lines,
            ..Return::default()
        });
    }
}

fn decide(order: &mut Order, number: usize, action: ReturnAction) {
    let Some(one) = order.returns.get(number % order.returns.len().max(1)).cloned() else {
        return;
    };
    let Ok(state) = next(one.state, action) else {
        return;
    };
    let paid = (action == ReturnAction::TakeBack).then(|| refund(order, &one.lines));
    let at = number % order.returns.len();
    order.returns[at].state = state;
    order.returns[at].refund = paid.or(one.refund);
}

fn given(order: &Order) -> i64 {
    order
        .returns
        .iter()
        .filter_map(|one| one.refund)
        .map(|paid| paid.minor)
        .sum()
}

fn all_back(order: &Order) -> bool {
    matches!(order.state, OrderState::Returned | OrderState::Refunded)
}

proptest! {
    #[test]
    fn never_more_is_paid_back_than_was_paid_and_all_of_it_with_the_last_piece(order in orders(), moves in moves()) {
        let mut order = order;
        let delivery = order.totals.total.minor - order.lines.iter().map(|line| line.paid.minor).sum::<i64>();
        for (what, wanted) in moves {
            let before = order.state;
            match what {
                0..=2 => ask(&mut order, &wanted),
                3..=4 => decide(&mut order, wanted[0] as usize, ReturnAction::TakeBack),
                5 => decide(&mut order, wanted[0] as usize, ReturnAction::Refuse),
                _ => decide(&mut order, wanted[0] as usize, ReturnAction::Refund),
            }
            order.state = standing(&order);
            let one_step = ORDER_ACTIONS.iter().any(|action| order::next(before, *action) == Ok(order.state));
            prop_assert!(before == order.state || one_step, "{:?} to {:?}", before, order.state);
            let given = given(&order);
            prop_assert!((0..=order.totals.total.minor).contains(&given));
            if all_back(&order) {
                prop_assert_eq!(given, order.totals.total.minor);
            } else {
                prop_assert!(given <= order.totals.total.minor - delivery, "the delivery is paid back too early");
            }
        }
    }

    #[test]
    fn pieces_that_go_back_one_by_one_bring_to_the_cent_what_the_whole_order_brings(order in orders()) {
        let mut order = order;
        while can_return(&order) {
            let line = order.lines.iter().find(|line| left(&order, line) > 0).expect("something is left").clone();
            let one: Vec<u32> = order.lines.iter().map(|one| u32::from(one.variant == line.variant)).collect();
            ask(&mut order, &one);
            let last = order.returns.len() - 1;
            decide(&mut order, last, ReturnAction::TakeBack);
            order.state = standing(&order);
        }
        prop_assert_eq!(given(&order), order.totals.total.minor);
        prop_assert_eq!(order.state, OrderState::Returned);
    }

    #[test]
    fn the_taxes_of_an_invoice_add_up(order in orders()) {
        let lines = taxes(&order);
        if !lines.is_empty() {
            prop_assert_eq!(lines.iter().map(|line| line.tax.minor).sum::<i64>(), order.totals.tax.minor);
            let both: i64 = lines.iter().map(|line| line.tax.minor + line.net.minor).sum();
            prop_assert_eq!(both, order.totals.total.minor);
        }
    }
}

#[test]
fn a_return_is_decided_once() {
    use ReturnAction::*;
    assert_eq!(next(ReturnState::Requested, TakeBack), Ok(ReturnState::TakenBack));
    for (state, action) in [
        (ReturnState::Requested, Refund),
        (ReturnState::TakenBack, Refuse),
        (ReturnState::Refused, TakeBack),
        (ReturnState::Refunded, Refund),
    ] {
        let refusal = next(state, action).expect_err("not possible");
        assert!(refusal.to_string().ends_with('.'));
    }
}
