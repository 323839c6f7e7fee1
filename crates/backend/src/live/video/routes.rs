//! `/media/live/{room}/…`: the room's picture as a stream, as a playlist, as a file.

use std::fmt::Write;

use axum::{
    Extension, Router,
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::get,
};
use meadow_wire::{RoomId, RoomStatus};

use super::{
    CLIP,
    clip::{Clip, SEGMENT_MS},
    stream::{current, film},
};
use crate::{
    Shop,
    http::problem::AppError,
    limits::Address,
    seed::PICTURES,
    site::{Cache, FileAnswer},
};

/// How many segments the playlist names.
const WINDOW: u64 = 6;
/// Where the times of the playlist's segments count from: 2026-01-01. They must never go back.
const PLAYLIST_ZERO_MS: u64 = 1_767_225_600_000;

/// `/media/live/{room}/…`.
pub fn router() -> Router<Shop> {
    Router::new().route("/media/live/{room}/{file}", get(room_file))
}

/// `GET /media/live/{room}/{file}`: `stream.mp4`, `live.m3u8`, `init.mp4` and `seg-N.m4s` of a live room, `file.mp4` of
/// a replay. 429 if the address has too many endless films open.
async fn room_file(
    State(shop): State<Shop>,
    path: Result<Path<(RoomId, String)>, PathRejection>,
    address: Option<Extension<Address>>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    // What can't be read (`%FF` is no text) names no film.
    let Path((room, file)) = path.map_err(|_| AppError::missing("film"))?;
    let clip = CLIP.as_ref().map_err(|bad| AppError::Broken(bad.to_string()))?;
    let room = shop.live.room(&room).ok_or_else(|| AppError::missing("room"))?;
    match (room.status(), file.as_str()) {
        (RoomStatus::Live, "stream.mp4") => {
            let place = shop
                .live
                .film_place(address.map(|Extension(address)| address))
                .ok_or(AppError::TooMany { retry_after_secs: 10 })?;
            Ok((
                [
                    (header::CONTENT_TYPE, "video/mp4"),
                    (header::CACHE_CONTROL, "no-store"),
                ],
                Body::from_stream(film(clip, shop.live.stopping(), place)),
            )
                .into_response())
        }
        (RoomStatus::Live, "live.m3u8") => Ok((
            [
                (header::CONTENT_TYPE, "application/vnd.apple.mpegurl"),
                (header::CACHE_CONTROL, "no-cache"),
            ],
            playlist(),
        )
            .into_response()),
        (RoomStatus::Live, "init.mp4") => Ok(lasting("video/mp4", clip.init.clone())),
        (RoomStatus::Live, name) => segment(clip, name)
            .map(|bytes| lasting("video/mp4", bytes))
            .ok_or_else(|| AppError::missing("film")),
        (RoomStatus::Replay, "file.mp4") => {
            let file = PICTURES
                .get_file("live/live.mp4")
                .ok_or_else(|| AppError::missing("film"))?;
            Ok(FileAnswer::embedded(file.contents(), "video/mp4", Cache::Days).answer(&headers))
        }
        _ => Err(AppError::missing("film")),
    }
}

fn lasting(kind: &'static str, bytes: bytes::Bytes) -> Response {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=3600"),
        ],
        bytes,
    )
        .into_response()
}

/// The last finished segments.
fn playlist() -> String {
    let current = current();
    let first = current.saturating_sub(WINDOW);
    let secs = SEGMENT_MS / 1_000;
    let mut out = format!(
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{secs}\n#EXT-X-MEDIA-SEQUENCE:{first}\n\
         #EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"init.mp4\"\n"
    );
    for number in first..current {
        writeln!(out, "#EXTINF:{secs}.000,\nseg-{number}.m4s").expect("a String takes all text");
    }
    out
}

/// A segment by its name, if it is about now: what nobody can have been told of is not made.
fn segment(clip: &Clip, name: &str) -> Option<bytes::Bytes> {
    let number: u64 = name.strip_prefix("seg-")?.strip_suffix(".m4s")?.parse().ok()?;
    let known = current().saturating_sub(10 * WINDOW)..current();
    let first_round = PLAYLIST_ZERO_MS / SEGMENT_MS / clip.segments_per_round();
    known
        .contains(&number)
        .then(|| clip.segment(number, first_round))?
}
