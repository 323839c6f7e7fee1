//! The shop's own numbers.

use meadow_domain::pricing::{self, PricedLine};
use meadow_wire::{Cart, CartLine, Currency, Money, OrderLine, PricingRules, Totals};

/// Delivery costs 4.90 €, and nothing from 59 € on.
pub const RULES: PricingRules = PricingRules {
    shipping: Money {
        minor: 490,
        currency: Currency::Eur,
    },
    free_shipping_from: Money {
        minor: 5_900,
        currency: Currency::Eur,
    },
};

/// A session that is not used for so long is over.
pub const SESSION_DAYS: i64 = 90;

/// The same in milliseconds.
pub const SESSION_MS: i64 = SESSION_DAYS * DAY_MS;

/// A payment that nobody works on any more keeps its goods so long after the hold ended: the provider may still say yes.
pub const PAYING_GRACE_MS: i64 = 60_000;

const DAY_MS: i64 = 86_400_000;

/// A cart change that arrives twice is applied once for so long: as long as a device may be away without losing its
/// session.
pub const CHANGES_KEPT_MS: i64 = SESSION_DAYS * DAY_MS;

/// A hold that ended without an order is forgotten after so long.
pub const HOLDS_KEPT_MS: i64 = 7 * DAY_MS;

/// A session that is over, and has no orders, is forgotten after so long.
pub const SESSIONS_KEPT_MS: i64 = 30 * DAY_MS;

/// A cart from its lines.
pub fn cart(version: u64, lines: Vec<CartLine>) -> Cart {
    let mut cart = Cart {
        version,
        lines,
        totals: Totals::default(),
        rules: RULES,
    };
    cart.totals = pricing::cart_totals(&cart);
    cart
}

/// What the lines of a checkout cost.
pub fn totals(lines: &[OrderLine]) -> Totals {
    let priced: Vec<PricedLine> = lines
        .iter()
        .map(|line| PricedLine {
            unit_price: line.unit_price,
            quantity: line.quantity,
        })
        .collect();
    pricing::totals(&priced, &RULES, None)
}
