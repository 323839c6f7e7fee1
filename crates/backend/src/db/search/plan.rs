//! What is looked for: each word as it is asked, and what may stand for it.

use meadow_domain::search::{Known, Lexicon, Term, Wanted};
use meadow_wire::Correction;
use sqlx::SqliteConnection;

use super::{
    super::DbError,
    postings::{anything, at_the_top, beginning, everything, of_each},
};

/// At most so many words stand for one: who types `un` means none of them.
const COMPOUNDS_MAX: usize = 40;
/// So many words are tried for one that nobody wrote.
const SLIPS_MAX: usize = 8;

/// How sure it is that something is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It was asked for.
    Asked,
    /// It is part of a longer word.
    Compound,
    /// It was typed wrong, or put together.
    Guessed,
}

/// What stands for a term, and where it is.
#[derive(Debug, Clone)]
pub struct Stand {
    pub how: How,
    /// Tokens of the index; of a letter, what they begin with.
    pub tokens: Vec<String>,
    /// Whether all of them must be there; else any.
    all: bool,
    pub docs: Vec<i64>,
    /// Those of the documents that have it in the title or the topics.
    pub top: Vec<i64>,
}

/// A term and what stands for it; nothing, if it is left out.
#[derive(Debug, Clone)]
pub struct Sought {
    pub term: Term,
    pub stands: Vec<Stand>,
    /// How the two words are written that it may be put together of.
    parts: Option<String>,
    /// Words that may have been meant.
    near: Vec<Known>,
}

/// All that is looked for.
#[derive(Debug, Clone)]
pub struct Plan {
    pub sought: Vec<Sought>,
    corrections: Vec<Correction>,
}

impl Plan {
    /// For what is asked, and what the town's words make of it.
    pub fn new(terms: Vec<Term>, words: &Lexicon) -> Self {
        let sought = terms.into_iter().map(|term| {
            let mut stands = vec![Stand::new(How::Asked, vec![term.text().to_owned()])];
            let longer = compounds(words, &term);
            if !longer.is_empty() {
                stands.push(Stand::new(How::Compound, longer));
            }
            let near = near(words, &term);
            let parts = parts(words, &term, &near);
            if let Some(parts) = &parts {
                let stems = parts.iter().map(|part| part.stem.clone()).collect();
                stands.push(Stand {
                    all: true,
                    ..Stand::new(How::Guessed, stems)
                });
            }
            Sought {
                parts: parts.map(|parts| parts.map(|part| part.shown).join(" ")),
                near: near.into_iter().map(|(_, known)| known).collect(),
                stands,
                term,
            }
        });
        Self::of(sought.collect())
    }

    /// Finds the documents of every term, and something for those that have none.
    pub async fn look(&mut self, reader: &mut SqliteConnection) -> Result<(), DbError> {
        self.fetch(reader).await?;
        self.take_letters_apart(reader).await?;
        self.take_guesses(reader).await
    }

    fn of(sought: Vec<Sought>) -> Self {
        Self {
            sought,
            corrections: Vec::new(),
        }
    }

