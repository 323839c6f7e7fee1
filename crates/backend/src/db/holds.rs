//! What a checkout is while it lasts, and why there is none.

use meadow_wire::{Checkout, CheckoutId, FieldError, Timestamp};
use serde::Deserialize;
use sqlx::{Row, sqlite::SqliteRow};

use super::{DbError, rows};

/// Where a hold stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldState {
    /// The goods are set aside.
    Held,
    /// Somebody pays for them just now.
    Paying,
    /// They became an order.
    Used,
    /// They are back on sale.
    Released,
}

/// A checkout and where it stands.
#[derive(Debug, Clone)]
pub struct Hold {
    /// What the shopper sees.
    pub checkout: Checkout,
    /// Where it stands.
    pub state: HoldState,
}

impl Hold {
    /// Whether the goods are not held any more.
    pub fn is_over(&self, now: Timestamp) -> bool {
        match self.state {
            HoldState::Held => self.checkout.held_until <= now,
            HoldState::Paying | HoldState::Used => false,
            HoldState::Released => true,
        }
    }
}

/// Why nothing is held.
#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    /// Nothing is in the cart.
    #[error("the cart is empty")]
    EmptyCart,
    /// The cart is not the one the shopper saw.
    #[error("the cart changed")]
    CartChanged,
    /// Prices, coupons or taxes are not as they were shown; in words, what changed.
    #[error("prices changed")]
    PricesChanged(Vec<FieldError>),
    /// Less is left than is wanted; `lines.<variant>` names each.
    #[error("sold out")]
    SoldOut(Vec<FieldError>),
    /// The key belongs to another request.
    #[error("the key was used for something else")]
    KeyReused,
    /// The key's checkout is over.
    #[error("the hold expired")]
    Expired,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for CheckoutError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// From a row of `checkouts`.
pub(super) fn hold(row: &SqliteRow, now: Timestamp) -> Result<Hold, DbError> {
    Ok(Hold {
        checkout: Checkout {
            id: CheckoutId(row.try_get("id")?),
            held_until: rows::moment(row, "held_until")?,
            server_time: now,
            lines: rows::order_lines(row)?,
            coupons: rows::json(row, "coupons")?,
            destination: row.try_get("destination")?,
            totals: rows::json(row, "totals")?,
            // What the shop offers is known where it is answered.
            pays_with: Vec::new(),
        },
        state: rows::word(row.try_get("state")?)?,
    })
}
