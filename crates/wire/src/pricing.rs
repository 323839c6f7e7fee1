//! What decides what a cart costs, and what comes of it.

use serde::{Deserialize, Serialize};

use crate::{Currency, Money};

/// What a cart or an order costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Totals {
    /// How many things.
    pub items: u32,
    /// What they weigh together, without wrapping.
    #[serde(default)]
    pub weight_grams: u32,
    /// The lines together, with their quantity breaks.
    pub subtotal: Money,
    /// What coupons take off the lines, as a positive amount.
    pub discount: Money,
    /// What delivery costs.
    pub shipping: Money,
    /// Why it costs that.
    #[serde(default)]
    pub shipping_by: ShippingBy,
    /// The tax on goods and delivery together; 0 in orders from before taxes were kept.
    #[serde(default)]
    pub tax: Money,
    /// Whether the tax is within the prices or comes on top.
    #[serde(default)]
    pub tax_mode: TaxMode,
    /// What is to be paid: subtotal − discount + shipping, and the tax where it is added.
    pub total: Money,
}

/// Why delivery costs what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShippingBy {
    /// By its weight, within the destination's zone.
    #[default]
    Weight,
    /// Free: the goods are worth enough.
    Worth,
    /// Free: by a coupon.
    Coupon,
}

/// Whether taxes are within the prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    /// Every price holds its tax already.
    #[default]
    Included,
    /// The tax comes on top at the end.
    Added,
}

/// Which of a market's rates a product is taxed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxClass {
    /// Most goods, and delivery.
    #[default]
    Standard,
    /// Goods that the law favours, such as living plants.
    Reduced,
}

/// The shop's rules for totals, for one destination.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PricingRules {
    /// Where the goods go: ISO 3166-1 alpha-2. What follows holds there.
    pub destination: String,
    /// Of all amounts.
    pub currency: Currency,
    /// What delivery costs by weight, lightest first. Nothing, if it is empty.
    pub shipping: Vec<ShippingTier>,
    /// From this worth of goods (after coupons) on delivery is free; never, without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_shipping_from: Option<Money>,
    /// How the goods are taxed there.
    pub tax: TaxRules,
}

/// What delivery costs up to a weight. Heavier than all tiers costs what the last one costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShippingTier {
    /// All goods of the cart together weigh this at most.
    pub up_to_grams: u32,
    /// What it costs then.
    pub price: Money,
}

/// A market's taxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxRules {
    /// Whether the prices hold the tax.
    pub mode: TaxMode,
    /// In thousandths of the price without tax: 190 is 19 %.
    pub standard_permille: u32,
    /// The same for [`TaxClass::Reduced`].
    pub reduced_permille: u32,
}

/// What totals need to know of a variant besides its price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Terms {
    /// What one weighs.
    pub weight_grams: u32,
    /// By which rate it is taxed.
    pub tax_class: TaxClass,
    /// What one costs when more are bought, smallest quantity first.
    pub breaks: Vec<QuantityBreak>,
}

/// From a quantity on, each costs less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuantityBreak {
    /// So many of the variant in one cart, 2 to 99.
    pub from: u32,
    /// What each of them costs then.
    pub price: Money,
}
