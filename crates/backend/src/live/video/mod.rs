//! The moving pictures of the rooms. A real shop points `playback` at its media server; the demo town plays one
//! committed clip without end, cut so that all viewers see the same moment.

mod boxes;
mod clip;
mod routes;
mod stream;

use std::sync::LazyLock;

use meadow_wire::{Playback, PlaybackKind, RoomId, RoomStatus};

pub use boxes::Bad;
pub use clip::{Clip, SEGMENT_MS};
pub use routes::router;

use crate::seed::PICTURES;

/// The town's clip.
pub static CLIP: LazyLock<Result<Clip, Bad>> = LazyLock::new(|| {
    let file = |name: &str| {
        PICTURES
            .get_file(format!("live/{name}"))
            .map(include_dir::File::contents)
    };
    let segments: Vec<_> = (0..)
        .map_while(|number| file(&format!("seg-{number:02}.m4s")))
        .collect();
    Clip::read(file("init.mp4").ok_or(Bad("it is missing"))?, &segments)
});

/// Where a room's picture comes from, best first; nothing before it starts.
///
/// The times in `stream.mp4` begin wherever the room is, not at 0: a player sets `currentTime` to the start of what is
/// buffered. After a drop the same player can go on with the same buffer.
pub fn playback(room: &RoomId, status: RoomStatus) -> Vec<Playback> {
    let Ok(clip) = CLIP.as_ref() else {
        return Vec::new();
    };
    let source = |kind, file: &str, mime: &str| Playback {
        kind,
        url: format!("/media/live/{room}/{file}"),
        mime: mime.to_owned(),
    };
    match status {
        RoomStatus::Scheduled => Vec::new(),
        RoomStatus::Live => vec![
            source(PlaybackKind::Fmp4Stream, "stream.mp4", &clip.mime),
            source(PlaybackKind::Hls, "live.m3u8", "application/vnd.apple.mpegurl"),
        ],
        RoomStatus::Replay => vec![source(PlaybackKind::File, "file.mp4", &clip.mime)],
    }
}
