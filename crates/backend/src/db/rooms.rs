//! Live rooms as things to list and enter. Their logs are kept by `live`.

use std::future::Future;

use meadow_wire::{PersonId, ProductId, Room, RoomCard, RoomId};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, products,
    rows::{not_muted, room_card, room_columns},
};

/// Live, then scheduled (soonest first), then replays (newest first).
macro_rules! soonest_first {
    () => {
        " ORDER BY CASE r.status WHEN 'live' THEN 0 WHEN 'scheduled' THEN 1 ELSE 2 END, \
         CASE r.status WHEN 'replay' THEN -r.starts_at ELSE r.starts_at END, r.id"
    };
}

/// Rooms.
pub trait Rooms {
    /// All rooms: live, then scheduled (soonest first), then replays (newest first). Without viewers.
    fn rooms(&self) -> impl Future<Output = Result<Vec<RoomCard>, DbError>> + Send;

    /// The rooms on air of the people whom a session follows and does not mute. Without viewers.
    fn followed_rooms(
        &self,
        viewer: &SessionId,
    ) -> impl Future<Output = Result<Vec<RoomCard>, DbError>> + Send;

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
            " FROM rooms r JOIN people p ON p.id = r.host",
            soonest_first!()
        ))
        .fetch_all(&self.reader)
        .await?;
        found.iter().map(room_card).collect()
    }

    async fn followed_rooms(&self, viewer: &SessionId) -> Result<Vec<RoomCard>, DbError> {
        let found = sqlx::query(concat!(
            "SELECT ",
            room_columns!(),
            " FROM follows f JOIN rooms r ON r.host = f.person JOIN people p ON p.id = r.host \
             WHERE f.session = $1 AND r.status = 'live' AND ",
            not_muted!("r.host", "$1"),
            soonest_first!()
        ))
        .bind(&viewer.0)
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

/// The rooms of a host, in the order of [`Rooms::rooms`].
pub(super) async fn of_host(
    reader: &mut SqliteConnection,
    host: &PersonId,
) -> Result<Vec<RoomCard>, DbError> {
    let found = sqlx::query(concat!(
        "SELECT ",
        room_columns!(),
        " FROM rooms r JOIN people p ON p.id = r.host WHERE r.host = $1",
        soonest_first!()
    ))
    .bind(host.as_str())
    .fetch_all(reader)
    .await?;
    found.iter().map(room_card).collect()
}
