//! Reviews, and the keys that the shop signs them with.

use gloo_net::http::Method;
use meadow_wire::{OrderId, Page, PublicKeys, Review, ReviewId, ReviewRequest, ReviewWords};

use super::client::{self, ApiError};

/// `POST /api/v1/orders/{id}/reviews`: says something of one thing of an order. The same key gives the same review.
pub async fn write(order: &OrderId, asked: &ReviewRequest) -> Result<Review, ApiError> {
    client::send(Method::POST, &of_order(order), asked).await
}

/// `GET /api/v1/orders/{id}/reviews`: what this session said of its order.
pub async fn written(order: &OrderId) -> Result<Page<Review>, ApiError> {
    client::get(&of_order(order), &[]).await
}

/// `PUT /api/v1/reviews/{id}`: says something else instead.
pub async fn change(review: &ReviewId, words: &ReviewWords) -> Result<Review, ApiError> {
    client::send(Method::PUT, &one(review), words).await
}

/// `DELETE /api/v1/reviews/{id}`: takes a review back.
pub async fn remove(review: &ReviewId) -> Result<(), ApiError> {
    client::tell_empty(Method::DELETE, &one(review)).await
}

/// `GET /api/v1/keys`: every public key that ever signed for the shop.
pub async fn keys() -> Result<PublicKeys, ApiError> {
    client::get("/api/v1/keys", &[]).await
}

fn of_order(order: &OrderId) -> String {
    client::path("/api/v1/orders/", order.as_str(), "/reviews")
}

fn one(review: &ReviewId) -> String {
    client::path("/api/v1/reviews/", review.as_str(), "")
}
