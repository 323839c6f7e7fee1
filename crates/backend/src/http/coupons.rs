//! The cart's coupons, and where it goes.

use axum::{extract::State, http::StatusCode, response::Response};
use meadow_domain::{countries::COUNTRIES, pricing::coupons::read_code};
use meadow_wire::{Cart, CouponCode, CouponUse, Destination};

use super::{
    ask::{Body, Id, Who},
    etag,
    openapi::{Busy, CouponRefused, NeedsSession, WrongBody},
    problem::AppError,
    stated,
};
use crate::{Shop, db::Coupons};

/// `PUT /api/v1/cart/coupons/{code}`: uses a coupon. Asking twice uses it once.
///
/// One that would take nothing off is refused, each reason in its own words; the cart stays as it is. One that stops
/// counting later stays on the cart with the reason. A coupon of a live room is given together with the room.
#[utoipa::path(put, path = "/api/v1/cart/coupons/{code}", tag = "cart", security(("session" = [])),
    params(("code" = String, Path)), request_body = CouponUse,
    responses((status = 200, body = Cart), NeedsSession, CouponRefused, WrongBody, Busy))]
pub async fn put(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(typed): Id,
    Body(asked): Body<CouponUse>,
) -> Result<Response, AppError> {
    let code = code(&typed)?;
    match shop.db.use_coupon(&known.id, &code, asked.room.as_ref()).await {
        Ok(cart) => Ok(etag::written(StatusCode::OK, cart)),
        Err(error) => Err(stated::coupon(&code, error)),
    }
}

/// `DELETE /api/v1/cart/coupons/{code}`: uses a coupon no more. One that is not on the cart is no error.
#[utoipa::path(delete, path = "/api/v1/cart/coupons/{code}", tag = "cart", security(("session" = [])),
    params(("code" = String, Path)),
    responses((status = 200, body = Cart), NeedsSession, WrongBody, Busy))]
pub async fn delete(State(shop): State<Shop>, Who(known): Who, Id(typed): Id) -> Result<Response, AppError> {
    let cart = shop.db.drop_coupon(&known.id, &code(&typed)?).await?;
    Ok(etag::written(StatusCode::OK, cart))
}

/// `PUT /api/v1/cart/destination`: says where the cart goes: delivery and taxes are worked out for there.
#[utoipa::path(put, path = "/api/v1/cart/destination", tag = "cart", security(("session" = [])),
    request_body = Destination,
    responses((status = 200, body = Cart), NeedsSession, WrongBody, Busy))]
pub async fn send_to(
    State(shop): State<Shop>,
    Who(known): Who,
    Body(asked): Body<Destination>,
) -> Result<Response, AppError> {
    if !COUNTRIES.iter().any(|(code, _)| *code == asked.country) {
        return Err(AppError::field(
            "country",
            "Please choose a country that the shop ships to, by its two letters.",
        ));
    }
    let cart = shop.db.send_to(&known.id, &asked.country).await?;
    Ok(etag::written(StatusCode::OK, cart))
}

fn code(typed: &str) -> Result<CouponCode, AppError> {
    read_code(typed).ok_or_else(|| {
        AppError::field(
            "code",
            "A code has 1 to 32 letters from A to Z, digits and hyphens. Check the spelling.",
        )
    })
}
