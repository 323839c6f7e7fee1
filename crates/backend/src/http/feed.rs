//! The feed.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_wire::{FeedItem, Page, RoomCard};

use super::{
    ask::{Asked, PageParams, Viewer},
    cursor, etag,
    openapi::{Busy, WrongPage},
    problem::AppError,
};
use crate::{
    Shop,
    db::{Feed, Notes, NotesOf, Rooms, SessionId},
};

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
            FeedItem::Room(room) => FeedItem::Room(watched(&shop, room)),
            other => other,
        })
        .collect();
    etag::answer(&headers, &Page { items, next })
}

/// `GET /api/v1/feed/following?cursor=&limit=`: rooms on air of the people whom this session follows, then their notes,
/// newest first. Empty without a session.
#[utoipa::path(get, path = "/api/v1/feed/following", tag = "feed", params(PageParams),
    responses((status = 200, body = Page<FeedItem>), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn following(
    State(shop): State<Shop>,
    viewer: Viewer,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let rooms = match viewer.id() {
        Some(viewer) if asked.cursor.is_none() => shop.db.followed_rooms(viewer).await?,
        _ => Vec::new(),
    };
    let page = newest(&shop, NotesOf::Followed, &asked, viewer.id(), rooms).await?;
    etag::answer(&headers, &page)
}

/// A page of notes, newest first, behind these rooms; all together no more than were asked for.
pub async fn newest(
    shop: &Shop,
    of: NotesOf<'_>,
    asked: &Asked,
    viewer: Option<&SessionId>,
    mut rooms: Vec<RoomCard>,
) -> Result<Page<FeedItem>, AppError> {
    let after = asked.after("newest")?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    // At least one note, whose place the next page starts behind.
    rooms.truncate(asked.limit.saturating_sub(1) as usize);
    let limit = asked.limit - u32::try_from(rooms.len()).unwrap_or_default();
    let mut notes = shop.db.newest(of, after, limit + 1, viewer).await?;
    let next = cursor::cut("newest", &mut notes, limit, |note| (note.at.ms, note.id.as_str()));
    let rooms = rooms.into_iter().map(|room| FeedItem::Room(watched(shop, room)));
    Ok(Page {
        items: rooms.chain(notes.into_iter().map(FeedItem::Note)).collect(),
        next,
    })
}

/// A room with how many watch it.
pub fn watched(shop: &Shop, mut room: RoomCard) -> RoomCard {
    room.viewers = shop.live.viewers(&room.id);
    room
}
