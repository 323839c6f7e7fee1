//! Writing a note.

use serde::{Deserialize, Serialize};

use crate::{Hotspot, NoteKey, PhotoUse, Trait};

/// `POST /api/v1/notes`: publishes a note.
///
/// Idempotent by `key`: the same key gives the same note, the same key with another body is refused with 422.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteRequest {
    /// Made by the client for this note.
    pub key: NoteKey,
    /// What is published.
    pub words: NoteWords,
}

/// `PUT /api/v1/notes/{id}`: a note as its author wants it, all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteWords {
    /// 1 to 80 characters.
    pub title: String,
    /// Paragraphs, parted by an empty line; at most 5000 characters, may be empty. Plain text: never markup.
    pub text: String,
    /// The language it is written in, a BCP 47 tag such as `en` or `zh-Hans`.
    pub lang: String,
    /// What it is about, without `#`; at most ten, each once.
    pub topics: Vec<String>,
    /// Where it was written, in words; may be empty.
    pub place: String,
    /// Whether the author got money, things or anything else for it.
    pub paid: bool,
    /// What the author wants to tell about themselves; each key once.
    pub traits: Vec<Trait>,
    /// One to eighteen, in the order to show; the first is the cover.
    pub pictures: Vec<PhotoUse>,
    /// Where products can be seen in the pictures; at most thirty.
    pub hotspots: Vec<Hotspot>,
}
