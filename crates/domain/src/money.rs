//! Arithmetic on money: whole minor units, never past the ends of `i64`.
//!
//! The server chooses one currency for a shopper, so amounts that meet here are in the same one; the first wins.

use meadow_wire::Money;

/// `quantity` times `price`.
pub fn times(price: Money, quantity: u32) -> Money {
    Money {
        minor: price.minor.saturating_mul(i64::from(quantity)),
        ..price
    }
}

/// `a` and `b` together.
pub fn plus(a: Money, b: Money) -> Money {
    Money {
        minor: a.minor.saturating_add(b.minor),
        ..a
    }
}

/// What is left of `a` when `b` is taken away; may be negative.
pub fn minus(a: Money, b: Money) -> Money {
    Money {
        minor: a.minor.saturating_sub(b.minor),
        ..a
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meadow_wire::Currency;

    fn yen(minor: i64) -> Money {
        Money {
            minor,
            currency: Currency::Jpy,
        }
    }

    #[test]
    fn amounts_keep_their_currency() {
        assert_eq!(times(yen(120), 3), yen(360));
        assert_eq!(plus(yen(120), yen(1)), yen(121));
        assert_eq!(minus(yen(120), yen(121)), yen(-1));
    }

    #[test]
    fn amounts_stop_at_the_ends_of_the_number() {
        assert_eq!(times(yen(i64::MAX), 2), yen(i64::MAX));
        assert_eq!(plus(yen(i64::MAX), yen(1)), yen(i64::MAX));
        assert_eq!(minus(yen(i64::MIN), yen(1)), yen(i64::MIN));
    }
}
