//! When the shop is told that a comment was taken back: not while some tab still offers to bring it again.

/// So long can what was taken back come again, in milliseconds.
pub const UNDO_MS: u32 = 8_000;
/// Another tab waits so much longer, in milliseconds: the one that offers it has the first word, and timers are late.
const OTHERS_LATER_MS: u32 = 2_000;

/// How long to wait with a deletion that is found on the device, in milliseconds. `over_ms` is when its offer ends, by the
/// device's clock, which may have been set anew: it is never waited longer than an offer lasts.
pub fn wait_ms(over_ms: i64, now_ms: i64) -> u32 {
    let longest = UNDO_MS.saturating_add(OTHERS_LATER_MS);
    let left = over_ms
        .saturating_add(i64::from(OTHERS_LATER_MS))
        .saturating_sub(now_ms);
    // What was over long ago is told at once.
    u32::try_from(left.max(0)).unwrap_or(longest).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deletion_waits_until_no_tab_can_offer_it_any_more() {
        let taken_back = 1_000_000_i64;
        let over = taken_back + i64::from(UNDO_MS);
        assert_eq!(wait_ms(over, taken_back), 10_000);
        assert_eq!(wait_ms(over, over), 2_000, "the tab that offers it is first");
        assert_eq!(wait_ms(over, over + 2_000), 0);
        assert_eq!(wait_ms(0, over), 0, "nobody offers it");
    }

    #[test]
    fn a_clock_that_was_set_back_keeps_nothing_waiting() {
        assert_eq!(wait_ms(i64::MAX, 0), 10_000);
        assert_eq!(wait_ms(i64::MAX, i64::MIN), 10_000);
        assert_eq!(wait_ms(i64::MIN, i64::MAX), 0);
    }
}
