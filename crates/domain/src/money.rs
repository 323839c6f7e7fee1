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

/// An amount as it stands in a sentence that is read by people and machines alike: `12.50 EUR`, `1250 JPY`.
pub fn in_words(amount: Money) -> String {
    let (code, digits) = (amount.currency.code(), amount.currency.digits());
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (
        amount.minor.unsigned_abs() / unit,
        amount.minor.unsigned_abs() % unit,
    );
    let sign = if amount.minor < 0 { "-" } else { "" };
    match digits {
        0 => format!("{sign}{whole} {code}"),
        _ => format!("{sign}{whole}.{rest:0width$} {code}", width = digits as usize),
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

    #[test]
    fn an_amount_is_written_with_the_digits_of_its_currency() {
        let euros = |minor| Money {
            minor,
            ..Money::default()
        };
        assert_eq!(in_words(euros(1_205)), "12.05 EUR");
        assert_eq!(in_words(euros(-5)), "-0.05 EUR");
        assert_eq!(in_words(yen(1_205)), "1205 JPY");
        assert_eq!(in_words(euros(i64::MIN)), "-92233720368547758.08 EUR");
    }
}
