//! Sending something back.

use serde::{Deserialize, Serialize};

use crate::{ChangeId, Money, Photo, PhotoUse, ReturnId, Timestamp, VariantId};

/// `POST /api/v1/orders/{id}/returns`: asks to send goods of a delivered order back. Idempotent by `key`; the same key with
/// another body is refused with 422.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnRequest {
    /// Made by the client for one return.
    pub key: ChangeId,
    /// What goes back; each variant once.
    pub lines: Vec<ReturnLine>,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words; at most 500 characters, empty unless the reason is `other`.
    pub words: String,
    /// How it looks, for the shop only: at most four photos of the session that are used nowhere else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoUse>,
}

/// So many of a variant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnLine {
    /// Which variant of the order.
    pub variant: VariantId,
    /// 1 to as many as were bought and are not on their way back.
    pub quantity: u32,
}

/// Why something goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// Too small, too large.
    DoesNotFit,
    /// It is not what the page said.
    NotAsDescribed,
    /// It arrived broken.
    Damaged,
    /// Nothing is wrong with it.
    ChangedMind,
    /// Something else, told in words.
    #[default]
    Other,
}

/// Goods that go back, as an order lists them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Return {
    /// Which return.
    pub id: ReturnId,
    /// What goes back.
    pub lines: Vec<ReturnLine>,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words; may be empty.
    pub words: String,
    /// What the shopper showed of it.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Where it stands.
    pub state: ReturnState,
    /// How it got there, oldest first.
    pub steps: Vec<ReturnStep>,
    /// Why the shop said no; empty unless it did.
    #[serde(default)]
    pub answer: String,
    /// What is paid back for it; known when the shop has the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Money>,
}

/// Where a return stands. The moves between states are in `domain::returns`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReturnState {
    /// The shopper asked.
    #[default]
    Requested,
    /// The shop has the goods; the money is on its way.
    TakenBack,
    /// The money is back with the shopper.
    Refunded,
    /// The shop said no, and why.
    Refused,
}

/// One step of a return's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnStep {
    /// The state that was reached.
    pub state: ReturnState,
    /// When.
    pub at: Timestamp,
}
