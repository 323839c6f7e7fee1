//! From a text to the words that are looked up.

use super::{
    fold::{self, Folded},
    stem::stem,
};

/// Longer words are cut: nobody types them, and somebody may write them to fill the index.
const WORD_MAX: usize = 40;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word between spaces, by its stem.
    Word,
    /// Two neighbours in a script that parts no words.
    Pair,
    /// The last letter of such a run: with it, each letter begins exactly one token.
    Last,
    /// A run of one letter.
    Only,
}

/// One thing to look up, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What the index holds.
    pub text: String,
    /// The word as it is without its accents, whole; the same as `text` where no words are parted.
    pub folded: String,
    /// What it is.
    pub kind: Kind,
    /// Where it begins in the text, in characters.
    pub start: usize,
    /// Where it ends, the first character behind it.
    pub end: usize,
}

/// A text as the index takes it: tokens with spaces between.
pub fn index_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for token in tokens(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token.text);
    }
    out
}

/// All tokens of a text, in their order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader::default();
    for (at, letter) in text.chars().enumerate() {
        reader.read(at, letter);
    }
    reader.end();
    reader.found
}

/// A folded letter and where it stands.
type Placed = (char, usize);

#[derive(Default)]
struct Reader {
    found: Vec<Token>,
    word: Vec<Placed>,
    run: Vec<Placed>,
    /// Where the text was read to.
    end: usize,
}

impl Reader {
    fn read(&mut self, at: usize, letter: char) {
        let lower = letter.to_lowercase();
        for letter in lower {
            match fold::fold(letter) {
                Folded::Nothing => {}
                Folded::Letter(letter) => self.take(at, letter),
                Folded::Letters(letters) => letters.chars().for_each(|letter| self.take(at, letter)),
                Folded::Voiced => self.change_last(fold::voiced),
                Folded::HalfVoiced => self.change_last(fold::half_voiced),
            }
        }
        // An accent of its own belongs to the letter before it.
        if !self.word.is_empty() || !self.run.is_empty() {
            self.end = at + 1;
        }
    }

    fn take(&mut self, at: usize, letter: char) {
        if fold::parts_no_words(letter) {
            self.end_word();
            self.run.push((letter, at));
        } else if letter.is_alphanumeric() {
            self.end_run();
            self.word.push((letter, at));
        } else {
            self.end();
        }
    }

    fn change_last(&mut self, change: fn(char) -> char) {
        if let Some((kana, _)) = self.run.last_mut() {
            *kana = change(*kana);
        }
    }

    fn end(&mut self) {
        self.end_word();
        self.end_run();
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let Some((_, start)) = word.first().copied() else {
            return;
        };
        let folded: String = word.iter().take(WORD_MAX).map(|(letter, _)| letter).collect();
        self.found.push(Token {
            text: stem(&folded),
            folded,
            kind: Kind::Word,
            start,
            end: self.end,
        });
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let mut left = run.iter().peekable();
        while let Some((letter, start)) = left.next() {
            let (text, kind, end) = match left.peek() {
                Some((next, at)) => (format!("{letter}{next}"), Kind::Pair, at + 1),
                None if run.len() == 1 => (letter.to_string(), Kind::Only, self.end),
                None => (letter.to_string(), Kind::Last, self.end),
            };
            self.found.push(Token {
                folded: text.clone(),
                text,
                kind,
                start: *start,
                end,
            });
        }
    }
}
