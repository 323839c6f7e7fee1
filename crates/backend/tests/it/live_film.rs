//! The endless film: what the boxes say over three rounds, read by a reader of its own.

use std::collections::BTreeMap;

use futures_util::StreamExt;
use http_body_util::BodyExt;
use meadow_backend::{live::video::CLIP, router};
use tower::ServiceExt;

use crate::live_stage::{LIVE, REPLAY, SCHEDULED, Stage};

/// Half an AAC frame at 44.1 kHz: a gap that short is not heard.
const GAP_MAX: u64 = 512;

#[test]
fn three_rounds_follow_each_other_without_overlap_or_hole() {
    let clip = CLIP.as_ref().expect("the clip is in order");
    let mut ends: BTreeMap<u32, u64> = BTreeMap::new();
    let mut numbers = Vec::new();
    for number in 0..3 * clip.segments_per_round() {
        let fragment = read(&clip.segment(number, 0).expect("a segment"));
        numbers.push(fragment.number);
        for track in fragment.tracks {
            if let Some(end) = ends.insert(track.id, track.start + track.length) {
                let gap = track
                    .start
                    .checked_sub(end)
                    .expect("no overlap: decode times never go back");
                assert!(
                    gap <= GAP_MAX,
                    "segment {number}, track {}: a hole of {gap}",
                    track.id
                );
            }
        }
    }
    assert_eq!(ends.len(), 2, "picture and sound");
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn samples_lie_inside_their_segment() {
    let clip = CLIP.as_ref().expect("the clip is in order");
    for number in 0..clip.segments_per_round() {
        let bytes = clip.segment(number, 0).expect("a segment");
        let fragment = read(&bytes);
        for track in fragment.tracks {
            assert!(track.samples.start >= fragment.data.start && track.samples.end <= fragment.data.end);
        }
    }
}

#[test]
fn the_codecs_are_those_of_the_clip() {
    let clip = CLIP.as_ref().expect("the clip is in order");
    assert_eq!(clip.mime, "video/mp4; codecs=\"avc1.4d401e, mp4a.40.2\"");
}

#[tokio::test]
async fn the_stream_starts_at_once_with_a_header_and_two_segments_and_ends_with_the_server() {
    let stage = Stage::open().await;
    let answer = get(&stage, &format!("/media/live/{LIVE}/stream.mp4")).await;
    assert_eq!(answer.headers()["content-type"], "video/mp4");
    let mut chunks = answer.into_body().into_data_stream();
    let mut lengths = Vec::new();
    for _ in 0..3 {
        lengths.push(chunks.next().await.expect("a chunk").expect("bytes"));
    }
    assert_eq!(&lengths[0][4..8], b"ftyp");
    let times: Vec<_> = lengths[1..]
        .iter()
        .map(|bytes| read(bytes).tracks[0].start)
        .collect();
    assert_eq!(times[1] - times[0], 2 * 12_800);
    stage.shop.live.stop().await;
    assert!(chunks.next().await.is_none());
}

#[tokio::test]
async fn the_playlist_names_segments_that_are_there() {
    let stage = Stage::open().await;
    let playlist = get(&stage, &format!("/media/live/{LIVE}/live.m3u8"))
        .await
        .into_body()
        .collect()
        .await;
    let playlist = String::from_utf8(playlist.expect("a body").to_bytes().to_vec()).expect("text");
    let names: Vec<_> = playlist.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(names.len(), 6);
    for name in names.iter().copied().chain(["init.mp4"]) {
        assert_eq!(
            get(&stage, &format!("/media/live/{LIVE}/{name}")).await.status(),
            200,
            "{name}"
        );
    }
    for gone in [
        "seg-0.m4s",
        "seg-99999999999.m4s",
        "seg-x.m4s",
        "file.mp4",
        "nothing",
    ] {
        assert_eq!(
            get(&stage, &format!("/media/live/{LIVE}/{gone}")).await.status(),
            404,
            "{gone}"
        );
    }
}

#[tokio::test]
async fn only_live_rooms_stream_and_only_replays_are_files() {
    let stage = Stage::open().await;
    for (room, file, status) in [
        (REPLAY, "file.mp4", 200),
        (REPLAY, "stream.mp4", 404),
        (SCHEDULED, "stream.mp4", 404),
        (SCHEDULED, "file.mp4", 404),
        ("r-nowhere", "stream.mp4", 404),
    ] {
        assert_eq!(
            get(&stage, &format!("/media/live/{room}/{file}")).await.status(),
            status,
            "{room} {file}"
        );
    }
}

async fn get(stage: &Stage, path: &str) -> axum::response::Response {
    let request = axum::http::Request::get(path)
        .body(axum::body::Body::empty())
        .expect("a request");
    router(stage.shop.clone())
        .oneshot(request)
        .await
        .expect("an answer")
}

struct Fragment {
    number: u32,
    tracks: Vec<Track>,
    /// Where `mdat` keeps the samples.
    data: std::ops::Range<usize>,
}

struct Track {
    id: u32,
    start: u64,
    length: u64,
    samples: std::ops::Range<usize>,
}

fn read(bytes: &[u8]) -> Fragment {
    let mut fragment = Fragment {
        number: 0,
        tracks: Vec::new(),
        data: 0..0,
    };
    let mut at = 0;
    while at < bytes.len() {
        let (size, name) = (u32_at(bytes, at) as usize, &bytes[at + 4..at + 8]);
        match name {
            b"moof" => read_moof(bytes, at, at + size, &mut fragment),
            b"mdat" => fragment.data = at + 8..at + size,
            b"sidx" => panic!("an index whose times would be wrong"),
            _ => {}
        }
        at += size;
    }
    assert_eq!(at, bytes.len());
    fragment
}

fn read_moof(bytes: &[u8], moof: usize, end: usize, fragment: &mut Fragment) {
    let mut at = moof + 8;
    while at < end {
        let (size, name) = (u32_at(bytes, at) as usize, &bytes[at + 4..at + 8]);
        match name {
            b"mfhd" => fragment.number = u32_at(bytes, at + 12),
            b"traf" => fragment.tracks.push(read_traf(bytes, moof, at + 8, at + size)),
            _ => {}
        }
        at += size;
    }
    assert_eq!(at, end, "the boxes fill moof");
}

fn read_traf(bytes: &[u8], moof: usize, mut at: usize, end: usize) -> Track {
    let mut track = Track {
        id: 0,
        start: 0,
        length: 0,
        samples: 0..0,
    };
    let mut usual = (0, 0);
    while at < end {
        let (size, name) = (u32_at(bytes, at) as usize, &bytes[at + 4..at + 8]);
        match name {
            b"tfhd" => {
                assert_eq!(
                    u32_at(bytes, at + 8) & 0xff_ffff,
                    0x02_0038,
                    "the clip's own flags"
                );
                track.id = u32_at(bytes, at + 12);
                usual = (u32_at(bytes, at + 16), u32_at(bytes, at + 20));
            }
            b"tfdt" => {
                track.start = u64::from(u32_at(bytes, at + 12)) << 32 | u64::from(u32_at(bytes, at + 16));
            }
            b"trun" => read_trun(bytes, moof, at..at + size, usual, &mut track),
            _ => {}
        }
        at += size;
    }
    assert_eq!(at, end, "the boxes fill traf");
    track
}

fn read_trun(bytes: &[u8], moof: usize, part: std::ops::Range<usize>, usual: (u32, u32), track: &mut Track) {
    let at = part.start;
    let (flags, count) = (u32_at(bytes, at + 8), u32_at(bytes, at + 12));
    let mut field = at + 20 + if flags & 4 == 0 { 0 } else { 4 };
    let mut take = |flag: u32, usual: u32| {
        if flags & flag == 0 {
            return usual;
        }
        field += 4;
        u32_at(bytes, field - 4)
    };
    let mut size = 0;
    for _ in 0..count {
        track.length += u64::from(take(0x100, usual.0));
        size += take(0x200, usual.1) as usize;
        take(0x400, 0);
        take(0x800, 0);
    }
    assert_eq!(field, part.end, "the table has no leftovers");
    let start = moof + u32_at(bytes, at + 16) as usize;
    track.samples = start..start + size;
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}
