//! Whether a note can be read, and if not, why.

use meadow_wire::{NoteId, PersonId};
use sqlx::SqliteConnection;

use super::{CommentError, DbError};

/// How it is with a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteStanding {
    /// There never was such a note.
    Unknown,
    /// A moderator took it away.
    Removed,
    /// Its author took it back.
    Withdrawn,
    /// It is here, and this is its author.
    Here(PersonId),
}

impl NoteStanding {
    /// The author of a note that can be talked about.
    pub(super) fn here(self) -> Result<PersonId, CommentError> {
        match self {
            Self::Here(author) => Ok(author),
            Self::Unknown => Err(CommentError::NoNote),
            Self::Removed => Err(CommentError::NoteRemoved),
            Self::Withdrawn => Err(CommentError::NoteWithdrawn),
        }
    }
}

/// How it is with a note.
pub(super) async fn standing(reader: &mut SqliteConnection, note: &NoteId) -> Result<NoteStanding, DbError> {
    let found: Option<(String, bool)> = sqlx::query_as(
        "SELECT n.author, x.note IS NOT NULL FROM notes n LEFT JOIN removed_notes x ON x.note = n.id WHERE n.id = $1",
    )
    .bind(note.as_str())
    .fetch_optional(&mut *reader)
    .await?;
    match found {
        Some((_, true)) => return Ok(NoteStanding::Removed),
        Some((author, false)) => return Ok(NoteStanding::Here(PersonId(author))),
        None => {}
    }
    let withdrawn: Option<i64> = sqlx::query_scalar("SELECT 1 FROM withdrawn_notes WHERE note = $1")
        .bind(note.as_str())
        .fetch_optional(reader)
        .await?;
    Ok(match withdrawn {
        Some(_) => NoteStanding::Withdrawn,
        None => NoteStanding::Unknown,
    })
}
