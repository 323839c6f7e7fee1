//! Likes, collections, and whom one follows or mutes: shown at once, one request at a time, the last wish wins.

use std::collections::HashMap;

use leptos::prelude::*;
use meadow_domain::toggle::Toggle;
use meadow_wire::{NoteId, PersonId};

use crate::{
    api::{self, ApiError},
    browser::{page, storage, task},
    stores::{feed::FeedStore, session, toasts::Toasts},
};

/// What can be done with a note or a person in one press.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Tell the author that it was good.
    Like(NoteId),
    /// Keep it for oneself.
    Collect(NoteId),
    /// See what somebody makes.
    Follow(PersonId),
    /// See nothing by somebody in lists. How many do is told to nobody, and counted as none.
    Mute(PersonId),
}

impl Mark {
    /// A name to keep it under.
    fn name(&self) -> String {
        match self {
            Self::Like(note) => format!("like {note}"),
            Self::Collect(note) => format!("collect {note}"),
            Self::Follow(person) => format!("follow {person}"),
            Self::Mute(person) => format!("mute {person}"),
        }
    }
}

/// The name of a mark, whether it is set, how many have.
type Kept = Vec<(String, bool, u32)>;

/// Under this name, until the tab is closed.
const KEPT: &str = "meadow-marks";

/// The marks of this visit, so that a card that is drawn anew, and the note over it, show the same.
#[derive(Clone, Copy)]
pub struct MarkStore {
    known: StoredValue<HashMap<Mark, ArcRwSignal<Toggle>>>,
    /// What the server confirmed in this tab before it was loaded again: a card that was kept is older.
    kept: StoredValue<Kept>,
    feed: FeedStore,
    toasts: Toasts,
}

impl MarkStore {
    /// Nothing known yet.
    pub fn new(feed: FeedStore, toasts: Toasts) -> Self {
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
            feed,
            toasts,
        }
    }

    /// A mark, as this visit knows it; `on` and `count` are what came with the note or the person. What is `fresh` tells
    /// news, a card of the feed may be old.
    pub fn shown(self, mark: &Mark, on: bool, count: u32, fresh: bool) -> ArcRwSignal<Toggle> {
        let known = self.known.with_value(|known| known.get(mark).cloned());
        if let Some(signal) = known {
            if fresh && !signal.with_untracked(Toggle::is_asking) {
                signal.set(Toggle::settled(on, count));
            }
            return signal;
        }
        let name = mark.name();
        let kept = self.kept.with_value(|kept| {
            kept.iter()
                .find(|kept| kept.0 == name)
                .map(|kept| (kept.1, kept.2))
        });
        let (on, count) = kept.filter(|_| !fresh).unwrap_or((on, count));
        let signal = ArcRwSignal::new(Toggle::settled(on, count));
        self.known
            .update_value(|known| drop(known.insert(mark.clone(), signal.clone())));
        signal
    }

    /// Sets the mark, or takes it off: shown at once, taken back if the server says no.
    pub fn press(self, mark: &Mark) {
        let Some(signal) = self.known.with_value(|known| known.get(mark).cloned()) else {
            return;
        };
        if signal.try_update(Toggle::press) == Some(true) {
            let mark = mark.clone();
            task::spawn(async move { self.settle(&mark, &signal).await });
        }
    }

    fn keep(self, mark: &Mark, (on, count): (bool, u32)) {
        let name = mark.name();
        self.kept.update_value(|kept| {
            kept.retain(|kept| kept.0 != name);
            kept.push((name, on, count));
            match meadow_json::to_string(kept) {
                Ok(text) => storage::keep_for_tab(KEPT, &text),
                Err(error) => leptos::logging::warn!("a mark is not kept over a reload: {error}"),
            }
        });
        match mark {
            Mark::Like(_) | Mark::Collect(_) => {}
            Mark::Follow(_) => self.feed.followed_others(),
            Mark::Mute(_) => self.feed.muted_others(),
        }
    }

    /// Asks until the server has what is shown; the last wish wins.
    async fn settle(self, mark: &Mark, signal: &ArcRwSignal<Toggle>) {
        loop {
            let wanted = signal.with_untracked(|shown| shown.on);
            match ask(mark, wanted).await {
                Ok(confirmed) => {
                    if signal.try_update(|shown| shown.answered(confirmed.0, confirmed.1)) == Some(true) {
                        self.keep(mark, confirmed);
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

/// Whether the server has it set now, and how many have.
async fn ask(mark: &Mark, on: bool) -> Result<(bool, u32), ApiError> {
    session::with_session(async || {
        Ok(match mark {
            Mark::Like(note) => {
                let marks = api::notes::like(note, on).await?;
                (marks.liked, marks.likes)
            }
            Mark::Collect(note) => {
                let marks = api::notes::collect(note, on).await?;
                (marks.collected, marks.collects)
            }
            Mark::Follow(person) => {
                let now = api::people::follow(person, on).await?;
                (now.following, now.followers)
            }
            Mark::Mute(person) => (api::people::mute(person, on).await?.muting, 0),
        })
    })
    .await
}
