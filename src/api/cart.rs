//! The cart.

use gloo_net::http::Method;
use meadow_wire::{Cart, CartChanges, CouponCode, CouponUse, Destination};

use super::client::{self, ApiError};

/// `GET /api/v1/cart`: this session's cart.
pub async fn read() -> Result<Cart, ApiError> {
    client::get("/api/v1/cart", &[]).await
}

/// `POST /api/v1/cart/changes`: applies changes in order; those applied before are skipped.
pub async fn change(changes: &CartChanges) -> Result<Cart, ApiError> {
    client::send(Method::POST, "/api/v1/cart/changes", changes).await
}

/// `PUT /api/v1/cart/coupons/{code}`: uses a coupon.
pub async fn use_coupon(code: &CouponCode, asked: &CouponUse) -> Result<Cart, ApiError> {
    client::send(Method::PUT, &coupon_path(code), asked).await
}

/// `DELETE /api/v1/cart/coupons/{code}`: uses a coupon no more.
pub async fn drop_coupon(code: &CouponCode) -> Result<Cart, ApiError> {
    client::send_empty(Method::DELETE, &coupon_path(code)).await
}

/// `PUT /api/v1/cart/destination`: says where the cart goes.
pub async fn send_to(destination: &Destination) -> Result<Cart, ApiError> {
    client::send(Method::PUT, "/api/v1/cart/destination", destination).await
}

fn coupon_path(code: &CouponCode) -> String {
    client::path("/api/v1/cart/coupons/", code.as_str(), "")
}
