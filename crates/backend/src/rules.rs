//! The shop's own numbers.

use meadow_domain::pricing;
use meadow_wire::{Cart, CartLine, CouponState, Totals};

use crate::markets;

/// A session that is not used for so long is over.
pub const SESSION_DAYS: i64 = 90;

/// The same in milliseconds.
pub const SESSION_MS: i64 = SESSION_DAYS * DAY_MS;

/// A payment that nobody works on any more keeps its goods so long after the hold ended: the provider may still say yes.
pub const PAYING_GRACE_MS: i64 = 60_000;

/// A payment that waits for the shopper or the bank keeps its goods so long after the hold ended, however often another
/// way is tried: banks give up a second step after five to ten minutes, and who pays in the last second of the hold must
/// have that time too. Longer, and the last piece could be kept from others for nothing.
pub const PAYING_EXTENSION_MS: i64 = 10 * 60_000;

/// A bank that has not answered so long after the hold ended is not waited for any more: what comes later is given back.
pub const PAYMENT_ENDS_MS: i64 = DAY_MS;

/// A webhook that comes twice is taken once for so long; Stripe tries for three days.
pub const WEBHOOKS_KEPT_MS: i64 = 30 * DAY_MS;

const DAY_MS: i64 = 86_400_000;

/// A cart change that arrives twice is applied once for so long: as long as a device may be away without losing its
/// session.
pub const CHANGES_KEPT_MS: i64 = SESSION_DAYS * DAY_MS;

/// A photo that nothing uses is forgotten after so long.
pub const PHOTOS_KEPT_MS: i64 = DAY_MS;

/// A hold that ended without an order is forgotten after so long.
pub const HOLDS_KEPT_MS: i64 = 7 * DAY_MS;

/// A session that is over, and has no orders, is forgotten after so long.
pub const SESSIONS_KEPT_MS: i64 = 30 * DAY_MS;

/// A cart from what is in it, and where it goes.
pub fn cart(version: u64, lines: Vec<CartLine>, coupons: Vec<CouponState>, destination: &str) -> Cart {
    let mut cart = Cart {
        version,
        lines,
        coupons,
        totals: Totals::default(),
        rules: markets::rules(destination),
    };
    pricing::settle(&mut cart);
    cart
}
