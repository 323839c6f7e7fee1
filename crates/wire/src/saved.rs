//! What a shopper keeps for another day.

use serde::{Deserialize, Serialize};

use crate::{Money, Offer, Timestamp};

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SavedList {
    /// Set aside from the cart.
    Later,
    /// Wished for.
    Wishes,
}

/// Something that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    /// Where.
    pub list: SavedList,
    /// What, as it is now.
    pub offer: Offer,
    /// How many, 1 to 99.
    pub quantity: u32,
    /// What one cost when it was put here.
    pub price_then: Money,
    /// When that was.
    pub at: Timestamp,
}

/// `GET /api/v1/saved`, and the answer to every change: all that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedThings {
    /// Newest first; at most 200.
    pub items: Vec<Saved>,
}

/// `PUT /api/v1/saved/{list}/{variant}`: keeps so many of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveRequest {
    /// 1 to 99.
    pub quantity: u32,
}
