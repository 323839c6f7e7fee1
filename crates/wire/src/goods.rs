//! What changes about goods while somebody looks at them.

use serde::{Deserialize, Serialize};

use crate::{Money, ProductId, Timestamp, VariantId};

/// The data of a `goods` event of `GET /api/v1/stream`: the products whose price or stock moved, as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoodsMoved {
    /// Each as it is now; what was told before about the same product is void.
    pub goods: Vec<Goods>,
    /// The server's clock when it looked.
    pub server_time: Timestamp,
}

/// What moves about a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Goods {
    /// Which product.
    pub product: ProductId,
    /// The lowest price of its variants.
    pub price: Money,
    /// Whether variants differ in price.
    pub price_varies: bool,
    /// How many can be bought now, over all variants.
    pub stock: u32,
    /// All its variants.
    pub variants: Vec<VariantNow>,
}

/// What moves about a variant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VariantNow {
    /// Which variant.
    pub variant: VariantId,
    /// What one costs.
    pub price: Money,
    /// How many can be bought now.
    pub stock: u32,
}
