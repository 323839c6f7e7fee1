//! The cart.

use gloo_net::http::Method;
use meadow_wire::{Cart, CartChanges};

use super::client::{self, ApiError};

/// `GET /api/v1/cart`: this session's cart.
pub async fn read() -> Result<Cart, ApiError> {
    client::get("/api/v1/cart", &[]).await
}

/// `POST /api/v1/cart/changes`: applies changes in order; those applied before are skipped.
pub async fn change(changes: &CartChanges) -> Result<Cart, ApiError> {
    client::send(Method::POST, "/api/v1/cart/changes", changes).await
}
