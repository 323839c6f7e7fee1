//! The offset of the server's clock, so that countdowns are right on a device whose clock is wrong.

use std::collections::VecDeque;

/// How many samples are kept: a clock that was set anew is believed after as many.
const KEPT: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sample {
    round_trip_ms: i64,
    offset_ms: i64,
}

/// How far the server's clock is ahead of this device's, from the best of the newest 8 round trips.
///
/// The shorter the round trip, the smaller the error: at most half of it (Cristian, "Probabilistic clock
/// synchronization", 1989).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockOffset {
    samples: VecDeque<Sample>,
}

impl ClockOffset {
    /// Takes a round trip: sent and received by this device's clock, answered at the server's, all in milliseconds.
    /// One that ends before it began is no evidence: the clock was set meanwhile.
    pub fn sample(&mut self, sent_ms: i64, received_ms: i64, server_ms: i64) {
        let round_trip_ms = received_ms.saturating_sub(sent_ms);
        if round_trip_ms < 0 {
            return;
        }
        let middle_ms = sent_ms.saturating_add(round_trip_ms / 2);
        if self.samples.len() == KEPT {
            self.samples.pop_front();
        }
        self.samples.push_back(Sample {
            round_trip_ms,
            offset_ms: server_ms.saturating_sub(middle_ms),
        });
    }

    /// How far the server's clock is ahead, in milliseconds; 0 without a sample. Of equal round trips the newest wins.
    pub fn offset_ms(&self) -> i64 {
        self.samples
            .iter()
            .rev()
            .min_by_key(|sample| sample.round_trip_ms)
            .map_or(0, |sample| sample.offset_ms)
    }

    /// The server's time at a time of this device, in milliseconds since 1970 UTC.
    pub fn server_now_ms(&self, local_ms: i64) -> i64 {
        local_ms.saturating_add(self.offset_ms())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_sample_the_device_is_believed() {
        assert_eq!(ClockOffset::default().server_now_ms(1_000), 1_000);
    }

    #[test]
    fn the_smallest_round_trip_wins() {
        let mut clock = ClockOffset::default();
        clock.sample(0, 900, 300_800);
        clock.sample(1_000, 1_040, 301_020);
        clock.sample(2_000, 2_500, 302_000);
        assert_eq!(clock.offset_ms(), 300_000);
        assert_eq!(clock.server_now_ms(5_000), 305_000);
    }

    #[test]
    fn a_round_trip_that_ends_before_it_began_is_ignored() {
        let mut clock = ClockOffset::default();
        clock.sample(1_000, 400, 99_000);
        assert_eq!(clock.offset_ms(), 0);
    }

    #[test]
    fn a_clock_that_was_set_anew_is_believed_after_eight_samples() {
        let mut clock = ClockOffset::default();
        clock.sample(0, 10, 5);
        for at in 1..=8 {
            clock.sample(at * 1_000, at * 1_000 + 80, at * 1_000 + 3_600_040);
        }
        assert_eq!(clock.offset_ms(), 3_600_000);
    }
}
