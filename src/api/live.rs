//! The live socket: where it is and how its frames are written. `docs/LIVE.md` tells the order.

use meadow_wire::{ClientFrame, ServerFrame};

use super::client::{self, ApiError};

/// `GET /api/v1/live`: the socket.
pub const PATH: &str = "/api/v1/live";

/// A frame as it is sent. Nothing if it can't be written, which no frame of ours is.
pub fn write(frame: &ClientFrame) -> Option<String> {
    meadow_json::to_string(frame).ok()
}

/// A frame as it came.
pub fn read(text: &str) -> Result<ServerFrame, ApiError> {
    client::parse(text)
}
