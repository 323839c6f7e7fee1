//! With which keys the shop signs.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_wire::PublicKeys;

use super::{etag, openapi::Busy, problem::AppError};
use crate::{Shop, db::Proofs};

/// `GET /api/v1/keys`: every public key that ever signed for the shop, as a JWK Set; the one in use first.
#[utoipa::path(get, path = "/api/v1/keys", tag = "reviews",
    responses((status = 200, body = PublicKeys), (status = 304, description = "Not modified"), Busy))]
pub async fn keys(State(shop): State<Shop>, headers: HeaderMap) -> Result<Response, AppError> {
    let in_use = shop.signer.public();
    let mut keys = shop.db.keys().await?;
    keys.sort_by_key(|key| key.kid != in_use.kid);
    etag::answer(&headers, &PublicKeys { keys })
}
