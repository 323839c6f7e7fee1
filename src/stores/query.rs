//! One fetch and its states. The last question wins: a slow answer to an older one is dropped.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::*;

use super::backoff::Backoff;
use crate::{
    api::ApiError,
    browser::{events, task},
};

/// Where a fetch stands. Every page draws all three, and "full" may still be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched<T> {
    /// On its way.
    Waiting,
    /// It failed; the page offers the next step.
    Failed(ApiError),
    /// Here.
    Full(T),
}

/// What a failure does to what is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meanwhile {
    /// It is shown.
    Wait,
    /// What was there stays.
    Keep,
}

type Ask<T> = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, ApiError>>>>>;

/// A fetch that follows its key and can be asked again.
pub struct Query<T: Send + Sync + 'static> {
    state: RwSignal<Fetched<T>>,
    round: StoredValue<u64>,
    backoff: Backoff,
    ask: StoredValue<Option<Ask<T>>, LocalStorage>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

/// Fetches whenever `key` changes, and again by itself after a failure that may pass: after a while, and at once when the
/// connection or the shopper comes back.
pub fn use_query<K, T, F>(key: impl Fn() -> K + 'static, fetch: impl Fn(K) -> F + 'static) -> Query<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let query = Query {
        state: RwSignal::new(Fetched::Waiting),
        round: StoredValue::new(0),
        backoff: Backoff::new(),
        ask: StoredValue::new_local(None),
    };
    let fetch = Arc::new(fetch);
    Effect::new(move |before: Option<K>| {
        let key = key();
        if before.as_ref() != Some(&key) {
            let (fetch, asked) = (fetch.clone(), key.clone());
            query.ask.set_value(Some(Arc::new(move || {
                let future = fetch(asked.clone());
                Box::pin(future)
            })));
            query.state.set(Fetched::Waiting);
            query.run();
        }
        key
    });
    let again = move |_| {
        let may_help = query
            .state
            .try_with_untracked(|state| matches!(state, Fetched::Failed(error) if error.passing()));
        if may_help == Some(true) {
            query.run();
        }
    };
    events::use_window_event("online", again);
    events::use_document_event("visibilitychange", again);
    query
}

impl<T: Clone + Send + Sync + 'static> Query<T> {
    /// Where it stands; tracked.
    pub fn get(self) -> Fetched<T> {
        self.state.get()
    }

    /// What came, if it came; tracked.
    pub fn full(self) -> Option<T> {
        self.state.with(|state| match state {
            Fetched::Full(value) => Some(value.clone()),
            _ => None,
        })
    }

    /// Changes what came, for what the shopper just did.
    pub fn change(self, change: impl FnOnce(&mut T)) {
        self.state.try_update(|state| {
            if let Fetched::Full(value) = state {
                change(value);
            }
        });
    }

    /// Asks again from the start.
    pub fn retry(self) {
        if self.state.try_set(Fetched::Waiting).is_none() {
            self.run();
        }
    }

    /// Asks again and keeps what is shown until the answer is here; a failure changes nothing.
    pub fn refresh(self) {
        self.ask_now(Meanwhile::Keep);
    }

    /// Asks. A failure in sight stays until there is an answer: a notice that comes and goes would take the focus with
    /// it, and be read out each time.
    fn run(self) {
        self.ask_now(Meanwhile::Wait);
    }

    fn ask_now(self, meanwhile: Meanwhile) {
        let Some(ask) = self.ask.try_get_value().flatten() else {
            return;
        };
        let Some(round) = self.round.try_update_value(|round| {
            *round += 1;
            *round
        }) else {
            return;
        };
        self.backoff.stop();
        task::spawn(async move {
            let answer = ask().await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match answer {
                Ok(value) => {
                    self.backoff.worked();
                    self.state.try_set(Fetched::Full(value));
                }
                Err(error) if meanwhile == Meanwhile::Wait => {
                    self.backoff.failed(&error, move || self.run());
                    let shown = self.state.try_with_untracked(
                        |state| matches!(state, Fetched::Failed(before) if *before == error),
                    );
                    if shown == Some(false) {
                        self.state.try_set(Fetched::Failed(error));
                    }
                }
                Err(_) => {}
            };
        });
    }
}
