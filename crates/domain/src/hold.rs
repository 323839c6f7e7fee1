//! How long a checkout still holds its goods.

use meadow_wire::Timestamp;

/// Whether the goods of a checkout are still held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Still held.
    Held {
        /// For this many milliseconds more; at least 1.
        left_ms: i64,
    },
    /// They went back on sale.
    Gone,
}

/// Whether goods held until a moment are still held at the server's time (`clock::ClockOffset::server_now_ms`).
pub fn hold(held_until: Timestamp, server_now_ms: i64) -> Hold {
    match held_until.ms.saturating_sub(server_now_ms) {
        left_ms @ 1.. => Hold::Held { left_ms },
        _ => Hold::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_held_until_the_moment_and_gone_at_it() {
        let until = Timestamp::from_ms(600_000);
        assert_eq!(hold(until, 0), Hold::Held { left_ms: 600_000 });
        assert_eq!(hold(until, 599_999), Hold::Held { left_ms: 1 });
        assert_eq!(hold(until, 600_000), Hold::Gone);
        assert_eq!(hold(Timestamp::from_ms(i64::MIN), i64::MAX), Hold::Gone);
    }
}
