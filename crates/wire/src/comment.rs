//! What people answer under a note, and to each other.

use serde::{Deserialize, Serialize};

use crate::{ChangeId, CommentId, NoteId, PersonCard, PersonId, Timestamp};

/// `GET /api/v1/notes/{id}/comments?sort=&cursor=`: some of a note's comments. A note brings the first page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comments {
    /// Comments on the note itself, each with its first replies. The pinned one stands first, on the first page.
    pub items: Vec<Comment>,
    /// Where the next page starts; opaque. Missing on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many comments and replies can be read, on all pages together.
    pub total: u32,
    /// Whether this session may pin one: it acts for the note's author.
    pub may_pin: bool,
}

/// In which order comments stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommentSort {
    /// Those that most people like.
    #[default]
    Best,
    /// The latest.
    Newest,
}

/// A comment or a reply.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Which comment.
    pub id: CommentId,
    /// Who; nobody once it is gone.
    pub author: PersonCard,
    /// Whether its author has a page of their own here.
    pub has_page: bool,
    /// Whether its author wrote the note.
    pub by_author: bool,
    /// Whether a product of the note was delivered to its author.
    pub bought: bool,
    /// Whether this session wrote it.
    pub mine: bool,
    /// Whether it can be read, and why not.
    pub state: CommentState,
    /// Plain text, lines and all; empty once it is gone. Addresses of the web in it are text.
    pub text: String,
    /// People named in it by their handle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// How many like it.
    pub likes: u32,
    /// Whether this session likes it.
    pub liked: bool,
    /// Whether the note's author wants it to stand first.
    pub pinned: bool,
    /// When.
    pub at: Timestamp,
    /// Replies: the comment on the note that they stand under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<CommentId>,
    /// Replies to a reply: which one, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Answered>,
    /// Its first replies, oldest first; replies have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub replies: Vec<Comment>,
    /// How many replies stand under it in all.
    pub reply_count: u32,
    /// Where its next replies start; opaque. Missing if all are here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies_next: Option<String>,
}

/// Whether a comment can be read. One that is gone keeps its place while somebody's reply stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommentState {
    /// It can.
    #[default]
    Shown,
    /// Its author took it back.
    Withdrawn,
    /// A moderator took it away.
    Removed,
}

/// What a reply answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    /// Which reply.
    pub id: CommentId,
    /// The name of who wrote it; empty once it is gone.
    pub name: String,
}

/// Somebody who is named in a text as `@handle`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mention {
    /// As on their page, in small letters, without `@`.
    pub handle: String,
    /// Who that is.
    pub person: PersonId,
}

/// `POST /api/v1/notes/{id}/comments`: says something. Idempotent by `key`; the same key with another body is refused
/// with 422.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CommentRequest {
    /// Made by the client for one comment.
    pub key: ChangeId,
    /// 1 to 1000 characters.
    pub text: String,
    /// What it answers: a comment or a reply. Nothing for a comment on the note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
}

/// `GET /api/v1/comments/{id}`: one comment where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentPlace {
    /// Under which note.
    pub note: NoteId,
    /// The comment on the note that it is, or stands under; then it is among the replies.
    pub root: Comment,
}

/// `PUT /api/v1/comments/{id}/like` answers with its likes as they are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentLikes {
    /// Whether this session likes it.
    pub liked: bool,
    /// How many like it.
    pub likes: u32,
}
