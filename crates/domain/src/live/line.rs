//! The lines of a room's chat.

use std::collections::VecDeque;

use meadow_wire::{Event, EventBody, Timestamp};

use crate::limits::LINES_KEPT;

/// One line of the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number of its event: a key that is never used twice within an epoch.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub body: EventBody,
}

/// Whether an event is a line of the chat; taking a pin away is not.
pub fn is_shown(body: &EventBody) -> bool {
    !matches!(body, EventBody::Pin { product: None })
}

/// Appends an event if it is shown; past [`LINES_KEPT`] the oldest line goes.
pub(super) fn push_line(lines: &mut VecDeque<Line>, event: &Event) {
    if !is_shown(&event.body) {
        return;
    }
    if lines.len() == LINES_KEPT {
        lines.pop_front();
    }
    lines.push_back(Line {
        seq: event.seq,
        at: event.at,
        body: event.body.clone(),
    });
}
