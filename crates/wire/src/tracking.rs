//! Where a parcel is.

use serde::{Deserialize, Serialize};

/// Who carries a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// For trying out: nothing is carried.
    #[default]
    Test,
    /// DHL.
    Dhl,
    /// DPD.
    Dpd,
    /// PostNord.
    PostNord,
    /// UPS.
    Ups,
}

/// Where a parcel can be followed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tracking {
    /// Who carries it.
    pub carrier: Carrier,
    /// The carrier's number.
    pub number: String,
    /// The carrier's page about it.
    pub url: String,
}
