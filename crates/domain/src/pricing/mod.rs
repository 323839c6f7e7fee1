//! What a cart costs. Browser and server run this same code, so what the shopper sees is what is charged.
//!
//! In this order: each line by its quantity break; coupons off the lines (`coupons`); delivery by zone and weight; taxes,
//! within the prices or on top. Everything is whole minor units: where a part of one would be left, the sum is rounded
//! once, half away from zero, and spread over its lines so that they add up to it (`shares`).

pub mod coupons;
mod shares;

use meadow_wire::{
    Cart, CartLine, CouponKind, CouponState, Money, PricingRules, QuantityBreak, ShippingBy, TaxClass,
    TaxMode, Terms, Totals,
};

use shares::{held_in_i64, part, spread};

/// No line counts for more: all sums stay exact, on every device.
const LINE_MAX: i128 = (1 << 53) - 1;

/// What a cart comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// One for each of the cart's lines, in its order.
    pub lines: Vec<PricedLine>,
    /// The cart's coupons with what they take off, or why not.
    pub coupons: Vec<CouponState>,
    /// All together.
    pub totals: Totals,
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PricedLine {
    /// What one costs at this quantity.
    pub unit_price: Money,
    /// What the line costs before coupons.
    pub sum: Money,
    /// Its share of what the coupons take off.
    pub discount: Money,
    /// The rate of its tax, in thousandths.
    pub tax_permille: u32,
    /// Its share of the tax.
    pub tax: Money,
    /// What is paid for it all in all.
    pub paid: Money,
}

/// What the cart costs, by its lines, its coupons and its rules.
///
/// Of its coupons' refusals those are kept that only the server can know of; the others are found anew.
pub fn price(cart: &Cart) -> Priced {
    let rules = &cart.rules;
    let in_currency = |minor: i128| Money {
        minor: held_in_i64(minor),
        currency: rules.currency,
    };
    let units: Vec<Money> = cart
        .lines
        .iter()
        .map(|line| unit_price(line.unit_price, &line.terms, line.quantity))
        .collect();
    let sums: Vec<i128> = cart
        .lines
        .iter()
        .zip(&units)
        .map(|(line, unit)| (i128::from(unit.minor) * i128::from(line.quantity)).clamp(0, LINE_MAX))
        .collect();
    let off = coupons::take_off(cart, &sums);
    let left: Vec<i128> = sums.iter().zip(&off.lines).map(|(sum, off)| sum - off).collect();
    let worth: i128 = left.iter().sum();
    let items: u64 = cart.lines.iter().map(|line| u64::from(line.quantity)).sum();
    let weight_grams = weight(&cart.lines);
    let (shipping, shipping_by) = shipping(rules, items, weight_grams, worth, &off.coupons);
    let (taxes, shipping_tax) = taxes(rules, &cart.lines, &left, shipping);
    let added = match rules.tax.mode {
        TaxMode::Included => 0,
        TaxMode::Added => 1,
    };
    let lines: Vec<PricedLine> = cart
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let of = |all: &[i128]| all.get(at).copied().unwrap_or_default();
            PricedLine {
                unit_price: units.get(at).copied().unwrap_or_default(),
                sum: in_currency(of(&sums)),
                discount: in_currency(of(&off.lines)),
                tax_permille: permille(rules, line.terms.tax_class),
                tax: in_currency(of(&taxes)),
                paid: in_currency(of(&left) + added * of(&taxes)),
            }
        })
        .collect();
    let tax = taxes.iter().sum::<i128>() + shipping_tax;
    let totals = Totals {
        items: u32::try_from(items).unwrap_or(u32::MAX),
        weight_grams,
        subtotal: in_currency(sums.iter().sum()),
        discount: in_currency(off.lines.iter().sum()),
        shipping: in_currency(shipping),
        shipping_by,
        tax: in_currency(tax),
        tax_mode: rules.tax.mode,
        total: in_currency(worth + shipping + added * tax),
    };
    Priced {
        lines,
        coupons: off.coupons,
        totals,
    }
}

/// Brings a cart's totals, and what its coupons take off, in line with its lines.
pub fn settle(cart: &mut Cart) {
    let Priced { coupons, totals, .. } = price(cart);
    cart.coupons = coupons;
    cart.totals = totals;
}

/// What one costs when so many are bought.
pub fn unit_price(single: Money, terms: &Terms, quantity: u32) -> Money {
    terms
        .breaks
        .iter()
        .filter(|step| step.from <= quantity)
        .max_by_key(|step| step.from)
        .map_or(single, |step| step.price)
}

/// From how many on each costs less than now.
pub fn next_break(terms: &Terms, quantity: u32) -> Option<&QuantityBreak> {
    terms
        .breaks
        .iter()
        .filter(|step| step.from > quantity)
        .min_by_key(|step| step.from)
}

fn weight(lines: &[CartLine]) -> u32 {
    lines
        .iter()
        .map(|line| line.terms.weight_grams.saturating_mul(line.quantity))
        .fold(0, u32::saturating_add)
}

fn shipping(
    rules: &PricingRules,
    items: u64,
    weight_grams: u32,
    worth: i128,
    coupons: &[CouponState],
) -> (i128, ShippingBy) {
    let is_worth = rules
        .free_shipping_from
        .is_some_and(|from| worth >= i128::from(from.minor));
    let has_coupon = coupons
        .iter()
        .any(|state| state.refusal.is_none() && state.coupon.takes == CouponKind::FreeShipping);
    if items == 0 {
        return (0, ShippingBy::Weight);
    }
    if is_worth {
        return (0, ShippingBy::Worth);
    }
    if has_coupon {
        return (0, ShippingBy::Coupon);
    }
    let tier = rules
        .shipping
        .iter()
        .find(|tier| weight_grams <= tier.up_to_grams)
        .or(rules.shipping.last());
    let price = tier.map_or(0, |tier| i128::from(tier.price.minor).max(0));
    (price, ShippingBy::Weight)
}

/// Each line's tax and the delivery's, which is taxed by the standard rate. Each rate is rounded once.
fn taxes(rules: &PricingRules, lines: &[CartLine], left: &[i128], shipping: i128) -> (Vec<i128>, i128) {
    let of = |class: TaxClass, delivery: i128| {
        let mut amounts: Vec<i128> = lines
            .iter()
            .zip(left)
            .map(|(line, left)| if line.terms.tax_class == class { *left } else { 0 })
            .collect();
        amounts.push(delivery);
        let rate = i128::from(permille(rules, class));
        let whole = match rules.tax.mode {
            TaxMode::Included => 1_000 + rate,
            TaxMode::Added => 1_000,
        };
        spread(part(amounts.iter().sum(), rate, whole), &amounts)
    };
    let mut both: Vec<i128> = of(TaxClass::Standard, shipping)
        .into_iter()
        .zip(of(TaxClass::Reduced, 0))
        .map(|(standard, reduced)| standard + reduced)
        .collect();
    let delivery = both.pop().unwrap_or_default();
    (both, delivery)
}

/// A rate; more than the whole price is none, and would make sums too large.
fn permille(rules: &PricingRules, class: TaxClass) -> u32 {
    let rate = match class {
        TaxClass::Standard => rules.tax.standard_permille,
        TaxClass::Reduced => rules.tax.reduced_permille,
    };
    rate.min(1_000)
}
