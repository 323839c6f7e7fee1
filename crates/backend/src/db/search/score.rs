//! What fits best: rare words count more, and words in the title more than words in the text.

use std::collections::{HashMap, HashSet};

use super::plan::{How, Plan, Sought};

/// A word in the title or the topics counts so much more than one in the text.
const AT_THE_TOP: f64 = 1.5;
/// What a word counts that is only part of another one.
const COMPOUND: f64 = 0.6;
/// What a word counts that was guessed.
const GUESSED: f64 = 0.6;
/// Of two words both must be there, of more most: shares of what the best one has.
const ALL: f64 = 0.999;
const MOST: f64 = 0.6;
/// If that leaves fewer than this, what has only some follows.
const FEW: usize = 6;
const SOME: f64 = 0.4;
/// In a town of fewer documents no word is too common.
const SMALL: i64 = 50;

/// What a document has of what was asked for.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    points: f64,
    /// The weight of the words that it has.
    covered: f64,
}

/// Notes, products and people that fit, the best of each first.
pub fn best_first(plan: &Plan, documents: i64) -> [Vec<i64>; 3] {
    let asked: Vec<(&Sought, f64)> = weighed(plan, documents);
    let whole: f64 = asked.iter().map(|(_, weight)| weight).sum();
    let mut fits: HashMap<i64, Fit> = HashMap::new();
    for (sought, weight) in &asked {
        let mut counted: HashSet<i64> = HashSet::new();
        for stand in &sought.stands {
            let sure = match stand.how {
                How::Asked => 1.0,
                How::Compound => COMPOUND,
                How::Guessed => GUESSED,
            };
            let top: HashSet<i64> = stand.top.iter().copied().collect();
            for doc in &stand.docs {
                // The surest of what stands for a word is what counts; it came first.
                if counted.insert(*doc) {
                    let fit = fits.entry(*doc).or_default();
                    let place = if top.contains(doc) { 1.0 + AT_THE_TOP } else { 1.0 };
                    fit.points += weight * sure * place;
                    fit.covered += weight;
                }
            }
        }
    }
    let mut kinds = [Vec::new(), Vec::new(), Vec::new()];
    for (doc, fit) in fits {
        let kind = usize::try_from(doc % 4).unwrap_or_default();
        if let Some(of_kind) = kinds.get_mut(kind) {
            of_kind.push((doc, fit));
        }
    }
    kinds.map(|of_kind| chosen(of_kind, asked.len(), whole))
}

/// Those of a kind that have enough, the best first. What is enough depends on what the best of them has.
fn chosen(mut fits: Vec<(i64, Fit)>, words: usize, whole: f64) -> Vec<i64> {
    let most = fits.iter().map(|(_, fit)| fit.covered).fold(0.0, f64::max);
    let has = |share: f64| move |(_, fit): &(i64, Fit)| fit.covered >= most * share;
    let strict = if words == 2 { ALL } else { MOST };
    let enough = match words {
        0 | 1 => 0.0,
        _ if fits.iter().filter(|fit| has(strict)(fit)).count() >= FEW => strict,
        _ => SOME,
    };
    fits.retain(has(enough));
    let points = |fit: &Fit| fit.points * (fit.covered / whole).powi(2);
    fits.sort_by(|(a, of_a), (b, of_b)| points(of_b).total_cmp(&points(of_a)).then(a.cmp(b)));
    fits.into_iter().map(|(doc, _)| doc).collect()
}

/// Words that are here, and what each counts. One that half of all documents have says nothing beside others.
fn weighed(plan: &Plan, documents: i64) -> Vec<(&Sought, f64)> {
    let all: Vec<(&Sought, f64, bool)> = plan
        .sought
        .iter()
        .filter(|sought| !sought.stands.is_empty())
        .map(|sought| {
            let docs: HashSet<i64> = sought
                .stands
                .iter()
                .flat_map(|stand| &stand.docs)
                .copied()
                .collect();
            let held = i64::try_from(docs.len()).unwrap_or(i64::MAX);
            let is_common = documents >= SMALL && held.saturating_mul(2) > documents;
            (sought, rarity(held, documents), is_common)
        })
        .collect();
    let only_common = all.iter().all(|(_, _, is_common)| *is_common);
    all.into_iter()
        .filter(|(_, _, is_common)| only_common || !is_common)
        .map(|(sought, weight, _)| (sought, weight))
        .collect()
}

/// The square of what is usual: in a long question the few words that matter must outweigh the many that don't.
#[expect(clippy::cast_precision_loss, reason = "counts of documents, far below 2^52")]
fn rarity(held: i64, documents: i64) -> f64 {
    let (held, documents) = (held as f64, documents.max(held) as f64);
    (1.0 + (documents - held + 0.5) / (held + 0.5)).ln().powi(2)
}
