//! Where an account is signed in.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_wire::{Page, SessionInfo};

use super::{
    ask::{Id, Member},
    etag,
    openapi::{Busy, NeedsAccount, Unknown},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{SessionId, SignIns},
};

/// `GET /api/v1/sessions`: where the account is signed in, the last used first.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "account", security(("session" = [])),
    responses((status = 200, body = Page<SessionInfo>), (status = 304, description = "Not modified"),
        NeedsAccount, Busy))]
pub async fn list(
    State(shop): State<Shop>,
    member: Member,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let items = shop
        .db
        .sign_ins(&member.account, &member.own, clock::now())
        .await?;
    etag::answer(&headers, &Page { items, next: None })
}

/// `DELETE /api/v1/sessions`: signs the account out everywhere else.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "account", security(("session" = [])),
    responses((status = 204, description = "Only this session is left"), NeedsAccount, Busy))]
pub async fn end_others(State(shop): State<Shop>, member: Member) -> Result<StatusCode, AppError> {
    shop.db.sign_others_out(&member.account, &member.own).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/sessions/{id}`: signs the account out there.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", tag = "account", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 204, description = "Signed out there"), NeedsAccount, Unknown, Busy))]
pub async fn end(State(shop): State<Shop>, member: Member, Id(id): Id) -> Result<StatusCode, AppError> {
    if shop.db.sign_out(&member.account, &SessionId(id)).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(AppError::missing("session"))
    }
}
