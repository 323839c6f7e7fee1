//! What was said under notes and is not with the shop yet, and what was taken back and may come again for a moment. Both
//! are kept on the device: a reload, a crash or a lost connection loses no word, and brings none back.

use leptos::prelude::*;
use meadow_domain::comment::{CommentRefusal, check_comment};
use meadow_wire::{Comment, CommentId, CommentRequest, NoteId};
use serde::{Deserialize, Serialize};

use super::{
    backoff::Backoff,
    kept,
    session::{self, Switch},
};
use crate::{
    api::{self, ApiError},
    browser::{events, idb, net, random, task, time},
};

/// Under these names on the device; the comment's key or id follows.
pub(super) const KEPT: &str = "said:";
pub(super) const KEPT_LEAVING: &str = "unsaid:";
/// So long can what was taken back come again, in milliseconds.
pub const UNDO_MS: u32 = 8_000;

/// Something that was said and has not arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Under which note.
    pub note: NoteId,
    /// The comment on the note that it stands under; nothing for one of its own.
    pub root: Option<CommentId>,
    /// With the key that stays the same however often it is sent.
    pub asked: CommentRequest,
    /// When it was said, by the device's clock.
    pub at_ms: i64,
    /// Where it stands.
    pub standing: Standing,
}

/// Where something unsent stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// On its way.
    Sending,
    /// It did not arrive; it is sent again by itself.
    Waiting(String),
    /// The shop does not take it: why.
    Refused(String),
}

/// What was said and what was taken back.
#[derive(Clone, Copy)]
pub struct SaidStore {
    unsent: RwSignal<Vec<Unsent>>,
    /// With the note it belongs to, until whoever shows that note took it.
    arrived: RwSignal<Vec<(NoteId, Comment)>>,
    leaving: RwSignal<Vec<CommentId>>,
    gone: RwSignal<Vec<CommentId>>,
    backoff: Backoff,
    timer: time::Timer,
}

/// Where the store lives: with the app, although its code comes with the first comments.
#[derive(Clone)]
pub struct Home(pub Option<Owner>);

impl SaidStore {
    /// The app's. What the device kept goes on its way as soon as somebody asks for it.
    pub fn here() -> Self {
        if let Some(store) = use_context::<Self>() {
            return store;
        }
        let make = || {
            let store = Self::new();
            provide_context(store);
            store
        };
        match use_context::<Home>().and_then(|home| home.0) {
            Some(app) => app.with(make),
            None => make(),
        }
    }

    fn new() -> Self {
        let store = Self {
            unsent: RwSignal::new(Vec::new()),
            arrived: RwSignal::new(Vec::new()),
            leaving: RwSignal::new(Vec::new()),
            gone: RwSignal::new(Vec::new()),
            backoff: Backoff::new(),
            timer: time::use_timer(),
        };
        task::spawn(async move { store.restore().await });
        net::use_return(move |_| store.send_waiting());
        events::use_window_event("pagehide", move |_| store.let_go());
        session::on_switch(move |switch| {
            if switch == Switch::Out {
                store.unsent.set(Vec::new());
                store.leaving.set(Vec::new());
            }
        });
        store
    }

    /// What was said under a note and has not arrived, oldest first; tracked.
    pub fn unsent(self, note: &NoteId) -> Vec<Unsent> {
        self.unsent
            .with(|all| all.iter().filter(|one| one.note == *note).cloned().collect())
    }

    /// What arrived for a note since it was asked last; tracked.
    pub fn take_arrived(self, note: &NoteId) -> Vec<Comment> {
        let mine = |(of, _): &(NoteId, Comment)| of == note;
        if !self.arrived.with(|all| all.iter().any(mine)) {
            return Vec::new();
        }
        let mut taken = Vec::new();
        self.arrived.update_untracked(|all| {
            all.retain(|one| {
                let take = mine(one);
                if take {
                    taken.push(one.1.clone());
                }
                !take
            });
        });
        taken
    }

    /// Whether something was taken back and may come again; tracked.
    pub fn is_leaving(self, id: &CommentId) -> bool {
        self.leaving.with(|all| all.contains(id))
    }

    /// What was taken back for good; tracked.
    pub fn gone(self) -> Vec<CommentId> {
        self.gone.get()
    }

