//! Coupons.

use serde::{Deserialize, Serialize};

use crate::{CouponCode, Money, ProductId, RoomId, Timestamp};

/// What takes something off, if its conditions hold. Who may use it and how often, only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coupon {
    /// What is typed: `WELCOME10`.
    pub code: CouponCode,
    /// What it takes off.
    pub takes: CouponKind,
    /// It counts from this worth of goods on, before coupons; from any, without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Money>,
    /// It takes off these products only; all of them, if this is empty.
    pub products: Vec<ProductId>,
    /// It is for those who saw it in this live room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// It counts from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// It counts until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Whether it counts beside others. One that does not counts alone: whichever was given first stays.
    pub stacks: bool,
    /// What its giver says of it.
    pub words: String,
    /// The language of the words, a BCP 47 tag.
    pub lang: String,
}

/// What a coupon takes off. Percentages are taken first, then amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CouponKind {
    /// A part of what the goods cost, in thousandths: 125 is 12.5 %.
    Percent {
        /// At most 1000 counts.
        permille: u32,
    },
    /// A fixed amount, at most what the goods cost.
    Amount(Money),
    /// Delivery is free.
    FreeShipping,
}

/// A coupon of a cart and whether it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CouponState {
    /// The coupon.
    pub coupon: Coupon,
    /// What it takes off the goods; a free delivery is seen in `shipping_by`.
    pub takes_off: Money,
    /// Why it takes nothing off now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<CouponRefusal>,
}

/// Why a coupon takes nothing off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CouponRefusal {
    /// Its time is to come.
    NotBegun,
    /// Its time is over.
    Expired,
    /// It was used as often as it can be.
    UsedUp,
    /// This shopper used it as often as one can.
    UsedByYou,
    /// It was given to somebody else.
    NotForYou,
    /// Nothing in the cart goes with it. The client finds out by itself.
    OtherGoods,
    /// The goods are not worth enough; so much is missing. The client finds out by itself.
    MinimumNotReached(Money),
    /// One of the two does not count beside others, and this one was given first. The client finds out by itself.
    NotStackable(CouponCode),
}

/// `PUT /api/v1/cart/coupons/{code}`: uses a coupon. The code's case does not matter, nor spaces around it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponUse {
    /// The live room in which the shopper was last: a coupon of a room is given together with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
}

/// `PUT /api/v1/cart/destination`: where the cart will go, so that delivery and taxes are right.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// ISO 3166-1 alpha-2, such as `DE`; one of the countries that the shop ships to.
    pub country: String,
}
