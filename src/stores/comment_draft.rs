//! The comment that is being typed under a note, or as an answer, kept on the device until it is said.

use leptos::prelude::*;
use meadow_wire::{CommentId, NoteId};

use super::chat_draft::use_kept_text;

/// Where they are kept on the device; the note follows, and what is answered.
pub(super) const KEPT: &str = "comment-draft:";

/// What is typed under a note, or in answer to one of its comments, beginning with what was left there.
pub fn use_comment_draft(note: &NoteId, parent: Option<&CommentId>) -> RwSignal<String> {
    let parent = parent.map_or("", CommentId::as_str);
    use_kept_text(format!("{KEPT}{note}:{parent}"), Signal::stored(false))
}
