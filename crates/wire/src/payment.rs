//! How an order is paid, and where a payment stands that is not an order yet.

use serde::{Deserialize, Serialize};

use crate::{ChangeId, OrderId, OrderKey, Timestamp};

/// How an order is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// The built-in provider, for trying out: `{"test": "succeeds"}`.
    Test(TestCard),
    /// On the payment provider's own page, which leads back to the shop.
    Redirect,
}

/// What the test provider does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TestCard {
    /// Pays at once.
    Succeeds,
    /// Is declined; the goods stay held, another card can be tried with a new key.
    Declined,
    /// Pays, but answers only after ten seconds.
    Slow,
    /// Asks for a code first: 123456 pays, the third wrong one declines.
    SecondStep,
    /// Never answers.
    TimesOut,
    /// Pays after thirty seconds and says so in a webhook.
    PaysLater,
    /// Pays after a second and says so in a webhook that comes twice.
    TwiceWebhook,
    /// Pays, and the webhook comes before the answer.
    EarlyWebhook,
}

/// A way to pay that this shop offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// With [`PaymentMethod::Test`].
    Test,
    /// With [`PaymentMethod::Redirect`].
    Redirect,
}

/// `GET /api/v1/payments/{key}`: where a payment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    /// The key that the order was asked for with.
    pub key: OrderKey,
    /// Where it stands.
    pub state: PaymentState,
    /// So long the goods wait for an open payment (server clock).
    pub until: Timestamp,
}

/// Where a payment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// It can still succeed.
    Open(NextAction),
    /// It is this order.
    Paid(OrderId),
    /// It was declined; another way can be tried with a new key.
    Declined,
    /// It came to nothing: the goods went back on sale, or another way was chosen. What was paid is given back.
    Expired,
}

/// What must happen before a payment succeeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NextAction {
    /// The shopper's bank wants a code: `POST /api/v1/payments/{key}/confirm`.
    Confirm(ConfirmStep),
    /// The shopper goes to the provider's page.
    Redirect(RedirectStep),
    /// Nothing: the bank has not answered yet.
    Wait,
}

/// A bank that wants a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmStep {
    /// How many wrong codes it still forgives, and one more: at least 1.
    pub tries_left: u32,
}

/// A page at the payment provider.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RedirectStep {
    /// Its address; it leads back to `/checkout/return`.
    pub url: String,
}

/// `POST /api/v1/payments/{key}/confirm`: the code that the bank asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentCode {
    /// Made by the client for one try: a try that arrives twice counts once.
    pub id: ChangeId,
    /// As it was typed.
    pub code: String,
}
