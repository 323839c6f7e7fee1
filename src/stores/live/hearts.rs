//! Hearts that were given and are not counted yet.

use meadow_domain::limits::LIKES_MAX;

/// More than this are not kept for later: a drop is no reason to flood a room.
const KEPT_MAX: u32 = 4 * LIKES_MAX;

/// Hearts that were given and are not in the server's count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hearts {
    unsent: u32,
    sent: u32,
}

impl Hearts {
    /// One more.
    pub fn give(&mut self) {
        self.unsent = self.unsent.saturating_add(1).min(KEPT_MAX);
    }

    /// What to send now; nothing if there is none.
    pub fn next(&mut self) -> Option<u32> {
        let count = self.unsent.min(LIKES_MAX);
        self.unsent -= count;
        self.sent = self.sent.saturating_add(count);
        (count > 0).then_some(count)
    }

    /// The server counted this many more, ours or others'.
    pub fn counted(&mut self, more: u64) {
        self.sent = self.sent.saturating_sub(u32::try_from(more).unwrap_or(u32::MAX));
    }

    /// The connection is gone: what was sent may never be counted.
    pub fn on_drop(&mut self) {
        self.sent = 0;
    }

    /// How many to show on top of the server's count.
    pub fn extra(self) -> u64 {
        u64::from(self.unsent) + u64::from(self.sent)
    }
}

#[cfg(test)]
mod tests {
    use super::Hearts;

    #[test]
    fn hearts_are_sent_fifty_at_a_time_and_shown_until_they_are_counted() {
        let mut hearts = Hearts::default();
        (0..60).for_each(|_| hearts.give());
        assert_eq!((hearts.next(), hearts.extra()), (Some(50), 60));
        hearts.counted(50);
        assert_eq!((hearts.next(), hearts.extra()), (Some(10), 10));
        hearts.on_drop();
        assert_eq!((hearts.next(), hearts.extra()), (None, 0));
    }
}
