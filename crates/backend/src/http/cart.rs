//! The cart.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::{limits::CHANGES_MAX, validate::check_change};
use meadow_wire::{Cart, CartChanges, FieldError};

use super::{
    ask::{Body, Viewer, Who},
    etag,
    openapi::{Busy, NeedsSession, WrongBody},
    problem::AppError,
};
use crate::{
    Shop,
    db::{Carts, ChangeError},
    markets, rules,
};

/// `GET /api/v1/cart`: the session's cart; empty without a session.
#[utoipa::path(get, path = "/api/v1/cart", tag = "cart", security((), ("session" = [])),
    responses((status = 200, body = Cart), (status = 304, description = "Not modified"), Busy))]
pub async fn cart(
    State(shop): State<Shop>,
    viewer: Viewer,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let cart = match viewer.id() {
        Some(session) => shop.db.cart(session).await?,
        None => rules::cart(0, Vec::new(), Vec::new(), markets::HOME),
    };
    etag::answer(&headers, &cart)
}

/// `POST /api/v1/cart/changes`: applies 1 to 50 changes in order, all or none.
///
/// A change id that was applied before is skipped. More than there is in stock may be put into a cart: the line says
/// how many are left, and the checkout refuses.
#[utoipa::path(post, path = "/api/v1/cart/changes", tag = "cart", security(("session" = [])), request_body = CartChanges,
    responses((status = 200, body = Cart), NeedsSession, WrongBody, Busy))]
pub async fn change(
    State(shop): State<Shop>,
    Who(known): Who,
    Body(asked): Body<CartChanges>,
) -> Result<Response, AppError> {
    let errors = wrong(&asked);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    match shop.db.change_cart(&known.id, &asked.changes).await {
        Ok(cart) => Ok(etag::written(StatusCode::OK, cart)),
        Err(ChangeError::Unknown(errors)) => Err(AppError::Invalid(errors)),
        Err(ChangeError::Db(error)) => Err(error.into()),
    }
}

fn wrong(asked: &CartChanges) -> Vec<FieldError> {
    if !(1..=CHANGES_MAX).contains(&asked.changes.len()) {
        let detail = format!("Send 1 to {CHANGES_MAX} changes at once.");
        return vec![FieldError {
            field: "changes".to_owned(),
            detail,
        }];
    }
    asked
        .changes
        .iter()
        .enumerate()
        .filter_map(|(index, change)| {
            let error = check_change(change)?;
            Some(FieldError {
                field: format!("changes.{index}.{}", error.field),
                ..error
            })
        })
        .collect()
}
