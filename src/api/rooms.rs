//! Live rooms as things to list and enter.

use meadow_wire::{Event, Page, Room, RoomCard, RoomId};

use super::client::{self, ApiError};

/// `GET /api/v1/rooms`: live, then to come, then over.
pub async fn list() -> Result<Page<RoomCard>, ApiError> {
    client::get("/api/v1/rooms", &[]).await
}

/// `GET /api/v1/rooms/{id}`: a room.
pub async fn read(id: &RoomId) -> Result<Room, ApiError> {
    client::get(&client::path("/api/v1/rooms/", id.as_str(), ""), &[]).await
}

/// `GET /api/v1/rooms/{id}/log?cursor=…`: the log of a room that is over.
pub async fn log(id: &RoomId, cursor: Option<&str>) -> Result<Page<Event>, ApiError> {
    match cursor {
        Some(cursor) => {
            client::get(
                &client::path("/api/v1/rooms/", id.as_str(), "/log"),
                &[("cursor", cursor)],
            )
            .await
        }
        None => client::get(&client::path("/api/v1/rooms/", id.as_str(), "/log"), &[]).await,
    }
}
