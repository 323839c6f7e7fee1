//! Products.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use meadow_domain::{cart_link::LINK_LINES_MAX, limits::PAGE_DEFAULT};
use meadow_wire::{Offer, Page, Product, ProductId, Review, VariantId};
use serde::Deserialize;

use super::{
    ask::{Asked, Id, PageParams, Viewer},
    cursor, etag,
    openapi::{Busy, Unknown, WrongPage},
    problem::AppError,
};
use crate::{
    Shop,
    db::{Products, Reviews},
};

/// `GET /api/v1/products/{id}`: all about a product, with the stock of each variant and the first page of its reviews.
#[utoipa::path(get, path = "/api/v1/products/{id}", tag = "products", params(("id" = String, Path)),
    responses((status = 200, body = Product), (status = 304, description = "Not modified"), Unknown, Busy))]
pub async fn product(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    match shop.db.product(&ProductId(id), viewer.id()).await? {
        Some(mut product) => {
            cut_reviews(&mut product);
            etag::answer(&headers, &product)
        }
        None => Err(AppError::missing("product")),
    }
}

/// A product brings the first page of its reviews.
pub fn cut_reviews(product: &mut Product) {
    product.reviews_next = cursor::cut("reviews", &mut product.reviews, PAGE_DEFAULT, place);
}

/// `GET /api/v1/products/{id}/reviews?cursor=`: what buyers say of a product, newest first.
#[utoipa::path(get, path = "/api/v1/products/{id}/reviews", tag = "products",
    params(("id" = String, Path), PageParams),
    responses((status = 200, body = Page<Review>), (status = 304, description = "Not modified"),
        Unknown, WrongPage, Busy))]
pub async fn reviews(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = asked.after("reviews")?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let found = shop
        .db
        .reviews_of_product(&ProductId(id), after, asked.limit + 1, viewer.id())
        .await?;
    let mut items = found.ok_or_else(|| AppError::missing("product"))?;
    let next = cursor::cut("reviews", &mut items, asked.limit, place);
    etag::answer(&headers, &Page { items, next })
}

fn place(review: &Review) -> (i64, &str) {
    (review.at.ms, review.id.as_str())
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
