//! The feed, and the lists beside it.

use meadow_wire::{FeedItem, Page, Places};

use super::client::{self, ApiError};

/// `GET /api/v1/feed?cursor=…`: the next page of the feed.
pub async fn page(cursor: Option<&str>) -> Result<Page<FeedItem>, ApiError> {
    list("/api/v1/feed", None, cursor).await
}

/// `GET /api/v1/feed/following?cursor=…`: what the people whom this session follows show and wrote.
pub async fn following(cursor: Option<&str>) -> Result<Page<FeedItem>, ApiError> {
    list("/api/v1/feed/following", None, cursor).await
}

/// `GET /api/v1/feed/nearby?place=…&cursor=…`: what was written in a place.
pub async fn nearby(place: &str, cursor: Option<&str>) -> Result<Page<FeedItem>, ApiError> {
    list("/api/v1/feed/nearby", Some(place), cursor).await
}

/// `GET /api/v1/places`: where one can look around.
pub async fn places() -> Result<Places, ApiError> {
    client::get("/api/v1/places", &[]).await
}

async fn list(path: &str, place: Option<&str>, cursor: Option<&str>) -> Result<Page<FeedItem>, ApiError> {
    let place = place.map(|place| ("place", place));
    let cursor = cursor.map(|cursor| ("cursor", cursor));
    let asked: Vec<_> = place.into_iter().chain(cursor).collect();
    client::get(path, &asked).await
}
