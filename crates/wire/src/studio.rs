//! The owner's side of the shop.

use serde::{Deserialize, Serialize};

use crate::{
    Address, Carrier, ChangeId, OrderId, OrderLine, OrderState, PersonCard, Return, ReturnId, Timestamp,
    Tracking,
};

/// `POST /api/v1/studio/enter`: from now on this session acts for the owner whose key it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StudioEntry {
    /// The shop's key.
    pub key: String,
}

/// Keeps keys out of logs.
impl std::fmt::Debug for StudioEntry {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("StudioEntry(…)")
    }
}

/// `GET /api/v1/studio`: whom the session acts for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Studio {
    /// The owner.
    pub owner: PersonCard,
    /// Whether it also looks after what people report.
    pub moderator: bool,
}

/// An order that holds goods of the owner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StudioOrder {
    /// Which order.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// Where it stands; `domain::order` says what can follow.
    pub state: OrderState,
    /// The owner's goods in it.
    pub lines: Vec<OrderLine>,
    /// How many things of other owners go in the same parcel.
    pub others: u32,
    /// Where it goes.
    pub address: Address,
    /// Where the parcel can be followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<Tracking>,
    /// The returns that hold goods of the owner.
    pub returns: Vec<Return>,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// `POST /api/v1/studio/orders/{id}/moves`: moves an order. Idempotent by `key`; the same key with another body is refused
/// with 422.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StudioMove {
    /// Made by the client for one move.
    pub key: ChangeId,
    /// What is done.
    pub act: StudioAct,
}

/// What an owner does with an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StudioAct {
    /// It is wrapped.
    Pack,
    /// The carrier has it.
    Ship(Shipment),
    /// It arrived.
    Deliver,
    /// The goods of this return are here again.
    TakeBack(ReturnId),
    /// This return is not taken.
    Refuse(Refusal),
}

/// Who carries a parcel, under which number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Shipment {
    /// Who.
    pub carrier: Carrier,
    /// 4 to 40 letters A–Z, digits and hyphens.
    pub number: String,
}

/// A return that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Which.
    pub id: ReturnId,
    /// Why, for the shopper; 1 to 500 characters.
    pub why: String,
}
