//! Products.

use meadow_wire::{Product, ProductId};

use super::client::{self, ApiError};

/// `GET /api/v1/products/{id}`: all about a product.
pub async fn read(id: &ProductId) -> Result<Product, ApiError> {
    client::get(&client::path("/api/v1/products/", id.as_str(), ""), &[]).await
}
