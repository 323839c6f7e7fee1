//! Search.

use meadow_domain::search::SearchAsk;
use meadow_wire::{SearchPage, Suggestions};

use super::client::{self, ApiError};

/// `GET /api/v1/search?q=…`: a page of results.
pub async fn page(ask: &SearchAsk, cursor: Option<&str>) -> Result<SearchPage, ApiError> {
    let parts = ask.parts();
    let mut query: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    query.extend(cursor.map(|cursor| ("cursor", cursor)));
    client::get("/api/v1/search", &query).await
}

/// `GET /api/v1/search/suggestions?q=…`: what somebody who types this may be looking for.
pub async fn suggestions(typed: &str) -> Result<Suggestions, ApiError> {
    client::get("/api/v1/search/suggestions", &[("q", typed)]).await
}
