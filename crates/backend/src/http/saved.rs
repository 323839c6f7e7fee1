//! What a shopper keeps for another day.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::limits::MAX_QUANTITY;
use meadow_wire::{SaveRequest, SavedList, SavedThings, VariantId};

use super::{
    ask::{Body, Viewer, Who},
    etag,
    openapi::{Busy, Conflict, NeedsSession, Unknown, WrongBody},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{SAVED_MAX, SaveError, SavedForLater},
};

type Place = Result<Path<(SavedList, String)>, PathRejection>;

/// `GET /api/v1/saved`: all that the session keeps; nothing without a session.
#[utoipa::path(get, path = "/api/v1/saved", tag = "cart", security((), ("session" = [])),
    responses((status = 200, body = SavedThings), (status = 304, description = "Not modified"), Busy))]
pub async fn saved(
    State(shop): State<Shop>,
    viewer: Viewer,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let things = match viewer.id() {
        Some(session) => shop.db.saved(session).await?,
        None => SavedThings::default(),
    };
    etag::answer(&headers, &things)
}

/// `PUT /api/v1/saved/{list}/{variant}`: keeps so many of a variant, at most 200 things in all.
///
/// What is kept already keeps its price and its place. Saying it twice changes once.
#[utoipa::path(put, path = "/api/v1/saved/{list}/{variant}", tag = "cart", security(("session" = [])),
    params(("list" = SavedList, Path), ("variant" = String, Path)), request_body = SaveRequest,
    responses((status = 200, body = SavedThings), Unknown, Conflict, NeedsSession, WrongBody, Busy))]
pub async fn save(
    State(shop): State<Shop>,
    Who(known): Who,
    place: Place,
    Body(asked): Body<SaveRequest>,
) -> Result<Response, AppError> {
    let (list, variant) = read(place)?;
    if !(1..=MAX_QUANTITY).contains(&asked.quantity) {
        return Err(AppError::field(
            "quantity",
            format!("Keep 1 to {MAX_QUANTITY} of it."),
        ));
    }
    let things = shop
        .db
        .save(&known.id, list, &variant, asked.quantity, clock::now())
        .await
        .map_err(|error| match error {
            SaveError::NotFound => AppError::missing("variant"),
            SaveError::Full => AppError::NotPossible(format!(
                "You keep {SAVED_MAX} things already. Take one out first."
            )),
            SaveError::Db(error) => error.into(),
        })?;
    Ok(etag::written(StatusCode::OK, things))
}

/// `DELETE /api/v1/saved/{list}/{variant}`: keeps it no longer. Saying it twice changes once.
#[utoipa::path(delete, path = "/api/v1/saved/{list}/{variant}", tag = "cart", security(("session" = [])),
    params(("list" = SavedList, Path), ("variant" = String, Path)),
    responses((status = 200, body = SavedThings), Unknown, NeedsSession, Busy))]
pub async fn forget(State(shop): State<Shop>, Who(known): Who, place: Place) -> Result<Response, AppError> {
    let (list, variant) = read(place)?;
    let things = shop.db.forget_saved(&known.id, list, &variant).await?;
    Ok(etag::written(StatusCode::OK, things))
}

fn read(place: Place) -> Result<(SavedList, VariantId), AppError> {
    let Path((list, variant)) = place.map_err(|_| AppError::missing("list"))?;
    Ok((list, VariantId(variant)))
}
