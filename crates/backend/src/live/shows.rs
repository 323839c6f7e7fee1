//! Rooms that go on and off while the server runs: who waits in one is in it when it begins.

use std::sync::Arc;

use meadow_wire::{EventBody, RoomStatus, Timestamp};

use super::{hub::Hub, log::Draft, room::Room, script, writer::Entry};
use crate::db::{DbError, Shows};

impl Hub {
    /// Begins the planned rooms that are due, and ends those that were on long enough.
    pub async fn keep_times(&self, now: Timestamp) -> Result<(), DbError> {
        for (id, begins) in self.db().begin_due(now).await? {
            if let Some(room) = self.room(&id) {
                let said_until = room.go_on(begins);
                self.keep(tokio::spawn(script::play(room, said_until)).abort_handle());
            }
        }
        for id in self.db().end_over(now).await? {
            if let Some(room) = self.room(&id) {
                end(&room, now).await;
            }
        }
        Ok(())
    }
}

/// Everybody in the room is told by an event, as they were told what was said before it.
async fn end(room: &Arc<Room>, now: Timestamp) {
    let begun = room.go_off();
    let draft: Draft =
        script::Score::new(room.id().clone(), Vec::new(), begun).whole(now, EventBody::End, "end");
    if room.inbox.send(Entry { draft, reply: None }).await.is_err() {
        tracing::debug!(room = %room.id(), "the room closed before its end was told");
    }
}

impl Room {
    /// Live, to come or over.
    pub fn status(&self) -> RoomStatus {
        self.inner().status
    }

    /// When what is on began: the script's rounds count from there. Nothing while the room is not live.
    pub fn on_since(&self) -> Option<Timestamp> {
        let inner = self.inner();
        (inner.status == RoomStatus::Live).then_some(inner.begun)
    }

    /// It is live from now on. Gives the time of the last event that it has.
    fn go_on(&self, begins: Timestamp) -> Option<Timestamp> {
        let mut inner = self.inner();
        (inner.status, inner.begun) = (RoomStatus::Live, begins);
        inner.state.live = true;
        inner.recent.back().map(|logged| logged.event.at)
    }

    /// It is to come again. Gives when it began.
    fn go_off(&self) -> Timestamp {
        let mut inner = self.inner();
        inner.status = RoomStatus::Scheduled;
        inner.state.live = false;
        inner.begun
    }
}
