//! What is kept for another day.

use gloo_net::http::Method;
use meadow_wire::{SaveRequest, SavedList, SavedThings, VariantId};

use super::client::{self, ApiError};

/// `GET /api/v1/saved`: all that this session keeps.
pub async fn read() -> Result<SavedThings, ApiError> {
    client::get("/api/v1/saved", &[]).await
}

/// `PUT /api/v1/saved/{list}/{variant}`: keeps so many of it.
pub async fn keep(list: SavedList, variant: &VariantId, quantity: u32) -> Result<SavedThings, ApiError> {
    client::send(Method::PUT, &path(list, variant), &SaveRequest { quantity }).await
}

/// `DELETE /api/v1/saved/{list}/{variant}`: keeps it no longer.
pub async fn forget(list: SavedList, variant: &VariantId) -> Result<SavedThings, ApiError> {
    client::send_empty(Method::DELETE, &path(list, variant)).await
}

fn path(list: SavedList, variant: &VariantId) -> String {
    let before = match list {
        SavedList::Later => "/api/v1/saved/later/",
        SavedList::Wishes => "/api/v1/saved/wishes/",
    };
    client::path(before, &variant.0, "")
}
