//! The feed.

use meadow_wire::{FeedItem, Page};

use super::client::{self, ApiError};

/// `GET /api/v1/feed?cursor=…`: the next page of the feed.
pub async fn page(cursor: Option<&str>) -> Result<Page<FeedItem>, ApiError> {
    match cursor {
        Some(cursor) => client::get("/api/v1/feed", &[("cursor", cursor)]).await,
        None => client::get("/api/v1/feed", &[]).await,
    }
}
