//! Products.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_wire::{Product, ProductId};

use super::{
    ask::{Id, Viewer},
    etag,
    openapi::{Busy, Unknown},
    problem::AppError,
};
use crate::{Shop, db::Products};

/// `GET /api/v1/products/{id}`: all about a product, with the stock of each variant.
#[utoipa::path(get, path = "/api/v1/products/{id}", tag = "products", params(("id" = String, Path)),
    responses((status = 200, body = Product), (status = 304, description = "Not modified"), Unknown, Busy))]
pub async fn product(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    match shop.db.product(&ProductId(id), viewer.id()).await? {
        Some(product) => etag::answer(&headers, &product),
        None => Err(AppError::missing("product")),
    }
}
