//! Searching: what is typed, what is suggested for it, what was searched for before, and what was found.

mod recent;
mod results;

use std::collections::VecDeque;

use leptos::prelude::*;
use meadow_domain::search::{SearchAsk, is_fresh};
use meadow_wire::{MarkedText, Suggestions};

pub use self::results::Results;
use super::{member::on_sign_out, session};
use crate::{
    api,
    browser::{
        storage, task,
        time::{self, Timer, use_timer},
    },
};

/// So many searches keep what they found, so that Back finds it at once.
const OPEN_MAX: usize = 6;
/// Letters typed within this time of each other ask once, in milliseconds.
const GATHER_MS: u32 = 140;
/// What nobody types.
const NOTHING: &str = "\0";
/// Where it stands whether the key `/` leads to the search.
const KEY_OFF: &str = "search-key-off";

/// Everything about searching that outlives a page.
#[derive(Clone, Copy)]
pub struct SearchStore {
    typed: RwSignal<String>,
    suggestions: RwSignal<Suggestions>,
    topics: RwSignal<Vec<MarkedText>>,
    /// What the suggestions are for; an answer to anything else is late.
    wanted: StoredValue<String>,
    timer: Timer,
    recent: RwSignal<Vec<String>>,
    key: RwSignal<bool>,
    open: StoredValue<VecDeque<Open>, LocalStorage>,
    /// Counts who this browser was: what was found for one of them is not for the next.
    whose: RwSignal<u32>,
    /// What was found lives as long as the store, not as the page that asked.
    owner: StoredValue<Owner>,
    asks: StoredValue<bool>,
}

impl SearchStore {
    /// With what was searched for on this device.
    pub fn new() -> Self {
        let store = Self {
            typed: RwSignal::new(String::new()),
            suggestions: RwSignal::new(Suggestions::default()),
            topics: RwSignal::new(Vec::new()),
            wanted: StoredValue::new(NOTHING.to_owned()),
            timer: use_timer(),
            recent: RwSignal::new(recent::read()),
            key: RwSignal::new(storage::get(KEY_OFF).is_none()),
            open: StoredValue::new_local(VecDeque::new()),
            whose: RwSignal::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            asks: StoredValue::new(true),
        };
        on_sign_out(move || {
            store.forget_all();
            store.typed.set(String::new());
        });
        session::on_switch(move |_| {
            let gone = store.open.try_update_value(std::mem::take).unwrap_or_default();
            gone.into_iter().for_each(Open::retire);
            store.whose.try_update(|whose| *whose = whose.wrapping_add(1));
        });
        store
    }

    /// With these words, suggestions and searches. It asks nobody.
    pub fn still(typed: &str, suggestions: Suggestions, recent: Vec<String>) -> Self {
        let store = Self::new();
        store.asks.set_value(false);
        store.typed.set(typed.to_owned());
        store.topics.set(suggestions.queries.clone());
        store.suggestions.set(suggestions);
        store.recent.set(recent);
        store
    }

    /// What stands in the field.
    pub fn typed(self) -> RwSignal<String> {
        self.typed
    }

    /// What is suggested for it; tracked by whoever reads it.
    pub fn suggestions(self) -> Signal<Suggestions> {
        self.suggestions.into()
    }

    /// What is talked about, once it was read.
    pub fn topics(self) -> Signal<Vec<MarkedText>> {
        self.topics.into()
    }

    /// Asks what is talked about, once.
    pub fn read_topics(self) {
        if !self.asks.get_value() || !self.topics.with_untracked(Vec::is_empty) {
            return;
        }
        task::spawn(async move {
            // An offer beside others: there is nothing to say if it does not come, and the next look asks again.
            if let Ok(found) = api::search::suggestions("").await {
                self.topics.try_set(found.queries);
            }
        });
    }

    /// Asks for suggestions as soon as no more letters come.
    pub fn suggest(self) {
        let typed = self.typed.get_untracked().trim().to_owned();
        if !self.asks.get_value() || self.wanted.with_value(|wanted| *wanted == typed) {
            return;
        }
        self.wanted.set_value(typed.clone());
        if typed.is_empty() {
            self.timer.stop();
            self.suggestions.set(Suggestions::default());
            self.read_topics();
            return;
        }
        self.timer.after(GATHER_MS, move || {
            task::spawn(async move {
                let found = api::search::suggestions(&typed).await;
                if self.wanted.try_get_value() != Some(typed) {
                    return;
                }
                match found {
                    Ok(found) => self.suggestions.set(found),
                    // Typing goes on without them: there is nothing to say, and the next letter or press asks again.
                    Err(_) => self.wanted.set_value(NOTHING.to_owned()),
                }
            });
        });
    }

    /// What was searched for here, the last first.
    pub fn recent(self) -> Signal<Vec<String>> {
        self.recent.into()
    }

    /// Remembers a search on this device.
    pub fn remember(self, words: &str) {
        if !words.is_empty() {
            self.recent.update(|recent| recent::add(recent, words));
            recent::keep(&self.recent.get_untracked());
        }
    }

    /// Forgets one search.
    pub fn forget(self, words: &str) {
        self.recent.update(|recent| recent.retain(|one| one != words));
        recent::keep(&self.recent.get_untracked());
    }

    /// Forgets all searches.
    pub fn forget_all(self) {
        self.recent.set(Vec::new());
        recent::keep(&[]);
    }

    /// Whether the key `/` leads to the search.
    pub fn key(self) -> Signal<bool> {
        self.key.into()
    }

    /// Lets the key lead there, or not.
    pub fn set_key(self, on: bool) {
        self.key.set(on);
        if on {
            storage::remove(KEY_OFF);
        } else {
            storage::set(KEY_OFF, "yes");
        }
    }

    /// What was found for this; asked for if it is not here yet, or not good any more. Tracked: somebody else may find
    /// otherwise. Whoever shows what this gave before has to show this instead.
    pub fn results(self, ask: &SearchAsk) -> Results {
        self.whose.track();
        let now_ms = time::now_ms();
        let known = self.open.try_update_value(|open| {
            let known = open.iter().position(|one| one.ask == *ask)?;
            open.remove(known)
        });
        let one = match known.flatten() {
            Some(known) if is_fresh(known.found_ms, now_ms) => known,
            old => {
                old.into_iter().for_each(Open::retire);
                let owner = self.owner.with_value(Owner::child);
                Open {
                    ask: ask.clone(),
                    results: owner.with(|| Results::new(ask.clone())),
                    owner,
                    found_ms: now_ms,
                }
            }
        };
        let results = one.results;
        let gone = self.open.try_update_value(|open| {
            open.push_back(one);
            (open.len() > OPEN_MAX).then(|| open.pop_front()).flatten()
        });
        gone.flatten().into_iter().for_each(Open::retire);
        results
    }
}

/// One search with what was found for it.
struct Open {
    ask: SearchAsk,
    results: Results,
    owner: Owner,
    /// When it was asked for, by the device's clock.
    found_ms: i64,
}

impl Open {
    /// Forgets it, once whatever showed it until now has drawn something else.
    fn retire(self) {
        task::spawn(async move {
            time::painted().await;
            self.owner.cleanup();
        });
    }
}

impl Default for SearchStore {
    fn default() -> Self {
        Self::new()
    }
}
