//! Payments under way, and what their providers tell.

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::limits::{BODY_MAX, ID_MAX};
use meadow_wire::{OrderKey, Payment, PaymentCode, PaymentKind};

use super::{
    ask::{self, Body, Id, Who},
    etag,
    openapi::{Busy, Conflict, Declined, Expired, NeedsSession, Unknown, WrongBody, WrongWebhook},
    problem::AppError,
};
use crate::{Shop, payment::SIGNATURE_HEADER, pending, webhooks};

/// The longest code that a bank may be handed, in bytes.
const CODE_MAX: usize = 32;

/// `GET /api/v1/payments/{key}`: where the payment with this key stands. The return page and a reload ask this; it changes
/// from one moment to the next and has no ETag.
#[utoipa::path(get, path = "/api/v1/payments/{key}", tag = "payments", security(("session" = [])),
    params(("key" = String, Path)),
    responses((status = 200, body = Payment), NeedsSession, Unknown, Busy))]
pub async fn payment(State(shop): State<Shop>, Who(known): Who, Id(key): Id) -> Result<Response, AppError> {
    let payment = pending::tell(&shop, &known.id, &OrderKey(key)).await?;
    Ok(etag::written(StatusCode::OK, payment))
}

/// `POST /api/v1/payments/{key}/confirm`: hands the bank the code that it asked for.
///
/// A wrong code is refused with 422 and can be tried again; the third declines. A try that arrives twice counts once, and
/// a payment that is paid already is answered as it is.
#[utoipa::path(post, path = "/api/v1/payments/{key}/confirm", tag = "payments", security(("session" = [])),
    params(("key" = String, Path)), request_body = PaymentCode,
    responses((status = 200, body = Payment), NeedsSession, Declined, Unknown, Conflict, Expired, WrongBody, Busy))]
pub async fn confirm(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(key): Id,
    Body(code): Body<PaymentCode>,
) -> Result<Response, AppError> {
    if !(1..=ID_MAX).contains(&code.id.as_str().len()) {
        return Err(AppError::field(
            "id",
            "A try needs an id of 1 to 64 bytes, made anew for each try.",
        ));
    }
    if code.code.trim().is_empty() || code.code.len() > CODE_MAX {
        return Err(AppError::field("code", "Type the code that your bank sent you."));
    }
    let payment = pending::confirm(&shop, &known.id, &OrderKey(key), code).await?;
    Ok(etag::written(StatusCode::OK, payment))
}

/// `POST /api/v1/webhooks/{provider}`: a payment provider tells something. Only what it signed within the last five
/// minutes is taken; what comes twice is taken once.
#[utoipa::path(post, path = "/api/v1/webhooks/{provider}", tag = "payments",
    params(("provider" = String, Path), ("stripe-signature" = String, Header)),
    request_body(content = String, content_type = "application/json"),
    responses((status = 200, description = "Taken, or of no interest"), Unknown, WrongWebhook, Busy))]
pub async fn webhook(
    State(shop): State<Shop>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Result<StatusCode, AppError> {
    let provider = match provider.as_str() {
        "test" => PaymentKind::Test,
        "redirect" => PaymentKind::Redirect,
        _ => return Err(AppError::missing("payment provider")),
    };
    let signature = headers
        .get(SIGNATURE_HEADER)
        .and_then(|value| value.to_str().ok());
    let signature = signature.unwrap_or_default().to_owned();
    let body = ask::whole(request, &shop, BODY_MAX).await?;
    // To its end, even if the provider hangs up.
    let taking = async move { webhooks::receive(&shop, provider, &signature, &body).await };
    match tokio::spawn(taking).await {
        Ok(taken) => taken.map(|()| StatusCode::OK),
        Err(panicked) => Err(AppError::Broken(panicked.to_string())),
    }
}
