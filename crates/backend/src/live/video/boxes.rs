//! The few boxes of a fragmented MP4 (ISO/IEC 14496-12) that have to be read or changed to play a clip in a loop.

use std::ops::Range;

/// The file is not what is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clip can't be played in a loop: {0}")]
pub struct Bad(pub &'static str);

/// Where the numbers stand that change from round to round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Of the 32-bit number of the fragment.
    pub number_at: usize,
    /// One per track.
    pub decode_times: Vec<DecodeTime>,
}

/// A track's `tfdt` in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeTime {
    /// Which track.
    pub track: u32,
    /// Where its 64-bit value stands.
    pub at: usize,
    /// The value in the first round.
    pub value: u64,
}

/// A box: its name, where it starts, where its content is.
struct Part {
    name: [u8; 4],
    start: usize,
    body: Range<usize>,
}

const SHORT: Bad = Bad("it ends too early");

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Bad> {
    let four = bytes.get(at..at + 4).ok_or(SHORT)?;
    Ok(u32::from_be_bytes(four.try_into().map_err(|_| SHORT)?))
}

fn parts(bytes: &[u8], within: Range<usize>) -> Result<Vec<Part>, Bad> {
    let mut parts = Vec::new();
    let mut start = within.start;
    while start < within.end {
        let size = u32_at(bytes, start)? as usize;
        let name = u32_at(bytes, start + 4)?.to_be_bytes();
        // 0 and 1 mean "to the end" and "64 bits": our segments have neither.
        if size < 8 || start + size > within.end {
            return Err(Bad("a box has a wrong size"));
        }
        parts.push(Part {
            name,
            start,
            body: start + 8..start + size,
        });
        start += size;
    }
    Ok(parts)
}

fn named(bytes: &[u8], within: Range<usize>, name: &[u8; 4]) -> Result<Vec<Part>, Bad> {
    Ok(parts(bytes, within)?
        .into_iter()
        .filter(|part| part.name == *name)
        .collect())
}

fn one(bytes: &[u8], within: Range<usize>, name: &[u8; 4]) -> Result<Part, Bad> {
    named(bytes, within, name)?
        .into_iter()
        .next()
        .ok_or(Bad("a box is missing"))
}

/// Each track's id and units per second.
pub fn timescales(init: &[u8]) -> Result<Vec<(u32, u32)>, Bad> {
    let movie = one(init, 0..init.len(), b"moov")?;
    let tracks = named(init, movie.body, b"trak")?.into_iter().map(|track| {
        let head = one(init, track.body.clone(), b"tkhd")?;
        let media = one(init, track.body, b"mdia")?;
        let clock = one(init, media.body, b"mdhd")?;
        // Version 1 has two 64-bit times before these fields, version 0 two 32-bit ones.
        let times = |part: &Part| {
            if init.get(part.body.start) == Some(&1) {
                20
            } else {
                12
            }
        };
        Ok((
            u32_at(init, head.body.start + times(&head))?,
            u32_at(init, clock.body.start + times(&clock))?,
        ))
    });
    tracks.collect()
}

/// The codecs of the tracks, as RFC 6381 names them.
pub fn codecs(init: &[u8]) -> Result<String, Bad> {
    let at = init
        .windows(4)
        .position(|name| name == b"avcC")
        .ok_or(Bad("no H.264 track"))?;
    let profile = init.get(at + 5..at + 8).ok_or(SHORT)?;
    let hex: String = profile.iter().map(|byte| format!("{byte:02x}")).collect();
    let sound = init.windows(4).any(|name| name == b"mp4a");
    Ok(if sound {
        format!("avc1.{hex}, mp4a.40.2")
    } else {
        format!("avc1.{hex}")
    })
}

/// Where the numbers of a segment stand.
pub fn layout(segment: &[u8]) -> Result<Layout, Bad> {
    let fragment = one(segment, 0..segment.len(), b"moof")?;
    let head = one(segment, fragment.body.clone(), b"mfhd")?;
    let tracks = named(segment, fragment.body, b"traf")?;
    let decode_times = tracks
        .into_iter()
        .map(|track| decode_time(segment, &track))
        .collect::<Result<_, _>>()?;
    Ok(Layout {
        number_at: head.body.start + 4,
        decode_times,
    })
}

