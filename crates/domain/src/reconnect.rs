//! When to come back after a connection was lost: exponential backoff with full jitter
//! (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).

/// Without any frame for this long, in milliseconds, a connection is dead: the server pings every 10 s.
pub const SILENCE_MS: u32 = 15_000;

/// The upper end of the first delay, in milliseconds; doubles with each attempt.
const FIRST_MS: u32 = 250;
/// The upper end of every delay, in milliseconds.
const LONGEST_MS: u32 = 20_000;
/// The lower end of every delay, in milliseconds: never a busy loop.
const SHORTEST_MS: u32 = 50;

/// How long to wait before the attempt (0 is the first), in milliseconds: even between 50 and `min(20_000, 250 · 2^attempt)`.
///
/// `random` is any number, evenly spread over all of `u32`.
pub fn delay_ms(attempt: u32, random: u32) -> u32 {
    let longest = FIRST_MS
        .saturating_mul(2u32.saturating_pow(attempt))
        .min(LONGEST_MS);
    let choices = u64::from(longest - SHORTEST_MS) + 1;
    let chosen = (u64::from(random) * choices) >> 32;
    SHORTEST_MS + u32::try_from(chosen).unwrap_or(longest - SHORTEST_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_delay_doubles_up_to_20_seconds() {
        let longest: Vec<u32> = (0..9).map(|attempt| delay_ms(attempt, u32::MAX)).collect();
        assert_eq!(
            longest,
            [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]
        );
        assert_eq!(delay_ms(u32::MAX, u32::MAX), 20_000);
    }

    #[test]
    fn the_shortest_delay_is_50_milliseconds() {
        assert_eq!(delay_ms(0, 0), 50);
        assert_eq!(delay_ms(9, 0), 50);
    }

    #[test]
    fn delays_are_spread_evenly() {
        assert_eq!(delay_ms(7, u32::MAX / 2), 10_025);
    }
}
