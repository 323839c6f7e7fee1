//! Something that was said and has not arrived.

use meadow_wire::{CommentId, CommentRequest, NoteId};
use serde::{Deserialize, Serialize};

use super::KEPT;
use crate::api::ApiError;

/// Something that was said and has not arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Under which note.
    pub note: NoteId,
    /// The comment on the note that it stands under; nothing for one of its own.
    pub root: Option<CommentId>,
    /// With the key that stays the same however often it is sent.
    pub asked: CommentRequest,
    /// When it was said, by the device's clock.
    pub at_ms: i64,
    /// Where it stands.
    pub standing: Standing,
}

/// Where something unsent stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// On its way.
    Sending,
    /// No answer came; it is sent again by itself.
    Waiting(String),
    /// The shop does not take it: why.
    Refused(String),
}

impl Unsent {
    /// Under which name it is kept on the device.
    pub(super) fn name(&self) -> String {
        format!("{KEPT}{}", self.asked.key)
    }

    /// Whether the shop may have it although it never said so: only an answer tells for sure.
    pub(super) fn may_have_arrived(&self) -> bool {
        !matches!(self.standing, Standing::Refused(_))
    }
}

/// A field that is wrong says it better than the problem as a whole.
pub(super) fn why(error: &ApiError) -> String {
    match error {
        ApiError::Refused(problem) => problem
            .errors
            .first()
            .map_or_else(|| error.in_words(), |wrong| wrong.detail.clone()),
        other => other.in_words(),
    }
}
