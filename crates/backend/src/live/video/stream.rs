//! The clip as one endless answer, paced by the server's clock.

use std::{convert::Infallible, time::Duration};

use bytes::Bytes;
use futures_util::{Stream, stream};
use tokio::{sync::watch, time::sleep};

use super::clip::{Clip, SEGMENT_MS};
use crate::{
    clock,
    limits::Place,
    metrics::{self, Gauge},
};

/// How many segments a newcomer gets at once.
const BURST: u64 = 2;
/// A reader that is further behind skips to the newest.
const BEHIND_MAX: u64 = 5;
const DAY_MS: u64 = 86_400_000;

/// The segment that is being played at this moment on the server's clock; those before it are finished.
pub fn current() -> u64 {
    u64::try_from(clock::now().ms).unwrap_or(0) / SEGMENT_MS
}

/// The first round whose times count as 0: the day's first, so that the numbers stay small and a restart of the server
/// goes on where it was.
pub fn first_round(clip: &Clip, segment: u64) -> u64 {
    let per_day = DAY_MS / SEGMENT_MS;
    segment / per_day * per_day / clip.segments_per_round()
}

struct Film {
    clip: &'static Clip,
    /// Nothing until the header was sent.
    next: Option<u64>,
    first_round: u64,
    stopping: watch::Receiver<bool>,
    _counted: Counted,
    _place: Place,
}

struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::one_less(Gauge::VideoStreams);
    }
}

/// The header, the last two segments at once, then one every two seconds, until the client goes or the server stops.
pub fn film(
    clip: &'static Clip,
    stopping: watch::Receiver<bool>,
    place: Place,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    metrics::one_more(Gauge::VideoStreams);
    let start = current().saturating_sub(BURST);
    let film = Film {
        clip,
        next: None,
        first_round: first_round(clip, start),
        stopping,
        _counted: Counted,
        _place: place,
    };
    stream::unfold(film, |mut film| async move {
        let Some(next) = film.next else {
            film.next = Some(current().saturating_sub(BURST));
            return Some((Ok(film.clip.init.clone()), film));
        };
        let next = if current() > next + BEHIND_MAX {
            current() - BURST
        } else {
            next
        };
        let finished_ms = (next + 1) * SEGMENT_MS;
        let wait = finished_ms.saturating_sub(u64::try_from(clock::now().ms).unwrap_or(0));
        tokio::select! {
            () = sleep(Duration::from_millis(wait)) => {}
            _ = film.stopping.wait_for(|stops| *stops) => return None,
        }
        film.next = Some(next + 1);
        film.clip
            .segment(next, film.first_round)
            .map(|segment| (Ok(segment), film))
    })
}
