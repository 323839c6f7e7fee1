//! What is reported, and what moderators do about it.

use serde::{Deserialize, Serialize};

use crate::{CaseId, ChangeId, CommentId, NoteId, PersonCard, Timestamp};

/// `POST /api/v1/notes/{id}/reports` and `…/comments/{id}/reports`: something should not be here. A session reports a thing
/// once; saying it twice changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// What is wrong.
    pub reason: ReportReason,
    /// More about it, at most 500 characters; may be empty.
    pub words: String,
}

/// What is wrong with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// Advertising, or the same again and again.
    Spam,
    /// Insults and threats.
    Hurtful,
    /// Not true, or a hidden advertisement.
    Misleading,
    /// Somebody's address, number or picture.
    Private,
    /// Forbidden, or dangerous.
    Illegal,
    /// Something else.
    Other,
}

/// The answer to a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportTaken {
    /// What happens now, in words.
    pub detail: String,
}

/// A report that a session made, in their own data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportMade {
    /// About what.
    pub about: Reported,
    /// What was wrong with it.
    pub reason: ReportReason,
    /// What was said about it.
    pub words: String,
    /// When.
    pub at: Timestamp,
}

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reported {
    /// A note.
    Note(NoteId),
    /// A comment under a note.
    Comment(CommentId),
}

/// `GET /api/v1/studio/cases?cursor=`: a thing that was reported, with all reports of it. Open ones stand first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Case {
    /// Which case.
    pub id: CaseId,
    /// What was reported.
    pub about: Reported,
    /// The note that it is, or stands under.
    pub note: NoteId,
    /// The note's title.
    pub title: String,
    /// Who wrote the thing; nobody if it is gone.
    pub author: PersonCard,
    /// What it says; empty if its author took it back.
    pub text: String,
    /// Where it stands.
    pub state: CaseState,
    /// How many report it for which reason, the most first.
    pub reasons: Vec<ReasonCount>,
    /// What they say about it, the latest first, at most five.
    pub words: Vec<String>,
    /// What was done, the latest first.
    pub acts: Vec<CaseLine>,
    /// When it was reported last.
    pub at: Timestamp,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// Nobody has looked at it yet, or it was reported again.
    #[default]
    Open,
    /// The thing is removed.
    Removed,
    /// The thing may stay.
    Dismissed,
}

/// So many reports have one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonCount {
    /// The reason.
    pub reason: ReportReason,
    /// How many.
    pub count: u32,
}

/// Something a moderator did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseLine {
    /// What.
    pub act: CaseAct,
    /// The name of who did it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// `POST /api/v1/studio/cases/{id}/moves`: a moderator does something. Idempotent by `key`; the same key with another body
/// is refused with 422.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseMove {
    /// Made by the client for one move.
    pub key: ChangeId,
    /// What is done.
    pub act: CaseAct,
}

/// What a moderator does about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseAct {
    /// Takes the thing away: why, in 1 to 500 characters.
    Remove(String),
    /// Brings it back.
    Restore,
    /// Leaves it where it is.
    Dismiss,
}
