//! The seed town's moving picture: a short clip in 2 s segments that can be played in a loop without end.
//!
//! A segment of a later round differs in two numbers: the decode time of each track (`tfdt`) and its own number (`mfhd`).

use bytes::Bytes;

use super::boxes::{Bad, Layout, codecs, layout, loop_ready, timescales};

/// How long a segment plays.
pub const SEGMENT_MS: u64 = 2_000;

/// A clip cut into segments.
#[derive(Debug)]
pub struct Clip {
    /// What a player needs before the first segment.
    pub init: Bytes,
    /// As MediaSource wants it: `video/mp4; codecs="…"`.
    pub mime: String,
    segments: Vec<Segment>,
}

#[derive(Debug)]
struct Segment {
    bytes: Vec<u8>,
    layout: Layout,
    /// One round of the clip in each track's own unit, in the order of `layout.decode_times`.
    rounds: Vec<u64>,
}

impl Clip {
    /// Reads a clip and makes its end meet its start.
    pub fn read(init: &[u8], segments: &[&[u8]]) -> Result<Self, Bad> {
        let scales = timescales(init)?;
        let count = u64::try_from(segments.len()).map_err(|_| Bad("too many segments"))?;
        let round = |track: u32| {
            let scale = scales
                .iter()
                .find(|(id, _)| *id == track)
                .map(|(_, scale)| u64::from(*scale));
            scale
                .map(|scale| scale * count * SEGMENT_MS / 1_000)
                .ok_or(Bad("a track without a time scale"))
        };
        let segments = segments.iter().map(|bytes| {
            let bytes = loop_ready(bytes, &round)?;
            let layout = layout(&bytes)?;
            let rounds = layout
                .decode_times
                .iter()
                .map(|time| round(time.track))
                .collect::<Result<_, _>>()?;
            Ok(Segment {
                bytes,
                layout,
                rounds,
            })
        });
        let segments = segments.collect::<Result<Vec<_>, Bad>>()?;
        if segments.is_empty() {
            return Err(Bad("no segments"));
        }
        let mime = format!("video/mp4; codecs=\"{}\"", codecs(init)?);
        Ok(Self {
            init: Bytes::copy_from_slice(init),
            mime,
            segments,
        })
    }

    /// How many segments one round has.
    pub fn segments_per_round(&self) -> u64 {
        self.segments.len() as u64
    }

    /// Segment `number` of the endless film, which began with segment 0; its times count from the start of round
    /// `from_round`.
    pub fn segment(&self, number: u64, from_round: u64) -> Option<Bytes> {
        let round = (number / self.segments_per_round()).saturating_sub(from_round);
        let segment = self
            .segments
            .get(usize::try_from(number % self.segments_per_round()).ok()?)?;
        let mut bytes = segment.bytes.clone();
        for (time, length) in segment.layout.decode_times.iter().zip(&segment.rounds) {
            let moved = time.value + round * length;
            bytes
                .get_mut(time.at..time.at + 8)?
                .copy_from_slice(&moved.to_be_bytes());
        }
        // 32 bits are all there is; players only look whether it is another number than before.
        let low = (number + 1).to_be_bytes();
        bytes
            .get_mut(segment.layout.number_at..segment.layout.number_at + 4)?
            .copy_from_slice(low.get(4..)?);
        Some(bytes.into())
    }
}
