//! Products.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use meadow_domain::cart_link::LINK_LINES_MAX;
use meadow_wire::{Offer, Page, Product, ProductId, VariantId};
use serde::Deserialize;

use super::{
    ask::{Id, Viewer},
    etag,
    openapi::{Busy, Unknown, WrongPage},
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

/// Which variants.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Their ids with commas between, at most 20.
    variants: String,
}

/// `GET /api/v1/offers?variants=…`: variants and whose they are, in the order asked; what is not sold is left out.
#[utoipa::path(get, path = "/api/v1/offers", tag = "products", params(Which),
    responses((status = 200, body = Page<Offer>), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn offers(
    State(shop): State<Shop>,
    which: Result<Query<Which>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Query(which) =
        which.map_err(|_| AppError::field("variants", "Name the variants once, with commas between."))?;
    let variants: Vec<VariantId> = which.variants.split(',').map(VariantId::from).collect();
    if variants.len() > LINK_LINES_MAX {
        return Err(AppError::field(
            "variants",
            format!("Ask for {LINK_LINES_MAX} variants at most."),
        ));
    }
    let page = Page {
        items: shop.db.offers(&variants).await?,
        next: None,
    };
    etag::answer(&headers, &page)
}
