//! Search. The engine is only asked which documents hold a word; what fits best is worked out here, so that another
//! engine finds the same in the same order.

mod cards;
mod filter;
mod index;
mod plan;
mod postings;
mod score;
mod suggest;

use std::{future::Future, ops::Range};

use meadow_domain::search::terms;
use meadow_wire::{
    Correction, NoteForm, SearchCounts, SearchHit, SearchKind, SearchSince, SearchSort, Suggestions,
    Timestamp,
};
use serde::Serialize;

use super::{Db, DbError, SessionId};
pub use index::SearchIndex;
pub(super) use index::Words;
use plan::Plan;

/// Changes that a search takes into the index before it looks; whoever writes more at once leaves the rest to the next.
const FRESH: u32 = 256;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SearchQuestion {
    /// The words.
    pub words: String,
    /// Only this kind.
    pub kind: Option<SearchKind>,
    /// Only in this language.
    pub lang: Option<String>,
    /// Only such notes.
    pub forms: Vec<NoteForm>,
    /// Only notes of this time.
    pub since: Option<SearchSince>,
    /// Only what costs at least so much, in minor units.
    pub price_min: Option<i64>,
    /// Only what costs at most so much, in minor units.
    pub price_max: Option<i64>,
    /// Only what can be bought now.
    pub in_stock: bool,
    /// In which order.
    pub sort: SearchSort,
}

/// One page of what was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The results.
    pub hits: Vec<SearchHit>,
    /// How many there are of each kind.
    pub counts: SearchCounts,
    /// How many of them the question's `kind` leaves.
    pub total: usize,
    /// Words that were read otherwise.
    pub corrections: Vec<Correction>,
}

/// Finding.
pub trait Search {
    /// The results at these places, as the viewer sees them.
    fn search(
        &self,
        question: &SearchQuestion,
        now: Timestamp,
        places: Range<usize>,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Found, DbError>> + Send;

    /// What somebody who types this may be looking for.
    fn suggest(&self, typed: &str) -> impl Future<Output = Result<Suggestions, DbError>> + Send;
}

impl Search for Db {
    async fn search(
        &self,
        question: &SearchQuestion,
        now: Timestamp,
        places: Range<usize>,
        viewer: Option<&SessionId>,
    ) -> Result<Found, DbError> {
        self.refresh_index(FRESH).await?;
        let mut reader = self.reader.acquire().await?;
        let mut plan = {
            let known = self.words().await?;
            Plan::new(terms(&question.words), &known)
        };
        plan.look(&mut reader).await?;
        let documents: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM search_docs")
            .fetch_one(&mut *reader)
            .await?;
        let best = score::best_first(&plan, documents);
        let best = filter::not_muted(&mut reader, best, viewer).await?;
        let [notes, products, people] = filter::each_kind(&mut reader, best, question, now, viewer).await?;
        let counts = SearchCounts {
            notes: count(&notes),
            products: count(&products),
            people: count(&people),
        };
        let chosen: Vec<i64> = match question.kind {
            None => [notes, products, people].concat(),
            Some(SearchKind::Notes) => notes,
            Some(SearchKind::Products) => products,
            Some(SearchKind::People) => people,
        };
        let page: Vec<i64> = chosen
            .iter()
            .skip(places.start)
            .take(places.len())
            .copied()
            .collect();
        Ok(Found {
            hits: cards::hits(&mut reader, &page, &plan.wanted(), viewer).await?,
            counts,
            total: chosen.len(),
            corrections: plan.corrections(),
        })
    }

    async fn suggest(&self, typed: &str) -> Result<Suggestions, DbError> {
        self.refresh_index(FRESH).await?;
        let mut reader = self.reader.acquire().await?;
        suggest::suggestions(&mut reader, typed).await
    }
}

fn count(found: &[i64]) -> u32 {
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}
