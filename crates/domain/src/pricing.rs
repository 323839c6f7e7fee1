//! What a cart costs. Browser and server run this same code, so what the shopper sees is what is charged.

use meadow_wire::{Cart, Money, PricingRules, Totals};

use crate::money::{minus, plus};

/// A price and how many times it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PricedLine {
    /// What one costs.
    pub unit_price: Money,
    /// How many.
    pub quantity: u32,
}

/// What a coupon takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coupon {
    /// A part of the subtotal.
    Percent {
        /// In thousandths: 125 is 12.5 %.
        permille: u32,
    },
    /// A fixed amount, at most the subtotal.
    Amount(Money),
    /// Delivery costs nothing.
    FreeShipping,
}

/// What the lines cost together.
///
/// Parts of a minor unit are rounded half away from zero. The discount is never more than the subtotal. Delivery is free
/// for an empty cart, with the coupon for it, and from the rules' threshold on, measured after the discount.
pub fn totals(lines: &[PricedLine], rules: &PricingRules, coupon: Option<&Coupon>) -> Totals {
    let in_currency = |minor: i64| Money {
        minor,
        currency: rules.shipping.currency,
    };
    let items: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
    // i128, so that the order of the lines cannot matter even at the ends of i64.
    let sum: i128 = lines
        .iter()
        .map(|line| i128::from(line.unit_price.minor) * i128::from(line.quantity))
        .sum();
    let subtotal = in_currency(held_in_i64(sum));
    let wanted = match coupon {
        Some(Coupon::Percent { permille }) => permille_of(subtotal.minor, *permille),
        Some(Coupon::Amount(amount)) => amount.minor,
        Some(Coupon::FreeShipping) | None => 0,
    };
    let discount = in_currency(wanted.clamp(0, subtotal.minor.max(0)));
    let discounted = minus(subtotal, discount);
    let ships_free = items == 0
        || matches!(coupon, Some(Coupon::FreeShipping))
        || discounted.minor >= rules.free_shipping_from.minor;
    let shipping = if ships_free {
        in_currency(0)
    } else {
        rules.shipping
    };
    Totals {
        items: u32::try_from(items).unwrap_or(u32::MAX),
        subtotal,
        discount,
        shipping,
        total: plus(discounted, shipping),
    }
}

/// What a cart costs, from its lines and its rules.
pub fn cart_totals(cart: &Cart) -> Totals {
    let lines: Vec<PricedLine> = cart
        .lines
        .iter()
        .map(|line| PricedLine {
            unit_price: line.unit_price,
            quantity: line.quantity,
        })
        .collect();
    totals(&lines, &cart.rules, None)
}

/// `permille` thousandths of an amount, rounded half away from zero.
fn permille_of(minor: i64, permille: u32) -> i64 {
    let thousandths = i128::from(minor) * i128::from(permille);
    held_in_i64((thousandths + 500 * thousandths.signum()) / 1000)
}

fn held_in_i64(wide: i128) -> i64 {
    i64::try_from(wide).unwrap_or(if wide < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(minor: i64) -> Money {
        Money {
            minor,
            ..Money::default()
        }
    }

    fn line(minor: i64, quantity: u32) -> PricedLine {
        PricedLine {
            unit_price: euros(minor),
            quantity,
        }
    }

    const RULES: PricingRules = PricingRules {
        shipping: Money {
            minor: 490,
            currency: meadow_wire::Currency::Eur,
        },
        free_shipping_from: Money {
            minor: 5_000,
            currency: meadow_wire::Currency::Eur,
        },
    };

    #[test]
    fn an_empty_cart_costs_nothing() {
        assert_eq!(totals(&[], &RULES, None), Totals::default());
        assert_eq!(totals(&[line(100, 0)], &RULES, None).total, euros(0));
    }

    #[test]
    fn the_total_is_the_lines_and_the_delivery() {
        let sum = totals(&[line(1_250, 2), line(399, 1)], &RULES, None);
        assert_eq!(
            (sum.items, sum.subtotal, sum.shipping),
            (3, euros(2_899), euros(490))
        );
        assert_eq!(sum.total, euros(3_389));
    }

    #[test]
    fn delivery_is_free_exactly_from_the_threshold_after_discount() {
        assert_eq!(totals(&[line(4_999, 1)], &RULES, None).shipping, euros(490));
        assert_eq!(totals(&[line(5_000, 1)], &RULES, None).shipping, euros(0));
        let coupon = Coupon::Amount(euros(1));
        assert_eq!(
            totals(&[line(5_000, 1)], &RULES, Some(&coupon)).shipping,
            euros(490)
        );
    }

    #[test]
    fn half_a_cent_of_discount_is_rounded_away_from_zero() {
        let coupon = Coupon::Percent { permille: 50 };
        for (subtotal, discount) in [(9, 0), (10, 1), (29, 1), (30, 2), (999, 50)] {
            let sum = totals(&[line(subtotal, 1)], &RULES, Some(&coupon));
            assert_eq!(sum.discount, euros(discount), "5 % of {subtotal}");
        }
    }

    #[test]
    fn a_coupon_never_takes_off_more_than_there_is() {
        for coupon in [Coupon::Amount(euros(9_999)), Coupon::Percent { permille: 3_000 }] {
            assert_eq!(totals(&[line(700, 1)], &RULES, Some(&coupon)).total, euros(490));
        }
        let negative = Coupon::Amount(euros(-5));
        assert_eq!(
            totals(&[line(700, 1)], &RULES, Some(&negative)).discount,
            euros(0)
        );
    }

    #[test]
    fn a_free_shipping_coupon_only_frees_the_delivery() {
        let sum = totals(&[line(700, 1)], &RULES, Some(&Coupon::FreeShipping));
        assert_eq!(
            (sum.discount, sum.shipping, sum.total),
            (euros(0), euros(0), euros(700))
        );
    }
}
