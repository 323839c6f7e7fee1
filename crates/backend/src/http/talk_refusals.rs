//! Why somebody can't say, pin, report or remove something, in words.

use super::{problem::AppError, stated::Stated};

/// What is answered, liked or reported is not there any more.
pub fn comment_gone() -> AppError {
    let stated = Stated {
        status: 410,
        kind: "comment-gone",
        title: "This comment is gone",
        detail: "This comment was taken back or removed meanwhile.".to_owned(),
        next_step: "Say it as a comment of its own.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// What was taken back stays so, however late it is said again.
pub fn comment_taken_back() -> AppError {
    let stated = Stated {
        status: 410,
        kind: "taken-back",
        title: "Taken back",
        detail: "You took this comment back.".to_owned(),
        next_step: "Send it as a new comment, with a key of its own.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// Only the note's author says what stands first.
pub fn not_the_author() -> AppError {
    let stated = Stated {
        status: 403,
        kind: "not-the-author",
        title: "Not your note",
        detail: "Only the note's author lets a comment stand first.".to_owned(),
        next_step: "Enter the studio with the author's key.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// The session looks after nothing.
pub fn not_a_moderator() -> AppError {
    let stated = Stated {
        status: 403,
        kind: "not-a-moderator",
        title: "Not a moderator",
        detail: "This session does not look after what people report.".to_owned(),
        next_step: "Enter the studio with a moderator's key.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}

/// A case stands otherwise than the moderator thought.
pub fn decided(why: &str) -> AppError {
    let stated = Stated {
        status: 409,
        kind: "not-possible",
        title: "Not possible now",
        detail: why.to_owned(),
        next_step: "Look at the case as it is now.".to_owned(),
        errors: Vec::new(),
    };
    stated.into()
}
