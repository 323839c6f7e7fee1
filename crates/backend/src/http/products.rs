//! Products.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_wire::{Offer, Product, ProductId, VariantId};

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

/// `GET /api/v1/variants/{id}`: one thing that can be bought, and whose it is.
#[utoipa::path(get, path = "/api/v1/variants/{id}", tag = "products", params(("id" = String, Path)),
    responses((status = 200, body = Offer), (status = 304, description = "Not modified"), Unknown, Busy))]
pub async fn variant(State(shop): State<Shop>, Id(id): Id, headers: HeaderMap) -> Result<Response, AppError> {
    match shop.db.offer(&VariantId(id)).await? {
        Some(offer) => etag::answer(&headers, &offer),
        None => Err(AppError::missing("variant")),
    }
}
