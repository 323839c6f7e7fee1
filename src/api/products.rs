//! Products.

use meadow_wire::{Offer, Product, ProductId, VariantId};

use super::client::{self, ApiError};

/// `GET /api/v1/products/{id}`: all about a product.
pub async fn read(id: &ProductId) -> Result<Product, ApiError> {
    client::get(&client::path("/api/v1/products/", id.as_str(), ""), &[]).await
}

/// `GET /api/v1/variants/{id}`: one thing that can be bought, and whose it is.
pub async fn offer(id: &VariantId) -> Result<Offer, ApiError> {
    client::get(&client::path("/api/v1/variants/", &id.0, ""), &[]).await
}
