//! Live rooms: one ordered log per room, one socket per client, moving pictures. `docs/LIVE.md` is the contract.
//!
//! For the rest of the backend: [`Hub::new`], then [`Hub::open`] after seeding (`rooms.script`: see
//! [`ScriptLine`]); [`Hub::stock_changed`]
//! after each commit that moves stock; [`Hub::viewers`] for cards; [`Hub::log_page`] for `GET …/log`;
//! [`playback`] for `GET …/rooms/{id}`; [`Hub::keep_times`] now and then in the demo
//! town; [`Hub::stop`] before the process ends.

mod connection;
mod frames;
mod hub;
mod inbound;
mod log;
mod outbound;
mod room;
mod say;
mod script;
mod setup;
mod shows;
#[cfg(test)]
mod tests;
mod ticker;
pub mod video;
mod writer;

pub use connection::router as socket_router;
pub use hub::Hub;
pub use setup::{LiveSettings, RoomSetup, ScriptLine};
pub use video::playback;

/// `/api/v1/live` and `/media/live/…`.
pub fn router() -> axum::Router<crate::Shop> {
    socket_router().merge(video::router())
}