    /// What is to be marked.
    pub fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for sought in &self.sought {
            for token in sought.stands.iter().flat_map(|stand| &stand.tokens) {
                match sought.term {
                    Term::Letter { .. } => wanted.letters.insert(token.clone()),
                    Term::Word { .. } | Term::Pair { .. } => wanted.tokens.insert(token.clone()),
                };
            }
        }
        wanted
    }

    /// Words that were read otherwise.
    pub fn corrections(&self) -> Vec<Correction> {
        self.corrections.clone()
    }

    async fn fetch(&mut self, reader: &mut SqliteConnection) -> Result<(), DbError> {
        let mut expressions = Vec::new();
        for sought in &self.sought {
            for stand in &sought.stands {
                let all = stand.expression(&sought.term);
                expressions.push(at_the_top(&all));
                expressions.push(all);
            }
        }
        let mut found = of_each(reader, &expressions).await?.into_iter();
        for sought in &mut self.sought {
            for stand in &mut sought.stands {
                stand.top = found.next().unwrap_or_default();
                stand.docs = found.next().unwrap_or_default();
            }
            sought.stands.retain(|stand| !stand.docs.is_empty());
        }
        Ok(())
    }

    /// A run of which no two neighbours stand together anywhere is looked for letter by letter.
    async fn take_letters_apart(&mut self, reader: &mut SqliteConnection) -> Result<(), DbError> {
        let run_of = |sought: &Sought| match sought.term {
            Term::Pair { run, .. } => Some(run),
            _ => None,
        };
        let found: Vec<usize> = self
            .sought
            .iter()
            .filter(|sought| !sought.stands.is_empty())
            .filter_map(run_of)
            .collect();
        let mut letters: Vec<String> = Vec::new();
        for sought in &self.sought {
            if run_of(sought).is_some_and(|run| !found.contains(&run)) {
                letters.extend(sought.term.text().chars().map(String::from));
            }
        }
        letters.sort();
        letters.dedup();
        if letters.is_empty() {
            return Ok(());
        }
        let sought = letters.into_iter().map(|text| Sought {
            stands: vec![Stand::new(How::Guessed, vec![text.clone()])],
            term: Term::Letter { text },
            parts: None,
            near: Vec::new(),
        });
        let mut apart = Self::of(sought.collect());
        apart.fetch(reader).await?;
        self.sought.extend(apart.sought);
        Ok(())
    }

    /// Words that stand nowhere: what was meant instead, or that they are left out.
    async fn take_guesses(&mut self, reader: &mut SqliteConnection) -> Result<(), DbError> {
        let mut guessed = Self::of(Vec::new());
        for sought in &mut self.sought {
            let Term::Word { typed, .. } = &sought.term else {
                continue;
            };
            let only_parts = sought.stands.iter().all(|stand| stand.all);
            if !sought.stands.is_empty() && only_parts {
                self.corrections.push(Correction {
                    typed: typed.clone(),
                    instead: sought.parts.clone(),
                });
            } else if sought.stands.is_empty() {
                let stands = sought.near.iter();
                guessed.sought.push(Sought {
                    stands: stands
                        .map(|word| Stand::new(How::Guessed, vec![word.stem.clone()]))
                        .collect(),
                    ..sought.clone()
                });
            }
        }
        guessed.fetch(reader).await?;
        for sought in guessed.sought {
            self.corrections.extend(sought.told());
            self.sought.push(sought);
        }
        Ok(())
    }
}

impl Sought {
    /// How a guess is told: by the word that is written most. Without one the word is left out.
    fn told(&self) -> Option<Correction> {
        let Term::Word { typed, .. } = &self.term else {
            return None;
        };
        let most = self.stands.iter().max_by_key(|stand| stand.docs.len());
        let word = most.and_then(|most| self.near.iter().find(|word| most.tokens.contains(&word.stem)));
        Some(Correction {
            typed: typed.clone(),
            instead: word.map(|word| word.shown.clone()),
        })
    }
}

impl Stand {
    fn new(how: How, tokens: Vec<String>) -> Self {
        Self {
            how,
            tokens,
            all: false,
            docs: Vec::new(),
            top: Vec::new(),
        }
    }

    fn expression(&self, term: &Term) -> String {
        let tokens: Vec<&str> = self.tokens.iter().map(String::as_str).collect();
        match (term, tokens.as_slice()) {
            (Term::Letter { .. }, [letter]) => beginning(letter),
            (_, tokens) if self.all => everything(tokens),
            (_, tokens) => anything(tokens),
        }
    }
}

fn compounds(words: &Lexicon, term: &Term) -> Vec<String> {
    let Term::Word { stem, folded, .. } = term else {
        return Vec::new();
    };
    let found = words.compounds(folded, COMPOUNDS_MAX);
    let others = found.into_iter().filter(|other| *other != stem);
    others.map(ToOwned::to_owned).collect()
}

/// What somebody who typed it wrong may have meant: the nearest words, and how many slips they are away.
fn near(words: &Lexicon, term: &Term) -> Vec<(u32, Known)> {
    let Term::Word { folded, .. } = term else {
        return Vec::new();
    };
    if words.knows(folded) {
        return Vec::new();
    }
    let near = words.near(folded);
    let least = near.first().map_or(0, |(slips, _)| *slips);
    let nearest = near.into_iter().take_while(|(slips, _)| *slips == least);
    nearest
        .take(SLIPS_MAX)
        .map(|(slips, known)| (slips, known.clone()))
        .collect()
}

/// What it is put together of; but one slip is likelier: `notbook` is no book.
fn parts(words: &Lexicon, term: &Term, near: &[(u32, Known)]) -> Option<[Known; 2]> {
    match term {
        Term::Word { folded, .. } if near.first().is_none_or(|(slips, _)| *slips > 1) => {
            Some(words.split(folded)?.map(Clone::clone))
        }
        _ => None,
    }
}
