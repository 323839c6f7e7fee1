//! The HTTP API.

pub mod problem;

use axum::Router;

use crate::Shop;

/// Everything under `/api/v1` but the socket.
pub fn router() -> Router<Shop> {
    Router::new()
}
