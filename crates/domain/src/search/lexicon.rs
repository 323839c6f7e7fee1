//! The words that were ever written here, and which of them somebody may have meant.

use std::collections::{BTreeMap, BTreeSet};

/// What is known of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What the index holds for it.
    pub stem: String,
    /// How it is written, in small letters.
    pub shown: String,
    letters: u64,
    length: u32,
}

/// Words by their folded form.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: BTreeMap<String, Known>,
}

/// Part of a compound has at least so many letters.
const PART_MIN: usize = 3;
/// A word that ends another one has at least so many: `lampe` in `stehlampe`.
const END_MIN: usize = 4;

impl Lexicon {
    /// Learns a word. One that is known stays as it is.
    pub fn learn(&mut self, folded: &str, stem: &str, shown: &str) {
        if !self.words.contains_key(folded) {
            let known = Known {
                stem: stem.to_owned(),
                shown: shown.to_owned(),
                letters: letters(folded),
                length: length(folded),
            };
            self.words.insert(folded.to_owned(), known);
        }
    }

    /// Whether a word was ever written.
    pub fn knows(&self, folded: &str) -> bool {
        self.words.contains_key(folded)
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether nothing was learnt yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Words that somebody who typed this may have meant: the nearest first, with how many slips they are away. One slip
    /// in words from four letters on, two from eight on: a letter too many, too few, wrong, or two that changed places.
    pub fn near(&self, folded: &str) -> Vec<(u32, &Known)> {
        let most = match length(folded) {
            0..4 => return Vec::new(),
            4..8 => 1,
            _ => 2,
        };
        let (mask, own) = (letters(folded), length(folded));
        let first = folded.chars().next();
        let mut found: Vec<(u32, bool, &str, &Known)> = self
            .words
            .iter()
            // Each slip changes two letters of the set at most: nearly all words end here.
            .filter(|(_, known)| {
                known.length.abs_diff(own) <= most && (known.letters ^ mask).count_ones() <= 2 * most
            })
            .filter_map(|(word, known)| {
                let slips = slips(folded, word, most)?;
                Some((slips, word.chars().next() != first, word.as_str(), known))
            })
            .collect();
        // Whoever slips rarely does so at the first letter.
        found.sort_by_key(|(slips, other_first, word, _)| (*slips, *other_first, *word));
        found
            .into_iter()
            .map(|(slips, _, _, known)| (slips, known))
            .collect()
    }

    /// Stems of the words that begin with this, or end with it: `schreibtisch` and `schreibtischlampe` for `tisch`.
    pub fn compounds<'a>(&'a self, folded: &'a str, most: usize) -> BTreeSet<&'a str> {
        let size = folded.chars().count();
        if size < END_MIN {
            return BTreeSet::new();
        }
        let mask = letters(folded);
        let begin = self.beginning(folded).map(|known| known.stem.as_str());
        let end = self
            .words
            .iter()
            .filter(|(word, known)| known.letters & mask == mask && word.ends_with(folded))
            .map(|(_, known)| known.stem.as_str());
        begin.chain(end).take(most).collect()
    }

    /// The two words of a compound that nobody wrote in one: `nightshift`, `Arbeits|zimmer`. The cut nearest the middle.
    pub fn split(&self, folded: &str) -> Option<[&Known; 2]> {
        let cuts = folded.char_indices().skip(PART_MIN).map(|(at, _)| at);
        let parts = cuts.filter_map(|at| {
            let (left, right) = folded.split_at_checked(at)?;
            let right_known = (right.chars().count() >= PART_MIN).then(|| self.words.get(right))??;
            let left_known = self.words.get(left).or_else(|| {
                let linked = left.strip_suffix('s')?;
                self.words.get(linked)
            })?;
            let shortest = left.len().min(right.len());
            Some((shortest, [left_known, right_known]))
        });
        parts.max_by_key(|(shortest, _)| *shortest).map(|(_, both)| both)
    }

    /// Words that begin so, in the order of the alphabet.
    pub fn beginning<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a Known> {
        self.words
            .range(start.to_owned()..)
            .take_while(move |(word, _)| word.starts_with(start))
            .map(|(_, known)| known)
    }
}

/// The set of a word's letters, 64 kinds of them.
fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |set, letter| set | 1_u64.wrapping_shl(u32::from(letter) % 64))
}

fn length(word: &str) -> u32 {
    u32::try_from(word.chars().count()).unwrap_or(u32::MAX)
}

/// How many slips lie between two words, if they are not more than `most` (optimal string alignment).
fn slips(a: &str, b: &str, most: u32) -> Option<u32> {
    let b: Vec<char> = b.chars().collect();
    let far = most + 1;
    let mut before: Vec<u32> = Vec::new();
    let mut above: Vec<u32> = (0..).take(b.len() + 1).collect();
    let mut last_a = None;
    for (letter, start) in a.chars().zip(1..) {
        let mut row = Vec::with_capacity(above.len());
        let (mut left, mut last_b, mut best) = (start, None, start);
        row.push(left);
        for (at, other) in b.iter().copied().enumerate() {
            let corner = value(&above, at, far);
            let mut cost = (corner + u32::from(letter != other))
                .min(value(&above, at + 1, far) + 1)
                .min(left + 1);
            if last_a == Some(other) && last_b == Some(letter) {
                // Two letters that changed places.
                cost = cost.min(value(&before, at.saturating_sub(1), far) + 1);
            }
            row.push(cost);
            best = best.min(cost);
            (left, last_b) = (cost, Some(other));
        }
        if best > most {
            return None;
        }
        before = std::mem::replace(&mut above, row);
        last_a = Some(letter);
    }
    above.last().copied().filter(|slips| *slips <= most)
}

fn value(row: &[u32], at: usize, far: u32) -> u32 {
    row.get(at).copied().unwrap_or(far)
}
