//! Live rooms as things to list and enter. What happens inside is in `live`.

use serde::{Deserialize, Serialize};

use crate::{PersonCard, Picture, Product, RoomId, Timestamp};

/// A room as shown on a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoomCard {
    /// Which room.
    pub id: RoomId,
    /// What it is about, in a few words.
    pub title: String,
    /// A still picture.
    pub cover: Picture,
    /// Who is on.
    pub host: PersonCard,
    /// Live, to come or over.
    pub status: RoomStatus,
    /// How many watch now; 0 unless live.
    pub viewers: u32,
    /// When it starts or started.
    pub starts_at: Timestamp,
    /// The language spoken, a BCP 47 tag.
    pub lang: String,
}

/// Whether a room is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoomStatus {
    /// To come.
    #[default]
    Scheduled,
    /// On now.
    Live,
    /// Over; the recording and the log can be seen.
    Replay,
}

/// `GET /api/v1/rooms/{id}`: a room.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Room {
    /// As on a card.
    pub card: RoomCard,
    /// What it is about, in a few sentences.
    pub about: String,
    /// Where its picture comes from, best first; empty before it starts.
    pub playback: Vec<Playback>,
    /// The shelf, in the host's order.
    pub products: Vec<Product>,
}

/// A source of moving pictures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Playback {
    /// How to play it.
    pub kind: PlaybackKind,
    /// Path on the backend.
    pub url: String,
    /// The codecs, as MediaSource wants them: `video/mp4; codecs="avc1.…, mp4a.40.2"`.
    pub mime: String,
}

/// How a source is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaybackKind {
    /// One endless answer of fragmented MP4, for MediaSource on a fetch stream.
    #[default]
    Fmp4Stream,
    /// An HLS playlist of fMP4 segments.
    Hls,
    /// A finished file.
    File,
}
