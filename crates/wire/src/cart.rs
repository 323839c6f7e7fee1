//! The cart.

use serde::{Deserialize, Serialize};

use crate::{ChangeId, CouponState, Money, Picture, PricingRules, ProductId, Terms, Totals, VariantId};

/// `GET /api/v1/cart`, and the answer to every change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cart {
    /// Grows by one with each change; the higher of two is the newer.
    pub version: u64,
    /// In the order in which they were first added.
    pub lines: Vec<CartLine>,
    /// The coupons, in the order in which they were given, also those that take nothing off now.
    #[serde(default)]
    pub coupons: Vec<CouponState>,
    /// What it costs, by `domain::pricing` from `lines`, `coupons` and `rules`.
    pub totals: Totals,
    /// What the client needs to compute the same totals.
    pub rules: PricingRules,
}

/// A variant and how many of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CartLine {
    /// Which variant.
    pub variant: VariantId,
    /// Its product.
    pub product: ProductId,
    /// The product's name.
    pub name: String,
    /// The language of the name, a BCP 47 tag.
    pub lang: String,
    /// The variant in words, such as `38 · black`; empty if there is only one.
    pub choice: String,
    /// The product's picture.
    pub picture: Picture,
    /// 1 to 99.
    pub quantity: u32,
    /// What one costs now, without quantity breaks.
    pub unit_price: Money,
    /// What else decides what the line costs.
    #[serde(default)]
    pub terms: Terms,
    /// How many can be bought now; may be less than `quantity`.
    pub stock: u32,
}

/// A change to the cart, made by the client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CartChange {
    /// Made by the client; a change that arrives twice is applied once.
    pub id: ChangeId,
    /// Which variant.
    pub variant: VariantId,
    /// How many more (or, negative, fewer), −99 to 99, not 0. The quantity is then held within 0 to 99.
    pub delta: i32,
}

/// `POST /api/v1/cart/changes`: 1 to 50 changes, applied in order, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CartChanges {
    /// In order.
    pub changes: Vec<CartChange>,
}
