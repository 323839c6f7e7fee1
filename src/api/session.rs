//! Who is asking.

use gloo_net::http::Method;
use meadow_wire::Session;

use super::client::{self, ApiError};

/// `POST /api/v1/session`: makes a guest.
pub async fn create() -> Result<Session, ApiError> {
    client::send_empty(Method::POST, "/api/v1/session").await
}

/// `GET /api/v1/session`: who the token is.
pub async fn read() -> Result<Session, ApiError> {
    client::get("/api/v1/session", &[]).await
}
