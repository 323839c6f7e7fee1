//! Likes and collections: shown at once, one request at a time, the last wish wins.

use std::collections::HashMap;

use leptos::prelude::*;
use meadow_wire::{Marks, NoteId};

use crate::{
    api::{self, ApiError},
    browser::task,
    stores::{session, toasts::Toasts},
};

/// What a person can do with a note in one press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Tell the author that it was good.
    Like,
    /// Keep it for oneself.
    Collect,
}

/// A mark as it is shown, and as the server last confirmed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Whether this session has set it.
    pub on: bool,
    /// How many have.
    pub count: u32,
    confirmed: (bool, u32),
    asking: bool,
}

impl Shown {
    fn settled(on: bool, count: u32) -> Self {
        Self {
            on,
            count,
            confirmed: (on, count),
            asking: false,
        }
    }
}

type Key = (NoteId, Mark);

/// The marks of this visit, so that a card that is drawn anew, and the note over it, show the same.
#[derive(Clone, Copy)]
pub struct MarkStore {
    known: StoredValue<HashMap<Key, ArcRwSignal<Shown>>>,
    toasts: Toasts,
}

impl MarkStore {
    /// Nothing known yet.
    pub fn new(toasts: Toasts) -> Self {
        Self {
            known: StoredValue::new(HashMap::new()),
            toasts,
        }
    }

    /// A mark, as this visit knows it; `on` and `count` are what came with the note. A `fresh` note tells news, a card
    /// of the feed may be old.
    pub fn shown(self, id: &NoteId, mark: Mark, on: bool, count: u32, fresh: bool) -> ArcRwSignal<Shown> {
        let key = (id.clone(), mark);
        let known = self.known.with_value(|known| known.get(&key).cloned());
        if let Some(signal) = known {
            if fresh && !signal.with_untracked(|shown| shown.asking) {
                signal.set(Shown::settled(on, count));
            }
            return signal;
        }
        let signal = ArcRwSignal::new(Shown::settled(on, count));
        self.known
            .update_value(|known| drop(known.insert(key, signal.clone())));
        signal
    }

    /// Sets the mark, or takes it off: shown at once, taken back if the server says no.
    pub fn press(self, id: &NoteId, mark: Mark) {
        let Some(signal) = self
            .known
            .with_value(|known| known.get(&(id.clone(), mark)).cloned())
        else {
            return;
        };
        let already = signal.with_untracked(|shown| shown.asking);
        signal.update(|shown| {
            shown.on = !shown.on;
            shown.count = if shown.on {
                shown.count.saturating_add(1)
            } else {
                shown.count.saturating_sub(1)
            };
            shown.asking = true;
        });
        if !already {
            let id = id.clone();
            task::spawn(async move { self.settle(&id, mark, &signal).await });
        }
    }

    /// Asks until the server has what is shown; the last wish wins.
    async fn settle(self, id: &NoteId, mark: Mark, signal: &ArcRwSignal<Shown>) {
        loop {
            let wanted = signal.with_untracked(|shown| shown.on);
            match ask(id, mark, wanted).await {
                Ok(marks) => {
                    let confirmed = match mark {
                        Mark::Like => (marks.liked, marks.likes),
                        Mark::Collect => (marks.collected, marks.collects),
                    };
                    signal.update(|shown| shown.confirmed = confirmed);
                    if signal.with_untracked(|shown| shown.on) == confirmed.0 {
                        signal.set(Shown::settled(confirmed.0, confirmed.1));
                        return;
                    }
                }
                Err(error) => {
                    signal.update(|shown| *shown = Shown::settled(shown.confirmed.0, shown.confirmed.1));
                    self.toasts.say(error.to_string());
                    return;
                }
            }
        }
    }
}

async fn ask(id: &NoteId, mark: Mark, on: bool) -> Result<Marks, ApiError> {
    session::with_session(async || match mark {
        Mark::Like => api::notes::like(id, on).await,
        Mark::Collect => api::notes::collect(id, on).await,
    })
    .await
}
