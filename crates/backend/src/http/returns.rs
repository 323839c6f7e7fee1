//! Sending goods back.

use axum::{extract::State, http::StatusCode, response::Response};
use meadow_domain::returns::check_words;
use meadow_wire::{Order, OrderId, ReturnRequest};

use super::{
    ask::{Body, Id, Who, check_key, hash},
    etag,
    openapi::{Busy, Conflict, NeedsSession, Unknown, WrongBody},
    problem::AppError,
    stated,
};
use crate::{
    Shop, clock,
    db::{ReturnError, Returns},
};

/// `POST /api/v1/orders/{id}/returns`: asks to send goods of a delivered order back, all of them or some.
///
/// Goods of several owners become a return of each, because each answers for their own. Asking again with the same key
/// changes once. When the shop has the goods they go back into stock, and exactly what was
/// paid for them is given back; the delivery too, once all of the order is back.
#[utoipa::path(post, path = "/api/v1/orders/{id}/returns", tag = "orders", security(("session" = [])),
    params(("id" = String, Path)), request_body = ReturnRequest,
    responses((status = 201, body = Order, description = "Asked for"),
        (status = 200, body = Order, description = "Asked for before with this key"),
        NeedsSession, Unknown, Conflict, WrongBody, Busy))]
pub async fn ask(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<ReturnRequest>,
) -> Result<Response, AppError> {
    check_key(asked.key.as_str())?;
    let errors = check_words(&asked);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let hash = hash(&asked)?;
    let answer = shop
        .db
        .request_return(&known.id, &OrderId(id), &asked, &hash, clock::now())
        .await;
    match answer {
        Ok((order, true)) => Ok(etag::written(StatusCode::CREATED, order)),
        Ok((order, false)) => Ok(etag::written(StatusCode::OK, order)),
        Err(ReturnError::NotFound) => Err(AppError::missing("order")),
        Err(ReturnError::NotPossible(why)) => Err(AppError::NotPossible(why.to_string())),
        Err(ReturnError::Decided(why)) => Err(AppError::NotPossible(why.to_string())),
        Err(ReturnError::TooMany) => Err(AppError::NotPossible(
            "There are so many returns of this order already; write to the shop instead.".to_owned(),
        )),
        Err(ReturnError::NotThere(errors)) => Err(stated::return_too_many(errors)),
        Err(ReturnError::Photo(index, refusal)) => {
            Err(AppError::field(format!("photos.{index}"), refusal.to_string()))
        }
        Err(ReturnError::KeyReused) => Err(AppError::KeyReused),
        Err(ReturnError::Db(error)) => Err(error.into()),
    }
}
