//! Live rooms as things to list and enter.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_domain::limits::LOG_PAGE;
use meadow_wire::{Event, Page, Room, RoomCard, RoomId};

use super::{
    ask::{Asked, Id, Viewer},
    cursor, etag,
    openapi::{Busy, Unknown, WrongPage},
    problem::AppError,
    products::cut_reviews,
};
use crate::{Shop, db::Rooms, live};

/// `GET /api/v1/rooms`: live, then scheduled, then replays.
#[utoipa::path(get, path = "/api/v1/rooms", tag = "rooms",
    responses((status = 200, body = Page<RoomCard>), (status = 304, description = "Not modified"), Busy))]
pub async fn rooms(State(shop): State<Shop>, headers: HeaderMap) -> Result<Response, AppError> {
    let mut items = shop.db.rooms().await?;
    for room in &mut items {
        room.viewers = shop.live.viewers(&room.id);
    }
    etag::answer(&headers, &Page { items, next: None })
}

/// `GET /api/v1/rooms/{id}`: a room with its shelf and the sources of its picture.
#[utoipa::path(get, path = "/api/v1/rooms/{id}", tag = "rooms", params(("id" = String, Path)),
    responses((status = 200, body = Room), (status = 304, description = "Not modified"), Unknown, Busy))]
pub async fn room(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Some(mut room) = shop.db.room(&RoomId(id), viewer.id()).await? else {
        return Err(AppError::missing("room"));
    };
    room.card.viewers = shop.live.viewers(&room.card.id);
    room.products.iter_mut().for_each(cut_reviews);
    room.playback = live::playback(&room.card.id, room.card.status);
    etag::answer(&headers, &room)
}

/// `GET /api/v1/rooms/{id}/log?cursor=`: the log from the start, 500 events a page.
#[utoipa::path(get, path = "/api/v1/rooms/{id}/log", tag = "rooms",
    params(("id" = String, Path), ("cursor" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Page<Event>),
        (status = 304, description = "Not modified"), Unknown, WrongPage, Busy))]
pub async fn log(
    State(shop): State<Shop>,
    Id(id): Id,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let id = RoomId(id);
    if shop.db.room(&id, None).await?.is_none() {
        return Err(AppError::missing("room"));
    }
    let after = match &asked.cursor {
        Some(text) => cursor::read("log", text)?
            .parse()
            .map_err(|_| cursor::unknown())?,
        None => 0,
    };
    let mut items: Vec<Event> = shop.live.log_page(&id, after, LOG_PAGE + 1).await?;
    let has_more = items.len() > LOG_PAGE as usize;
    items.truncate(LOG_PAGE as usize);
    let next = items
        .last()
        .filter(|_| has_more)
        .map(|event| cursor::write("log", &event.seq.to_string()));
    etag::answer(&headers, &Page { items, next })
}
