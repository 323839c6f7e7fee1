//! What can be said under a note, who is named in it, and what can be said in a report.

use meadow_wire::{FieldError, ReportRequest};

use crate::{
    limits::{COMMENT_MAX, REPORT_WORDS_MAX},
    manners::{Unkind, unkind, without_tricks},
    validate::{error, longer_than},
};

/// Why a text can't stand under a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CommentRefusal {
    /// Nothing is left after trimming.
    #[error("Write something first.")]
    Empty,
    /// It has letters, but none that anybody sees.
    #[error("Nobody could see this: it has only invisible letters.")]
    Invisible,
    /// Longer than [`COMMENT_MAX`] characters.
    #[error("That is too long: 1000 characters at most.")]
    TooLong,
    /// Against the manners.
    #[error(transparent)]
    Unkind(Unkind),
}

/// The text as it will stand: without tricks, trimmed, 1 to [`COMMENT_MAX`] characters, at most one empty line at a time.
pub fn check_comment(text: &str) -> Result<String, CommentRefusal> {
    // Looks at no more than needed: what was typed may be huge. Invisible letters may be many.
    if longer_than(text, COMMENT_MAX * 8) {
        return Err(CommentRefusal::TooLong);
    }
    let mut clean = without_tricks(text);
    while clean.contains("\n\n\n") {
        clean = clean.replace("\n\n\n", "\n\n");
    }
    let clean = clean.trim();
    if clean.is_empty() {
        return Err(match text.trim().is_empty() {
            true => CommentRefusal::Empty,
            false => CommentRefusal::Invisible,
        });
    }
    if longer_than(clean, COMMENT_MAX) {
        return Err(CommentRefusal::TooLong);
    }
    match unkind(clean) {
        Some(refusal) => Err(CommentRefusal::Unkind(refusal)),
        None => Ok(clean.to_owned()),
    }
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'text> {
    /// Words.
    Words(&'text str),
    /// What may be somebody's handle, without the `@` before it.
    Handle(&'text str),
}

/// A text cut into words and handles; put together again it is the same text. `@` inside a word names nobody: that is an
/// address for mail.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest, mut from) = (Vec::new(), text, 0);
    while let Some(at) = rest
        .get(from..)
        .and_then(|rest| rest.find('@'))
        .map(|at| at + from)
    {
        let (before, after) = rest.split_at(at);
        let after = after.strip_prefix('@').unwrap_or_default();
        let handle = handle(after);
        if handle.is_empty() || before.chars().next_back().is_some_and(char::is_alphanumeric) {
            from = at + 1;
            continue;
        }
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(Piece::Handle(handle));
        (rest, from) = (after.strip_prefix(handle).unwrap_or_default(), 0);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// So many people can be named in one text.
const NAMED_MAX: usize = 10;

/// The handles in a text, in small letters, each once.
pub fn handles(text: &str) -> Vec<String> {
    let mut handles: Vec<String> = Vec::new();
    for piece in pieces(text) {
        if let Piece::Handle(handle) = piece {
            let handle = handle.to_ascii_lowercase();
            if !handles.contains(&handle) && handles.len() < NAMED_MAX {
                handles.push(handle);
            }
        }
    }
    handles
}

/// A full stop behind a handle ends the sentence.
fn handle(text: &str) -> &str {
    let end = text
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || "._-".contains(letter)))
        .unwrap_or(text.len());
    text.get(..end.min(40))
        .unwrap_or_default()
        .trim_end_matches(['.', '-'])
}

/// The words of a report as they are kept.
pub fn report_words(words: &str) -> String {
    without_tricks(words).trim().to_owned()
}

/// What is wrong with a report, if anything is.
pub fn check_report(report: &ReportRequest) -> Option<FieldError> {
    longer_than(report.words.trim(), REPORT_WORDS_MAX)
        .then(|| error("words", "Say it in 500 characters at most."))
}

#[cfg(test)]
mod tests {
    use meadow_wire::ReportReason;

    use super::*;

    #[test]
    fn a_comment_is_trimmed_and_has_1_to_1000_characters() {
        assert_eq!(
            check_comment("  Quiet?\n\n\n\nYes. "),
            Ok("Quiet?\n\nYes.".to_owned())
        );
        assert!(check_comment(&"好".repeat(1_000)).is_ok());
        assert_eq!(check_comment(&"好".repeat(1_001)), Err(CommentRefusal::TooLong));
        assert_eq!(check_comment(" \n "), Err(CommentRefusal::Empty));
        let padded = format!("{}{}", "\u{200B}".repeat(3_000), "a".repeat(1_000));
        assert_eq!(
            check_comment(&padded),
            Ok("a".repeat(1_000)),
            "only what is seen counts"
        );
    }

    #[test]
    fn only_invisible_letters_are_refused_and_others_lose_theirs() {
        assert_eq!(
            check_comment("\u{200B}\u{202E}\u{2060}"),
            Err(CommentRefusal::Invisible)
        );
        assert_eq!(check_comment("\u{202E}rac eht"), Ok("rac eht".to_owned()));
        assert_eq!(
            check_comment("k\u{200B}y\u{200B}s"),
            Err(CommentRefusal::Unkind(Unkind::Word)),
            "what parts a word hides nothing"
        );
    }

    #[test]
    fn a_text_is_cut_at_its_handles_and_is_whole_again() {
        use Piece::{Handle, Words};
        let text = "Ask @Jonas.Reuter. Or mail a@b.example, @ @hamish.lasts!";
        assert_eq!(
            pieces(text),
            [
                Words("Ask "),
                Handle("Jonas.Reuter"),
                Words(". Or mail a@b.example, @ "),
                Handle("hamish.lasts"),
                Words("!"),
            ]
        );
        let whole = |piece: &Piece<'_>| match piece {
            Words(words) => (*words).to_owned(),
            Handle(handle) => format!("@{handle}"),
        };
        for text in [text, "@", "@@a", "好@a", "(@a-)(@b", "", "@a@b"] {
            assert_eq!(pieces(text).iter().map(whole).collect::<String>(), text);
        }
        assert_eq!(handles("@A @a @b"), ["a", "b"]);
    }

    #[test]
    fn a_report_may_say_nothing_and_not_too_much() {
        let report = |words: String| ReportRequest {
            reason: ReportReason::Spam,
            words,
        };
        assert_eq!(check_report(&report(String::new())), None);
        assert_eq!(check_report(&report("x".repeat(500))), None);
        assert!(check_report(&report("x".repeat(501))).is_some());
    }
}
