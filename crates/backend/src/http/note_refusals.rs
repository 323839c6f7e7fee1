//! Why a note can't be read, published or changed, in words.

use super::{problem::AppError, stated::Stated};
use crate::db::{NoteError, NoteStanding};

/// Why a note can't be read; of one that can, that it is somebody else's.
pub fn not_here(standing: &NoteStanding) -> AppError {
    match standing {
        NoteStanding::Unknown => AppError::missing("note"),
        NoteStanding::Removed => removed(),
        NoteStanding::Withdrawn => withdrawn(),
        NoteStanding::Here(_) => not_yours(),
    }
}

/// A moderator took the note away.
pub fn removed() -> AppError {
    let stated = Stated {
        status: 410,
        kind: "removed",
        title: "This note was removed",
        detail: "A moderator removed this note.".to_owned(),
        next_step: "There are others in the feed.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// Its author took the note back.
pub fn withdrawn() -> AppError {
    let stated = Stated {
        status: 410,
        kind: "withdrawn",
        title: "This note is gone",
        detail: "Its author took this note back.".to_owned(),
        next_step: "There are others in the feed.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

fn not_yours() -> AppError {
    let stated = Stated {
        status: 403,
        kind: "not-the-author",
        title: "Not your note",
        detail: "Only a note's author changes it or takes it back.".to_owned(),
        next_step: "Sign in with the account that published it.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// Why nothing was published. `before` is where the words are in the request.
pub fn refusal(error: NoteError, before: &str) -> AppError {
    match error {
        NoteError::Not(standing) => not_here(&standing),
        NoteError::TakenBack => taken_back(),
        NoteError::KeyReused => AppError::KeyReused,
        NoteError::TooMany => AppError::NotPossible(
            "You published twenty notes within an hour. People read more of them tomorrow.".to_owned(),
        ),
        NoteError::Photo(index, refusal) => {
            AppError::field(format!("{before}pictures.{index}"), refusal.to_string())
        }
        NoteError::Product(index) => AppError::field(
            format!("{before}hotspots.{index}.product"),
            "This product is not in the shop any more. Show another one.",
        ),
        NoteError::Db(error) => error.into(),
    }
}

fn taken_back() -> AppError {
    let stated = Stated {
        status: 410,
        kind: "taken-back",
        title: "Taken back",
        detail: "You took this note back.".to_owned(),
        next_step: "Publish it as a new note, with a key of its own.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}
