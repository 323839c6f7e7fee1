//! Where in a text the words stand that were found.

use std::collections::HashSet;

use meadow_wire::TextRange;

use super::tokens::{Kind, Token, tokens};

/// What is to be marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Tokens as the index has them: stems and pairs.
    pub tokens: HashSet<String>,
    /// Single letters of scripts that part no words.
    pub letters: HashSet<String>,
    /// What a word begins with, without accents.
    pub beginnings: Vec<String>,
}

impl Wanted {
    /// The end of what is to be marked of a token, if it is.
    fn end(&self, token: &Token) -> Option<usize> {
        let begins = |start: &String| token.folded.starts_with(start.as_str());
        let whole = self.tokens.contains(&token.text) && token.kind != Kind::Last
            || token.kind == Kind::Word && self.beginnings.iter().any(begins);
        if whole {
            return Some(token.end);
        }
        // Of a pair only its first letter: the second begins a token of its own.
        let first = token.text.chars().next()?;
        let is_letter =
            token.kind != Kind::Word && self.letters.contains(first.encode_utf8(&mut [0; 4]) as &str);
        is_letter.then_some(token.start + 1)
    }
}

/// What of a text is to be marked, in characters; what touches is one.
pub fn ranges(text: &str, wanted: &Wanted) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    for token in tokens(text) {
        let Some(end) = wanted.end(&token) else { continue };
        let range = TextRange {
            start: number(token.start),
            end: number(end),
        };
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

/// A piece of a text in which most of what was asked for stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, with `…` where the text goes on.
    pub text: String,
    /// What is to be marked in it.
    pub ranges: Vec<TextRange>,
}

/// So many characters before the first mark are shown, so that it can be understood.
const LEAD: u32 = 24;

/// The piece of about `length` characters with the most marks; nothing if there is no mark.
pub fn excerpt(text: &str, wanted: &Wanted, length: u32) -> Option<Excerpt> {
    let all = ranges(text, wanted);
    // The earliest of those that have the most.
    let (best, _) = all
        .iter()
        .map(|range| {
            let window = range.start..range.start + length.saturating_sub(LEAD);
            let inside = all.iter().filter(|other| window.contains(&other.start)).count();
            (range, inside)
        })
        .rev()
        .max_by_key(|(_, inside)| *inside)?;
    let total = number(text.chars().count());
    let start = word_start(text, best.start.saturating_sub(LEAD), best.start);
    let end = word_end(text, start.saturating_add(length).max(best.end).min(total), total);
    let lead = if start > 0 { "…" } else { "" };
    let tail = if end < total { "…" } else { "" };
    let inner = text
        .chars()
        .skip(place(start))
        .take(place(end - start))
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    let shift = number(lead.chars().count());
    let shown = all
        .into_iter()
        .filter(|range| range.start >= start && range.end <= end);
    Some(Excerpt {
        text: lead.chars().chain(inner).chain(tail.chars()).collect(),
        ranges: shown
            .map(|range| TextRange {
                start: range.start - start + shift,
                end: range.end - start + shift,
            })
            .collect(),
    })
}

/// The first beginning of a word or a sentence from `from` on, not behind `to`.
fn word_start(text: &str, from: u32, to: u32) -> u32 {
    if from == 0 {
        return 0;
    }
    let letters = text.chars().skip(place(from) - 1).zip(from - 1..to);
    letters
        .filter(|(letter, _)| parts(*letter))
        .map(|(_, at)| at + 1)
        .next()
        .unwrap_or(from)
}

/// The end of the word in which `from` lies, if it comes soon; scripts that part no words are cut anywhere.
fn word_end(text: &str, from: u32, total: u32) -> u32 {
    const SOON: u32 = 16;
    let letters = text.chars().skip(place(from)).zip(from..total.min(from + SOON));
    letters
        .filter(|(letter, _)| parts(*letter))
        .map(|(_, at)| at)
        .next()
        .unwrap_or_else(|| if total <= from + SOON { total } else { from })
}

fn parts(letter: char) -> bool {
    letter.is_whitespace() || "。！？；，、".contains(letter)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
