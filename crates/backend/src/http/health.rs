//! Whether the backend lives, and whether it can work.

use axum::{extract::State, http::StatusCode};

use super::problem::AppError;
use crate::Shop;

/// `GET /healthz`: the process answers.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "Alive", body = String)))]
pub async fn live() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database answers.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, description = "Ready", body = String), (status = 503, description = "Not ready")))]
pub async fn ready(State(shop): State<Shop>) -> Result<&'static str, (StatusCode, AppError)> {
    match shop.db.ready().await {
        Ok(()) => Ok("ok"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            Err((StatusCode::SERVICE_UNAVAILABLE, AppError::Timeout))
        }
    }
}
