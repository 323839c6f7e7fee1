//! Checkouts.

use axum::{extract::State, http::StatusCode, response::Response};
use meadow_wire::{Checkout, CheckoutId, CheckoutRequest, VariantId};

use super::{
    ask::{Body, Id, Who, check_key},
    etag,
    openapi::{Busy, Conflict, Expired, NeedsSession, Unknown, WrongBody},
    problem::AppError,
    stated,
};
use crate::{
    Shop, clock,
    db::{CheckoutError, Checkouts},
};

/// `POST /api/v1/checkouts`: holds the cart's goods for ten minutes.
///
/// The same key gives the same checkout, at the same prices, whatever happened to them. What is charged is what was shown:
/// a price or a coupon that changed since is refused in words, once, and the cart has a new version. Goods that this session held before go back on sale first.
#[utoipa::path(post, path = "/api/v1/checkouts", tag = "checkout", security(("session" = [])),
    request_body = CheckoutRequest,
    responses((status = 201, body = Checkout, description = "The goods are held"),
        (status = 200, body = Checkout, description = "This key held them before"),
        NeedsSession, Conflict, Expired, WrongBody, Busy))]
pub async fn check_out(
    State(shop): State<Shop>,
    Who(known): Who,
    Body(asked): Body<CheckoutRequest>,
) -> Result<Response, AppError> {
    check_key(asked.key.as_str())?;
    let now = clock::now();
    let held_until = now.plus_ms(i64::from(shop.config.hold_secs) * 1_000);
    match shop.db.check_out(&known.id, &asked, now, held_until).await {
        Ok((mut checkout, is_new)) => {
            checkout.pays_with = shop.payment.kinds();
            let variants: Vec<VariantId> = checkout.lines.iter().map(|line| line.variant.clone()).collect();
            shop.stock_changed(&variants);
            let status = if is_new {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            Ok(etag::written(status, checkout))
        }
        Err(error) => Err(match error {
            CheckoutError::EmptyCart => AppError::EmptyCart,
            CheckoutError::CartChanged => AppError::CartChanged,
            CheckoutError::PricesChanged(changes) => stated::prices_changed(changes),
            CheckoutError::SoldOut(errors) => AppError::SoldOut(errors),
            CheckoutError::KeyReused => AppError::KeyReused,
            CheckoutError::Expired => AppError::Expired,
            CheckoutError::Db(error) => error.into(),
        }),
    }
}

/// `GET /api/v1/checkouts/{id}`: a checkout of this session, while its goods are held or after they were bought. It
/// tells the server's time, so it is never the same twice and has no ETag.
#[utoipa::path(get, path = "/api/v1/checkouts/{id}", tag = "checkout", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 200, body = Checkout), NeedsSession, Unknown, Expired, Busy))]
pub async fn checkout(State(shop): State<Shop>, Who(known): Who, Id(id): Id) -> Result<Response, AppError> {
    let now = clock::now();
    match shop.db.checkout(&known.id, &CheckoutId(id), now).await? {
        None => Err(AppError::missing("checkout")),
        Some(hold) if hold.is_over(now) => Err(AppError::Expired),
        Some(mut hold) => {
            hold.checkout.pays_with = shop.payment.kinds();
            Ok(etag::written(StatusCode::OK, hold.checkout))
        }
    }
}
