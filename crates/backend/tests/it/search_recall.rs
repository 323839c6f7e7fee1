//! How good search is: labelled questions over the town, and over a town of 5,000 notes in which few are meant.
//!
//! The floors are what was measured, less a little. Times are printed and never judged: the machine may be busy.

use std::time::{Duration, Instant};

use meadow_backend::{
    clock,
    db::{Search, SearchIndex, SearchQuestion},
};
use meadow_wire::{FoundItem, SearchKind};

use crate::{
    search_mix::{self, LABELLED},
    shop_stage::Town,
};

/// Among how many results is looked.
const AMONG: usize = 10;

/// A question and what should be found.
pub struct Labelled {
    pub question: String,
    pub wanted: Vec<String>,
}

/// What came of a set of questions.
#[derive(Default)]
struct Outcome {
    shares: Vec<f64>,
    times: Vec<Duration>,
    failures: Vec<String>,
}

impl Outcome {
    async fn of(town: &Town, set: &[Labelled]) -> Self {
        let mut outcome = Self::default();
        for labelled in set {
            let question = SearchQuestion {
                words: labelled.question.clone(),
                kind: Some(SearchKind::Notes),
                ..SearchQuestion::default()
            };
            let asked = Instant::now();
            let found = town.shop.db.search(&question, clock::now(), 0..AMONG, None).await;
            outcome.times.push(asked.elapsed());
            let found = found.expect("an answer");
            let ids: Vec<String> = found
                .hits
                .iter()
                .map(|hit| match &hit.item {
                    FoundItem::Note(card) => card.id.to_string(),
                    other => panic!("{other:?} is no note"),
                })
                .collect();
            let missing: Vec<&String> = labelled.wanted.iter().filter(|id| !ids.contains(id)).collect();
            let (all, gone) = (labelled.wanted.len(), missing.len());
            outcome.shares.push(ratio(all - gone, all));
            if !missing.is_empty() {
                outcome.failures.push(format!(
                    "  {}: {missing:?} not in {:?} of {}",
                    labelled.question, ids, found.counts.notes
                ));
            }
        }
        outcome
    }

    fn recall(&self) -> f64 {
        self.shares.iter().sum::<f64>() / ratio(self.shares.len(), 1)
    }

    fn tell(&mut self, name: &str) {
        self.times.sort();
        let at = |percent: usize| self.times[(self.times.len() - 1) * percent / 100];
        println!(
            "{name}: {} questions, recall@{AMONG} {:.3}, p50 {:.1?}, p95 {:.1?}, {} incomplete:\n{}",
            self.shares.len(),
            self.recall(),
            at(50),
            at(95),
            self.failures.len(),
            self.failures.join("\n")
        );
    }
}

fn ratio(part: usize, of: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).expect("a small number"));
    number(part) / number(of)
}

/// The questions of the file, without the words that say what is hard about them.
fn of_the_town() -> Vec<Labelled> {
    include_str!("search_queries.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (question, wanted) = line.split_once(" => ").expect("a question and notes");
            let bare = question
                .strip_prefix("typo ")
                .or_else(|| question.strip_prefix("long "));
            Labelled {
                question: bare.unwrap_or(question).to_owned(),
                wanted: wanted.split(' ').map(ToOwned::to_owned).collect(),
            }
        })
        .collect()
}

#[tokio::test]
async fn what_people_ask_for_is_among_the_first_ten() {
    let town = Town::open().await;
    let set = of_the_town();
    assert!(set.len() >= 100, "{}", set.len());
    let mut outcome = Outcome::of(&town, &set).await;
    outcome.tell("the town");
    assert!(outcome.recall() >= 0.95, "recall fell to {:.3}", outcome.recall());
}

#[tokio::test]
async fn it_still_is_in_a_town_of_five_thousand_notes() {
    let town = Town::open().await;
    let mix = search_mix::write(&town, 5_000).await;
    let began = Instant::now();
    town.shop.db.open_index().await.expect("the index is made");
    println!("5,000 notes were taken in in {:.1?}", began.elapsed());
    assert!(mix.len() >= LABELLED);
    let mut of_mix = Outcome::of(&town, &mix).await;
    of_mix.tell("the mix in four languages");
    let mut of_town = Outcome::of(&town, &of_the_town()).await;
    of_town.tell("the town within the mix");
    assert!(of_mix.recall() >= 0.97, "recall fell to {:.3}", of_mix.recall());
    assert!(of_town.recall() >= 0.95, "recall fell to {:.3}", of_town.recall());
}
