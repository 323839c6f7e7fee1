//! From cart to order.

use serde::{Deserialize, Serialize};

use crate::{
    CheckoutId, CouponState, Money, OrderId, OrderKey, PaymentKind, PaymentMethod, Picture, ProductId,
    Timestamp, Totals, VariantId,
};

/// `POST /api/v1/checkouts`: holds the cart's goods for ten minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckoutRequest {
    /// Made by the client for one purchase; asking again with it gives the same checkout.
    pub key: OrderKey,
    /// The cart that the shopper saw; another version is refused with 409.
    pub cart_version: u64,
}

/// Goods held for a shopper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checkout {
    /// Which checkout.
    pub id: CheckoutId,
    /// The goods go back on sale at this time (server clock).
    pub held_until: Timestamp,
    /// The server's clock when it answered.
    pub server_time: Timestamp,
    /// What is held.
    pub lines: Vec<OrderLine>,
    /// The cart's coupons as they stood then; those that count are kept for this checkout too.
    #[serde(default)]
    pub coupons: Vec<CouponState>,
    /// Where it goes, ISO 3166-1 alpha-2: the totals hold for there, and the order's address must be there. Empty in
    /// checkouts from before totals knew countries.
    #[serde(default)]
    pub destination: String,
    /// What it costs. Nothing changes it any more, whatever happens to prices and coupons.
    pub totals: Totals,
    /// How it can be paid here.
    pub pays_with: Vec<PaymentKind>,
}

/// `POST /api/v1/orders`: pays for a checkout. Idempotent by `key`: the same key gives the same order,
/// the same key with another body is refused with 422. Answers an [`Order`], or with 202 a [`crate::Payment`] that needs
/// one step more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderRequest {
    /// The same as in the checkout request.
    pub key: OrderKey,
    /// What is bought.
    pub checkout: CheckoutId,
    /// Where it goes.
    pub address: Address,
    /// How it is paid.
    pub payment: PaymentMethod,
}

/// Where an order goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// 1 to 100 characters.
    pub name: String,
    /// For the confirmation.
    pub email: String,
    /// Street and number, 1 to 200 characters.
    pub street: String,
    /// 2 to 12 characters.
    pub postal_code: String,
    /// 1 to 100 characters.
    pub city: String,
    /// ISO 3166-1 alpha-2, such as `DE`; the checkout's destination.
    pub country: String,
}

/// `GET /api/v1/orders/{id}`: an order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Order {
    /// Which order.
    pub id: OrderId,
    /// The number people say on the phone, such as `M-2026-000123`.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// How it got there, oldest first.
    pub steps: Vec<OrderStep>,
    /// What was bought, at the price of that moment.
    pub lines: Vec<OrderLine>,
    /// The coupons that took something off.
    #[serde(default)]
    pub coupons: Vec<CouponState>,
    /// What it cost.
    pub totals: Totals,
    /// Where it goes.
    pub address: Address,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// One line of a checkout or an order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLine {
    /// Which variant.
    pub variant: VariantId,
    /// Its product.
    pub product: ProductId,
    /// The product's name then.
    pub name: String,
    /// The language of the name, a BCP 47 tag.
    pub lang: String,
    /// The variant in words.
    pub choice: String,
    /// The product's picture.
    pub picture: Picture,
    /// 1 to 99.
    pub quantity: u32,
    /// What one cost then, with its quantity break.
    pub unit_price: Money,
    /// What coupons took off the line.
    #[serde(default)]
    pub discount: Money,
    /// The rate of its tax, in thousandths.
    #[serde(default)]
    pub tax_permille: u32,
    /// The tax within `paid`.
    #[serde(default)]
    pub tax: Money,
    /// What was paid for the line all in all; the lines and the delivery (with its tax) together are the total.
    #[serde(default)]
    pub paid: Money,
}

/// Where an order stands. The moves between states are in `domain::order`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Taken, not paid yet.
    #[default]
    Placed,
    /// Paid.
    Paid,
    /// Wrapped and labelled.
    Packed,
    /// On its way.
    Shipped,
    /// With the shopper.
    Delivered,
    /// Given up before it was shipped.
    Cancelled,
    /// The shopper wants to send it back.
    ReturnRequested,
    /// Back with the shop.
    Returned,
    /// The money is back with the shopper.
    Refunded,
}

/// One step of an order's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderStep {
    /// The state that was reached.
    pub state: OrderState,
    /// When.
    pub at: Timestamp,
}
