//! Money, in whole minor units.

use serde::{Deserialize, Serialize};

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Euro, two digits.
    #[default]
    Eur,
    /// Pound sterling, two digits.
    Gbp,
    /// US dollar, two digits.
    Usd,
    /// Renminbi, two digits.
    Cny,
    /// Yen, no smaller unit.
    Jpy,
    /// Swiss franc, two digits.
    Chf,
    /// Won, no smaller unit.
    Krw,
}

impl Currency {
    /// The code of ISO 4217, as `Intl.NumberFormat` wants it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
            Self::Cny => "CNY",
            Self::Jpy => "JPY",
            Self::Chf => "CHF",
            Self::Krw => "KRW",
        }
    }

    /// How many digits the minor unit has: 2 for EUR, 0 for JPY.
    pub fn digits(self) -> u32 {
        match self {
            Self::Jpy | Self::Krw => 0,
            _ => 2,
        }
    }
}

/// An amount of money in whole minor units: `{"minor": 1250, "currency": "EUR"}` is 12.50 €.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Money {
    /// Cents for EUR; whole yen for JPY, which has no smaller unit.
    pub minor: i64,
    /// Chosen by the server. The client formats it and never converts.
    pub currency: Currency,
}