fn decode_time(segment: &[u8], track: &Part) -> Result<DecodeTime, Bad> {
    let head = one(segment, track.body.clone(), b"tfhd")?;
    let time = one(segment, track.body.clone(), b"tfdt")?;
    if segment.get(time.body.start) != Some(&1) {
        return Err(Bad("a decode time of 32 bits would overflow"));
    }
    let at = time.body.start + 4;
    let value = u64::from(u32_at(segment, at)?) << 32 | u64::from(u32_at(segment, at + 4)?);
    Ok(DecodeTime {
        track: u32_at(segment, head.body.start + 4)?,
        at,
        value,
    })
}

/// Drops the index (`sidx`), whose times would be wrong in later rounds and which nobody needs in a stream, and the
/// samples that reach over the end of the round, which would run into the next round's first ones. (The encoder starts
/// the sound one AAC frame early, so its last one is too many.)
pub fn loop_ready(segment: &[u8], round: &impl Fn(u32) -> Result<u64, Bad>) -> Result<Vec<u8>, Bad> {
    let mut out = segment.to_vec();
    for index in named(segment, 0..segment.len(), b"sidx")?.iter().rev() {
        out.drain(index.start..index.body.end);
    }
    for track in 0..layout(&out)?.decode_times.len() {
        cut(&mut out, track, round)?;
    }
    Ok(out)
}

/// Cuts what reaches over the round from the end of one track's sample table; the samples' bytes stay, unused.
fn cut(out: &mut Vec<u8>, nth: usize, round: &impl Fn(u32) -> Result<u64, Bad>) -> Result<(), Bad> {
    let fragment = one(out, 0..out.len(), b"moof")?;
    let tracks = named(out, fragment.body.clone(), b"traf")?;
    let tables = tracks
        .iter()
        .map(|track| one(out, track.body.clone(), b"trun"))
        .collect::<Result<Vec<_>, _>>()?;
    let (Some(track), Some(table)) = (tracks.get(nth), tables.get(nth)) else {
        return Err(Bad("a track is missing"));
    };
    let (flags, count) = (u32_at(out, table.body.start)?, u32_at(out, table.body.start + 4)?);
    if flags & 1 == 0 {
        return Err(Bad("a sample table does not say where its samples are"));
    }
    let per_sample = 4 * (flags >> 8 & 0xf).count_ones();
    let first_sample = table.body.start + 8 + 4 * (flags & 0x5).count_ones() as usize;
    let usual = usual_duration(out, track)?;
    let time = decode_time(out, track)?;
    let limit = round(time.track)?;
    let (mut end, mut kept) = (time.value, 0);
    while kept < count {
        let own = first_sample + (kept * per_sample) as usize;
        end += u64::from(if flags & 0x100 == 0 {
            usual
        } else {
            u32_at(out, own)?
        });
        if end > limit {
            break;
        }
        kept += 1;
    }
    let less = (count - kept) * per_sample;
    if less == 0 {
        return Ok(());
    }
    put(out, table.body.start + 4, kept)?;
    for start in [table.start, track.start, fragment.start] {
        let size = u32_at(out, start)?;
        put(out, start, size - less)?;
    }
    // Each table says how far behind the start of `moof` its samples begin: all of them move up.
    for table in &tables {
        let offset = u32_at(out, table.body.start + 8)?;
        put(out, table.body.start + 8, offset - less)?;
    }
    out.drain(table.body.end - less as usize..table.body.end);
    Ok(())
}

/// What a sample lasts if its table does not say: from the track's `tfhd`.
fn usual_duration(bytes: &[u8], track: &Part) -> Result<u32, Bad> {
    let head = one(bytes, track.body.clone(), b"tfhd")?;
    let flags = u32_at(bytes, head.body.start)?;
    if flags & 0x8 == 0 {
        return Err(Bad("a track does not say how long a sample lasts"));
    }
    // Before it may stand an offset (64 bits) and the index of a description (32 bits).
    let skip = 8 * (flags & 1) as usize + 2 * (flags & 2) as usize;
    u32_at(bytes, head.body.start + 8 + skip)
}

fn put(bytes: &mut [u8], at: usize, value: u32) -> Result<(), Bad> {
    bytes
        .get_mut(at..at + 4)
        .ok_or(SHORT)?
        .copy_from_slice(&value.to_be_bytes());
    Ok(())
}
