//! What was written in a place that the reader picks. Nobody is asked where they are.

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use meadow_domain::limits::PLACE_MAX;
use meadow_wire::{FeedItem, Page, Places};
use serde::Deserialize;

use super::{
    ask::{Asked, PageParams, Viewer},
    etag, feed,
    openapi::{Busy, WrongPage},
    problem::AppError,
};
use crate::{
    Shop,
    db::{Notes, NotesOf},
};

/// Which place.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlaceParams {
    /// Its name, as `GET /api/v1/places` tells it.
    #[param(value_type = String, min_length = 1, max_length = 100)]
    place: Option<String>,
}

/// `GET /api/v1/feed/nearby?place=…&cursor=&limit=`: the notes written in a place, newest first. A place that nobody
/// wrote in is an empty page.
#[utoipa::path(get, path = "/api/v1/feed/nearby", tag = "feed", params(PlaceParams, PageParams),
    responses((status = 200, body = Page<FeedItem>), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn nearby(
    State(shop): State<Shop>,
    viewer: Viewer,
    asked: Asked,
    Query(params): Query<PlaceParams>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let place = params.place.unwrap_or_default();
    let place = place.trim();
    if place.is_empty() || place.chars().count() > PLACE_MAX {
        return Err(AppError::field("place", "Name a place of the list of places."));
    }
    let page = feed::newest(&shop, NotesOf::Town(place), &asked, viewer.id(), Vec::new()).await?;
    etag::answer(&headers, &page)
}

/// `GET /api/v1/places`: the places that notes were written in, those with most notes first.
#[utoipa::path(get, path = "/api/v1/places", tag = "feed",
    responses((status = 200, body = Places), (status = 304, description = "Not modified"), Busy))]
pub async fn places(State(shop): State<Shop>, headers: HeaderMap) -> Result<Response, AppError> {
    let items = shop.db.places().await?;
    etag::answer(&headers, &Places { items })
}
