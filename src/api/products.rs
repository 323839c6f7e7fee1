//! Products.

use meadow_wire::{Offer, Page, Product, ProductId, Review, VariantId};

use super::client::{self, ApiError};

/// `GET /api/v1/products/{id}`: all about a product.
pub async fn read(id: &ProductId) -> Result<Product, ApiError> {
    client::get(&client::path("/api/v1/products/", id.as_str(), ""), &[]).await
}

/// `GET /api/v1/products/{id}/reviews?cursor=…`: its reviews from there on, the newest first.
pub async fn reviews(id: &ProductId, cursor: &str) -> Result<Page<Review>, ApiError> {
    let path = client::path("/api/v1/products/", id.as_str(), "/reviews");
    client::get(&path, &[("cursor", cursor)]).await
}

/// `GET /api/v1/offers?variants=…`: those that are sold, in the order asked.
pub async fn offers(ids: &[VariantId]) -> Result<Page<Offer>, ApiError> {
    let ids: Vec<&str> = ids.iter().map(|id| id.0.as_str()).collect();
    client::get("/api/v1/offers", &[("variants", &ids.join(","))]).await
}