    /// Says something: it stands at once, and arrives when it can. `root` is what it stands under.
    pub fn say(
        self,
        note: &NoteId,
        root: Option<CommentId>,
        parent: Option<CommentId>,
        text: &str,
    ) -> Result<(), CommentRefusal> {
        let one = Unsent {
            note: note.clone(),
            root,
            asked: CommentRequest {
                key: random::id().into(),
                text: check_comment(text)?,
                parent,
            },
            at_ms: time::now_ms(),
            standing: Standing::Sending,
        };
        kept::write(name(&one), &one);
        self.unsent.update(|all| all.push(one.clone()));
        task::spawn(async move { self.send(one).await });
        Ok(())
    }

    /// Sends something again.
    pub fn retry(self, one: Unsent) {
        self.stand(&one, Standing::Sending);
        task::spawn(async move { self.send(one).await });
    }

    /// Forgets something that did not arrive.
    pub fn discard(self, one: &Unsent) {
        self.drop(one);
    }

    /// Takes a comment back. For a moment it may come again; it is told the shop when that is over, or the page goes.
    pub fn withdraw(self, id: CommentId) {
        kept::write(format!("{KEPT_LEAVING}{id}"), &id);
        self.let_go();
        self.leaving.update(|all| all.push(id));
        self.timer.after(UNDO_MS, move || self.let_go());
    }

    /// What was taken back stands again.
    pub fn undo(self, id: &CommentId) {
        kept::forget(format!("{KEPT_LEAVING}{id}"));
        self.leaving.update(|all| all.retain(|one| one != id));
    }

    async fn restore(self) {
        for name in idb::names(KEPT).await {
            let Some(mut one) = kept::read::<Unsent>(&name).await else {
                kept::forget(name);
                continue;
            };
            if let Standing::Sending | Standing::Waiting(_) = one.standing {
                one.standing = Standing::Sending;
                let again = one.clone();
                task::spawn(async move { self.send(again).await });
            }
            self.unsent.try_update(|all| {
                if all.iter().all(|known| known.asked.key != one.asked.key) {
                    all.push(one);
                    all.sort_by_key(|one| one.at_ms);
                }
            });
        }
        for name in idb::names(KEPT_LEAVING).await {
            if let Some(id) = kept::read::<CommentId>(&name).await {
                self.tell(id);
            }
        }
    }

    /// All that waits for its moment to come again is told now.
    pub fn let_go(self) {
        let going = self.leaving.try_update(std::mem::take).unwrap_or_default();
        if going.is_empty() {
            return;
        }
        self.gone.try_update(|gone| gone.extend(going.iter().cloned()));
        for id in going {
            self.tell(id);
        }
    }

    fn tell(self, id: CommentId) {
        task::spawn(async move {
            match session::with_session(async || api::comments::withdraw(&id).await).await {
                // Told the next time the page is opened.
                Err(error) if error.passing() => {}
                _ => kept::forget(format!("{KEPT_LEAVING}{id}")),
            }
        });
    }

    fn send_waiting(self) {
        let waiting = self.unsent.try_get_untracked().unwrap_or_default();
        for one in waiting {
            if matches!(one.standing, Standing::Waiting(_)) {
                self.retry(one);
            }
        }
    }

    async fn send(self, one: Unsent) {
        let answer = session::with_session(async || api::comments::write(&one.note, &one.asked).await).await;
        match answer {
            Ok(comment) => {
                self.backoff.worked();
                self.drop(&one);
                self.send_waiting();
                self.arrived.try_update(|all| all.push((one.note, comment)));
            }
            Err(ApiError::Refused(problem)) if problem.kind == "/problems/taken-back" => self.drop(&one),
            Err(error) if error.passing() => {
                self.stand(&one, Standing::Waiting(error.to_string()));
                self.backoff.failed(&error, move || self.send_waiting());
            }
            Err(error) => {
                let refused = Unsent {
                    standing: Standing::Refused(why(&error)),
                    ..one
                };
                kept::write(name(&refused), &refused);
                self.stand(&refused, refused.standing.clone());
            }
        }
    }

    fn stand(self, one: &Unsent, standing: Standing) {
        self.unsent.try_update(|all| {
            if let Some(known) = all.iter_mut().find(|known| known.asked.key == one.asked.key) {
                known.standing = standing;
            }
        });
    }

    fn drop(self, one: &Unsent) {
        kept::forget(name(one));
        self.unsent
            .try_update(|all| all.retain(|known| known.asked.key != one.asked.key));
    }
}

fn name(one: &Unsent) -> String {
    format!("{KEPT}{}", one.asked.key)
}

/// A field that is wrong says it better than the problem as a whole.
fn why(error: &ApiError) -> String {
    match error {
        ApiError::Refused(problem) => problem
            .errors
            .first()
            .map_or_else(|| error.in_words(), |wrong| wrong.detail.clone()),
        other => other.in_words(),
    }
}
