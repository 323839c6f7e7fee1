//! Payments under way.

use gloo_net::http::Method;
use meadow_wire::{OrderKey, Payment, PaymentCode};

use super::client::{self, ApiError};

/// `GET /api/v1/payments/{key}`: where the payment stands that was asked for with this key.
pub async fn read(key: &OrderKey) -> Result<Payment, ApiError> {
    client::get(&client::path("/api/v1/payments/", key.as_str(), ""), &[]).await
}

/// `POST /api/v1/payments/{key}/confirm`: hands the bank the code that it asked for. The same try counts once.
pub async fn confirm(key: &OrderKey, code: &PaymentCode) -> Result<Payment, ApiError> {
    client::send(
        Method::POST,
        &client::path("/api/v1/payments/", key.as_str(), "/confirm"),
        code,
    )
    .await
}
