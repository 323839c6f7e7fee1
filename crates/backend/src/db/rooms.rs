//! Live rooms as things to list and enter. Their logs are kept by `live`.

use std::future::Future;

use meadow_wire::{ProductId, Room, RoomCard, RoomId};
use sqlx::Row;

use super::{
    Db, DbError, SessionId, products,
    rows::{room_card, room_columns},
};

/// Rooms.
pub trait Rooms {
    /// All rooms: live, then scheduled (soonest first), then replays (newest first). Without viewers.
    fn rooms(&self) -> impl Future<Output = Result<Vec<RoomCard>, DbError>> + Send;

    /// A room with its shelf. Without viewers and playback.
    fn room(
        &self,
        id: &RoomId,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Room>, DbError>> + Send;
}

impl Rooms for Db {
    async fn rooms(&self) -> Result<Vec<RoomCard>, DbError> {
        let found = sqlx::query(concat!(
            "SELECT ",
            room_columns!(),
            " FROM rooms r JOIN people p ON p.id = r.host ORDER BY \
             CASE r.status WHEN 'live' THEN 0 WHEN 'scheduled' THEN 1 ELSE 2 END, \
             CASE r.status WHEN 'replay' THEN -r.starts_at ELSE r.starts_at END, r.id"
        ))
        .fetch_all(&self.reader)
        .await?;
        found.iter().map(room_card).collect()
    }

    async fn room(&self, id: &RoomId, viewer: Option<&SessionId>) -> Result<Option<Room>, DbError> {
        let mut reader = self.reader.acquire().await?;
        let found = sqlx::query(concat!(
            "SELECT ",
            room_columns!(),
            ", r.about FROM rooms r JOIN people p ON p.id = r.host WHERE r.id = $1"
        ))
        .bind(id.as_str())
        .fetch_optional(&mut *reader)
        .await?;
        let Some(row) = found else { return Ok(None) };
        let shelf: Vec<String> =
            sqlx::query_scalar("SELECT product FROM room_products WHERE room = $1 ORDER BY position")
                .bind(id.as_str())
                .fetch_all(&mut *reader)
                .await?;
        let mut room = Room {
            card: room_card(&row)?,
            about: row.try_get("about")?,
            playback: Vec::new(),
            products: Vec::with_capacity(shelf.len()),
        };
        for product in shelf {
            room.products
                .extend(products::load(&mut reader, &ProductId(product), viewer).await?);
        }
        Ok(Some(room))
    }
}
