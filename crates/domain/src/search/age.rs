//! How long what was found may be shown again.

/// Back finds the same for so long, in milliseconds; later there may be other notes, and other prices.
const FRESH_MS: i64 = 10 * 60 * 1_000;

/// Whether what was found then may still be shown now, by one clock. If that was set back nobody knows how old it is.
pub fn is_fresh(found_ms: i64, now_ms: i64) -> bool {
    (0..FRESH_MS).contains(&now_ms.saturating_sub(found_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_shown_again_for_ten_minutes() {
        assert!(is_fresh(5, 5));
        assert!(is_fresh(5, 600_004));
        assert!(!is_fresh(5, 600_005));
        assert!(!is_fresh(5, 4), "the clock was set back");
        assert!(!is_fresh(i64::MIN, i64::MAX));
    }
}
