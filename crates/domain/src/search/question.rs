//! From what is asked to what must be found.

use super::tokens::{Kind, Token, tokens};

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A word.
    Word {
        /// By its stem.
        stem: String,
        /// As it was typed, without accents.
        folded: String,
        /// As it was typed.
        typed: String,
    },
    /// Two neighbours of a run, and which run it is: they belong together.
    Pair {
        /// The two.
        text: String,
        /// Counts the runs from 0.
        run: usize,
    },
    /// A single letter of a script that parts no words.
    Letter {
        /// The letter.
        text: String,
    },
}

impl Term {
    /// What the index holds for it; of a letter it is what a token begins with.
    pub fn text(&self) -> &str {
        match self {
            Self::Word { stem, .. } => stem,
            Self::Pair { text, .. } | Self::Letter { text } => text,
        }
    }
}

/// What is asked for, each thing once, in its order.
pub fn terms(question: &str) -> Vec<Term> {
    let mut run = 0;
    let mut found: Vec<Term> = Vec::new();
    for token in tokens(question) {
        let term = match token.kind {
            Kind::Word => Term::Word {
                typed: typed(question, &token),
                stem: token.text,
                folded: token.folded,
            },
            Kind::Pair => Term::Pair {
                text: token.text,
                run,
            },
            Kind::Only => Term::Letter { text: token.text },
            Kind::Last => {
                run += 1;
                continue;
            }
        };
        if !found.iter().any(|other| other.text() == term.text()) {
            found.push(term);
        }
    }
    found
}

fn typed(question: &str, token: &Token) -> String {
    let letters = question.chars().skip(token.start);
    letters.take(token.end - token.start).collect()
}
