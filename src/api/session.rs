//! Who is asking.

use gloo_net::http::Method;
use meadow_wire::Session;

use super::client::{self, ApiError};

/// `POST /api/v1/session`: makes a guest.
pub async fn create() -> Result<Session, ApiError> {
    client::send_empty(Method::POST, "/api/v1/session").await
}
