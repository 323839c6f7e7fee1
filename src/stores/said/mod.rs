//! What was said under notes and is not with the shop yet, and what was taken back and may come again for a moment. Both
//! are kept on the device: a reload, a crash or a lost connection loses no word, and brings none back.

mod leaving;
mod unsent;

use leptos::prelude::*;
use meadow_domain::comment::{CommentRefusal, check_comment};
use meadow_wire::{Comment, CommentId, CommentRequest, NoteId};

pub use self::unsent::{Standing, Unsent};
use self::{leaving::Leaving, unsent::why};
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

/// What was said and what was taken back.
#[derive(Clone, Copy)]
pub struct SaidStore {
    unsent: RwSignal<Vec<Unsent>>,
    /// With the note it belongs to, until whoever shows that note took it.
    arrived: RwSignal<Vec<(NoteId, Comment)>>,
    leaving: Leaving,
    backoff: Backoff,
    /// Counts who signed out here: what one of them said is nobody else's.
    left: StoredValue<u32>,
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
            leaving: Leaving::new(),
            backoff: Backoff::new(),
            left: StoredValue::new(0),
        };
        task::spawn(async move { store.restore().await });
        task::spawn(async move { store.leaving.restore().await });
        net::use_return(move |_| store.send_waiting());
        events::use_window_event("pagehide", move |_| store.let_go());
        session::on_switch(move |switch| {
            if switch == Switch::Out {
                store.left.try_update_value(|left| *left += 1);
                store.unsent.try_set(Vec::new());
                store.leaving.clear();
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
        self.leaving.is_offered(id)
    }

    /// What was taken back for good.
    pub fn gone(self) -> Signal<Vec<CommentId>> {
        self.leaving.gone().into()
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
        kept::write(one.name(), &one);
        self.unsent.update(|all| all.push(one.clone()));
        task::spawn(async move { self.send(one).await });
        Ok(())
    }

    /// Sends something again.
    pub fn retry(self, one: Unsent) {
        self.stand(&one, Standing::Sending);
        task::spawn(async move { self.send(one).await });
    }

    /// Forgets something that did not arrive. If only its answer was lost, the shop takes it back.
    pub fn discard(self, one: &Unsent) {
        self.drop(one);
        if one.may_have_arrived() {
            self.leaving.take_back_unsure(&one.asked.key);
        }
    }

    /// Takes a comment back. For a moment it may come again; it is told the shop when that is over, or the page goes.
    pub fn withdraw(self, id: CommentId) {
        self.leaving.withdraw(id);
    }

    /// What was taken back stands again.
    pub fn undo(self, id: &CommentId) {
        self.leaving.undo(id);
    }

    /// All that waits for its moment to come again is told now.
    pub fn let_go(self) {
        self.leaving.let_go();
    }

    async fn restore(self) {
        let Some(left) = self.left.try_get_value() else {
            return;
        };
        for name in idb::names(KEPT).await {
            let read = kept::read::<Unsent>(&name).await;
            if !self.is_theirs(left) {
                return;
            }
            let Some(mut one) = read else {
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
        let Some(left) = self.left.try_get_value() else {
            return;
        };
        let answer = session::with_session(async || match self.is_theirs(left) {
            true => api::comments::write(&one.note, &one.asked).await.map(Some),
            // Their session was over: nobody else says it.
            false => Ok(None),
        })
        .await;
        // Whoever signed out meanwhile left nothing here.
        let Some(answer) = answer.transpose().filter(|_| self.is_theirs(left)) else {
            return;
        };
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
                kept::write(refused.name(), &refused);
                self.stand(&refused, refused.standing.clone());
            }
        }
    }

    /// Whether nobody signed out since `left` was counted.
    fn is_theirs(self, left: u32) -> bool {
        self.left.try_get_value() == Some(left)
    }

    fn stand(self, one: &Unsent, standing: Standing) {
        self.unsent.try_update(|all| {
            if let Some(known) = all.iter_mut().find(|known| known.asked.key == one.asked.key) {
                known.standing = standing;
            }
        });
    }

    fn drop(self, one: &Unsent) {
        kept::forget(one.name());
        self.unsent
            .try_update(|all| all.retain(|known| known.asked.key != one.asked.key));
    }
}
