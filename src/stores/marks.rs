//! Likes and collections: shown at once, one request at a time, the last wish wins.

use std::collections::HashMap;

use leptos::prelude::*;
use meadow_domain::toggle::Toggle;
use meadow_wire::{Marks, NoteId};

use crate::{
    api::{self, ApiError},
    browser::{page, storage, task},
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

type Key = (NoteId, Mark);
/// Which note, whether it is a like, whether it is set, how many have.
type Kept = Vec<(String, bool, bool, u32)>;

/// Under this name, until the tab is closed.
const KEPT: &str = "meadow-marks";

/// The marks of this visit, so that a card that is drawn anew, and the note over it, show the same.
#[derive(Clone, Copy)]
pub struct MarkStore {
    known: StoredValue<HashMap<Key, ArcRwSignal<Toggle>>>,
    /// What the server confirmed in this tab before it was loaded again: a card that was kept is older.
    kept: StoredValue<Kept>,
    toasts: Toasts,
}

impl MarkStore {
    /// Nothing known yet.
    pub fn new(toasts: Toasts) -> Self {
        if !page::came_back() {
            // The feed is read anew, and knows better.
            storage::drop_for_tab(KEPT);
        }
        let kept = StoredValue::new(read());
        session::on_switch(move |_| {
            kept.set_value(Kept::new());
            storage::drop_for_tab(KEPT);
        });
        Self {
            known: StoredValue::new(HashMap::new()),
            kept,
            toasts,
        }
    }

    /// A mark, as this visit knows it; `on` and `count` are what came with the note. A `fresh` note tells news, a card
    /// of the feed may be old.
    pub fn shown(self, id: &NoteId, mark: Mark, on: bool, count: u32, fresh: bool) -> ArcRwSignal<Toggle> {
        let key = (id.clone(), mark);
        let known = self.known.with_value(|known| known.get(&key).cloned());
        if let Some(signal) = known {
            if fresh && !signal.with_untracked(Toggle::is_asking) {
                signal.set(Toggle::settled(on, count));
            }
            return signal;
        }
        let kept = self.kept.with_value(|kept| {
            let same = |kept: &&(String, bool, bool, u32)| kept.0 == id.0 && kept.1 == (mark == Mark::Like);
            kept.iter().find(same).map(|kept| (kept.2, kept.3))
        });
        let (on, count) = kept.filter(|_| !fresh).unwrap_or((on, count));
        let signal = ArcRwSignal::new(Toggle::settled(on, count));
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
        if signal.try_update(Toggle::press) == Some(true) {
            let id = id.clone();
            task::spawn(async move { self.settle(&id, mark, &signal).await });
        }
    }

    fn keep(self, id: &NoteId, mark: Mark, (on, count): (bool, u32)) {
        self.kept.update_value(|kept| {
            let like = mark == Mark::Like;
            kept.retain(|kept| kept.0 != id.0 || kept.1 != like);
            kept.push((id.0.clone(), like, on, count));
            match meadow_json::to_string(kept) {
                Ok(text) => storage::keep_for_tab(KEPT, &text),
                Err(error) => leptos::logging::warn!("a mark is not kept over a reload: {error}"),
            }
        });
    }

    /// Asks until the server has what is shown; the last wish wins.
    async fn settle(self, id: &NoteId, mark: Mark, signal: &ArcRwSignal<Toggle>) {
        loop {
            let wanted = signal.with_untracked(|shown| shown.on);
            match ask(id, mark, wanted).await {
                Ok(marks) => {
                    let confirmed = match mark {
                        Mark::Like => (marks.liked, marks.likes),
                        Mark::Collect => (marks.collected, marks.collects),
                    };
                    if signal.try_update(|shown| shown.answered(confirmed.0, confirmed.1)) == Some(true) {
                        self.keep(id, mark, confirmed);
                        return;
                    }
                }
                Err(error) => {
                    signal.update(Toggle::refused);
                    self.toasts.say(error.to_string());
                    return;
                }
            }
        }
    }
}

/// What reads otherwise was kept by an older version.
fn read() -> Kept {
    meadow_json::from_str(&storage::kept_for_tab(KEPT).unwrap_or_default()).unwrap_or_default()
}

async fn ask(id: &NoteId, mark: Mark, on: bool) -> Result<Marks, ApiError> {
    session::with_session(async || match mark {
        Mark::Like => api::notes::like(id, on).await,
        Mark::Collect => api::notes::collect(id, on).await,
    })
    .await
}
