//! Which coupons count, and what they take off.
//!
//! Coupons are looked at in the order in which they were given. One that does not stack counts alone: whichever was
//! given first stays. Of those that count, percentages are taken first, each of what is left, then amounts.

use meadow_wire::{
    Cart, Coupon, CouponCode, CouponKind, CouponRefusal, CouponState, Money, ShippingBy, Timestamp, Totals,
};

use super::shares::{held_in_i64, part, spread};
use crate::limits::COUPON_CODE_MAX;

/// What was typed as a code, as the shop writes it: trimmed and in upper case. `None` if no code can look like this.
pub fn read_code(typed: &str) -> Option<CouponCode> {
    let code = typed.trim().to_uppercase();
    let fits = (1..=COUPON_CODE_MAX).contains(&code.len())
        && code
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-');
    fits.then_some(CouponCode(code))
}

/// Why a coupon does not count at this time, whatever is in the cart.
pub fn out_of_time(coupon: &Coupon, now: Timestamp) -> Option<CouponRefusal> {
    if coupon.from.is_some_and(|from| now < from) {
        Some(CouponRefusal::NotBegun)
    } else if coupon.until.is_some_and(|until| now >= until) {
        Some(CouponRefusal::Expired)
    } else {
        None
    }
}

/// Why a coupon takes nothing off, and what to do, in words. `money` writes an amount.
pub fn in_words(
    coupon: &Coupon,
    refusal: &CouponRefusal,
    money: impl Fn(Money) -> String,
) -> (String, String) {
    let code = &coupon.code;
    let day = |at: Option<Timestamp>| {
        let at = at.unwrap_or_default().to_string();
        at.get(..10).unwrap_or_default().to_owned()
    };
    let another = "Try another code.".to_owned();
    match refusal {
        CouponRefusal::NotBegun => (
            format!("{code} does not count yet."),
            format!("Use it from {} on.", day(coupon.from)),
        ),
        CouponRefusal::Expired => (format!("{code} ended on {}.", day(coupon.until)), another),
        CouponRefusal::UsedUp => (format!("{code} was used as often as it can be."), another),
        CouponRefusal::UsedByYou => (format!("You have used {code} as often as one can."), another),
        CouponRefusal::NotForYou => (format!("{code} was given to somebody else."), another),
        CouponRefusal::OtherGoods => (
            format!("Nothing in your cart goes with {code}."),
            "Put something into the cart that it is for.".to_owned(),
        ),
        CouponRefusal::MinimumNotReached(missing) => (
            format!(
                "{code} counts from {} on.",
                money(coupon.minimum.unwrap_or_default())
            ),
            format!("Add goods for {} more.", money(*missing)),
        ),
        CouponRefusal::NotStackable(other) => (
            format!("{code} can't be used together with {other}."),
            format!("Remove {other} to use {code}."),
        ),
    }
}

/// Whether a coupon changed what is to be paid. One that changed nothing is not used up by it.
pub fn does_something(state: &CouponState, totals: &Totals) -> bool {
    let frees = state.coupon.takes == CouponKind::FreeShipping && totals.shipping_by == ShippingBy::Coupon;
    state.refusal.is_none() && (frees || state.takes_off.minor > 0)
}

/// What coupons do to a cart.
pub(super) struct Off {
    /// What they take off each line.
    pub lines: Vec<i128>,
    /// The coupons as they stand.
    pub coupons: Vec<CouponState>,
}

/// Takes the cart's coupons off lines that cost `sums`.
pub(super) fn take_off(cart: &Cart, sums: &[i128]) -> Off {
    let subtotal: i128 = sums.iter().sum();
    let nothing = Money {
        minor: 0,
        currency: cart.rules.currency,
    };
    let mut coupons: Vec<CouponState> = Vec::with_capacity(cart.coupons.len());
    for state in &cart.coupons {
        let refusal = known_to_the_server(state)
            .or_else(|| of_the_cart(&state.coupon, cart, subtotal))
            .or_else(|| of_the_others(&state.coupon, &coupons));
        coupons.push(CouponState {
            coupon: state.coupon.clone(),
            takes_off: nothing,
            refusal,
        });
    }
    let mut left = sums.to_vec();
    for is_turn in [is_percent as fn(&CouponKind) -> bool, is_amount] {
        for state in &mut coupons {
            if state.refusal.is_none() && is_turn(&state.coupon.takes) {
                let taken = take_one(&state.coupon, cart, &mut left);
                state.takes_off.minor = held_in_i64(taken);
            }
        }
    }
    Off {
        lines: sums.iter().zip(&left).map(|(sum, left)| sum - left).collect(),
        coupons,
    }
}

fn is_percent(kind: &CouponKind) -> bool {
    matches!(kind, CouponKind::Percent { .. })
}

fn is_amount(kind: &CouponKind) -> bool {
    matches!(kind, CouponKind::Amount(_))
}

/// Takes a coupon off what is left of its lines; says how much that is.
fn take_one(coupon: &Coupon, cart: &Cart, left: &mut [i128]) -> i128 {
    let goods: Vec<i128> = cart
        .lines
        .iter()
        .zip(left.iter())
        .map(|(line, left)| if is_for(coupon, line) { *left } else { 0 })
        .collect();
    let whole: i128 = goods.iter().sum();
    let wanted = match coupon.takes {
        CouponKind::Percent { permille } => part(whole, i128::from(permille.min(1_000)), 1_000),
        CouponKind::Amount(amount) => i128::from(amount.minor),
        CouponKind::FreeShipping => 0,
    };
    let taken = wanted.clamp(0, whole);
    for (left, share) in left.iter_mut().zip(spread(taken, &goods)) {
        *left -= share;
    }
    taken
}

fn is_for(coupon: &Coupon, line: &meadow_wire::CartLine) -> bool {
    coupon.products.is_empty() || coupon.products.contains(&line.product)
}

fn known_to_the_server(state: &CouponState) -> Option<CouponRefusal> {
    match state.refusal {
        Some(
            CouponRefusal::OtherGoods | CouponRefusal::MinimumNotReached(_) | CouponRefusal::NotStackable(_),
        )
        | None => None,
        Some(
            CouponRefusal::NotBegun
            | CouponRefusal::Expired
            | CouponRefusal::UsedUp
            | CouponRefusal::UsedByYou
            | CouponRefusal::NotForYou,
        ) => state.refusal.clone(),
    }
}

fn of_the_cart(coupon: &Coupon, cart: &Cart, subtotal: i128) -> Option<CouponRefusal> {
    if !coupon.products.is_empty() && !cart.lines.iter().any(|line| is_for(coupon, line)) {
        return Some(CouponRefusal::OtherGoods);
    }
    let minimum = coupon.minimum?;
    let missing = i128::from(minimum.minor) - subtotal;
    (missing > 0).then(|| {
        CouponRefusal::MinimumNotReached(Money {
            minor: held_in_i64(missing),
            ..minimum
        })
    })
}

/// Whether one that was given earlier, and counts, leaves it no place.
fn of_the_others(coupon: &Coupon, earlier: &[CouponState]) -> Option<CouponRefusal> {
    earlier
        .iter()
        .find(|other| other.refusal.is_none() && !(other.coupon.stacks && coupon.stacks))
        .map(|other| CouponRefusal::NotStackable(other.coupon.code.clone()))
}
