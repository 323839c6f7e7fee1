//! The owner's side.

use gloo_net::http::Method;
use meadow_wire::{Case, CaseId, CaseMove, OrderId, Page, Studio, StudioEntry, StudioMove, StudioOrder};

use super::client::{self, ApiError};

/// `GET /api/v1/studio`: the owner that this session acts for.
pub async fn read() -> Result<Studio, ApiError> {
    client::get("/api/v1/studio", &[]).await
}

/// `POST /api/v1/studio/enter`: from now on this session acts for the owner whose key it is.
pub async fn enter(entry: &StudioEntry) -> Result<Studio, ApiError> {
    client::send(Method::POST, "/api/v1/studio/enter", entry).await
}

/// `GET /api/v1/studio/orders?cursor=…`: the orders that hold the owner's goods, newest first.
pub async fn orders(cursor: Option<&str>) -> Result<Page<StudioOrder>, ApiError> {
    match cursor {
        Some(cursor) => client::get("/api/v1/studio/orders", &[("cursor", cursor)]).await,
        None => client::get("/api/v1/studio/orders", &[]).await,
    }
}

/// `POST /api/v1/studio/orders/{id}/moves`: moves an order. Asking again with the same key moves once.
pub async fn make_move(id: &OrderId, wanted: &StudioMove) -> Result<StudioOrder, ApiError> {
    let path = client::path("/api/v1/studio/orders/", id.as_str(), "/moves");
    client::send(Method::POST, &path, wanted).await
}

/// `GET /api/v1/studio/cases?cursor=…`: what was reported, open cases first.
pub async fn cases(cursor: Option<&str>) -> Result<Page<Case>, ApiError> {
    match cursor {
        Some(cursor) => client::get("/api/v1/studio/cases", &[("cursor", cursor)]).await,
        None => client::get("/api/v1/studio/cases", &[]).await,
    }
}

/// `POST /api/v1/studio/cases/{id}/moves`: decides a case. Asking again with the same key decides once.
pub async fn decide(id: &CaseId, wanted: &CaseMove) -> Result<Case, ApiError> {
    let path = client::path("/api/v1/studio/cases/", id.as_str(), "/moves");
    client::send(Method::POST, &path, wanted).await
}
