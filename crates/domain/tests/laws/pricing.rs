//! Totals.

use meadow_domain::pricing::{Coupon, PricedLine, totals};
use meadow_wire::{Money, PricingRules};
use proptest::prelude::*;

fn euros(minor: i64) -> Money {
    Money {
        minor,
        ..Money::default()
    }
}

fn line() -> impl Strategy<Value = PricedLine> {
    (0..2_000_000i64, 0..120u32).prop_map(|(minor, quantity)| PricedLine {
        unit_price: euros(minor),
        quantity,
    })
}

fn lines() -> impl Strategy<Value = Vec<PricedLine>> {
    prop::collection::vec(line(), 0..12)
}

fn rules() -> impl Strategy<Value = PricingRules> {
    (0..2_000i64, 0..20_000_000i64).prop_map(|(shipping, from)| PricingRules {
        shipping: euros(shipping),
        free_shipping_from: euros(from),
    })
}

fn coupon() -> impl Strategy<Value = Option<Coupon>> {
    prop_oneof![
        Just(None),
        (0..2_500u32).prop_map(|permille| Some(Coupon::Percent { permille })),
        (-100..50_000_000i64).prop_map(|minor| Some(Coupon::Amount(euros(minor)))),
        Just(Some(Coupon::FreeShipping)),
    ]
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_its_parts(lines in lines(), rules in rules(), coupon in coupon()) {
        let sum = totals(&lines, &rules, coupon.as_ref());
        let subtotal: i64 = lines.iter().map(|line| line.unit_price.minor * i64::from(line.quantity)).sum();
        prop_assert_eq!(sum.subtotal.minor, subtotal);
        prop_assert_eq!(sum.items, lines.iter().map(|line| line.quantity).sum::<u32>());
        prop_assert_eq!(sum.total.minor, sum.subtotal.minor - sum.discount.minor + sum.shipping.minor);
        prop_assert!((0..=subtotal).contains(&sum.discount.minor));
        prop_assert!(sum.shipping.minor == 0 || sum.shipping == rules.shipping);
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter(
        (lines, shuffled) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        rules in rules(),
        coupon in coupon(),
    ) {
        prop_assert_eq!(totals(&lines, &rules, coupon.as_ref()), totals(&shuffled, &rules, coupon.as_ref()));
    }

    #[test]
    fn no_amount_however_large_breaks_the_sum(minors in prop::collection::vec(any::<i64>(), 0..4), quantity: u32) {
        let lines: Vec<_> = minors.iter().map(|minor| PricedLine { unit_price: euros(*minor), quantity }).collect();
        let percent = Coupon::Percent { permille: u32::MAX };
        let sum = totals(&lines, &PricingRules::default(), Some(&percent));
        prop_assert!(sum.discount.minor >= 0);
    }
}
