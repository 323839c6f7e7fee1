//! The feed.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_wire::{FeedItem, Page};

use super::{
    ask::{Asked, PageParams, Viewer},
    cursor, etag,
    openapi::{Busy, WrongPage},
    problem::AppError,
};
use crate::{Shop, db::Feed};

/// `GET /api/v1/feed?cursor=&limit=`: notes, rooms and products, in the order in which the town deals them.
#[utoipa::path(get, path = "/api/v1/feed", tag = "feed", params(PageParams),
    responses((status = 200, body = Page<FeedItem>), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn feed(
    State(shop): State<Shop>,
    viewer: Viewer,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = match &asked.cursor {
        Some(text) => Some(
            cursor::read("feed", text)?
                .parse()
                .map_err(|_| cursor::unknown())?,
        ),
        None => None,
    };
    let Some(mut found) = shop.db.feed(after, asked.limit + 1, viewer.id()).await? else {
        return Err(cursor::unknown());
    };
    let has_more = found.len() > asked.limit as usize;
    found.truncate(asked.limit as usize);
    let next = found
        .last()
        .filter(|_| has_more)
        .map(|(rank, _)| cursor::write("feed", &rank.to_string()));
    let items = found
        .into_iter()
        .map(|(_, item)| match item {
            FeedItem::Room(mut room) => {
                room.viewers = shop.live.viewers(&room.id);
                FeedItem::Room(room)
            }
            other => other,
        })
        .collect();
    etag::answer(&headers, &Page { items, next })
}
