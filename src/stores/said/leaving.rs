//! What was taken back: for a moment it may come again, then the shop is told, by this tab or by whichever finds it on the
//! device.

use leptos::prelude::*;
use meadow_domain::unsaid::{UNDO_MS, wait_ms};
use meadow_wire::{ChangeId, CommentId};
use serde::{Deserialize, Serialize};

use super::KEPT_LEAVING;
use crate::{
    api,
    browser::{idb, task, time},
    stores::{kept, session, toasts::Toasts},
};

/// What the device keeps of a deletion until the shop has heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct TakenBack {
    /// Until then a tab offers to bring it again, by the device's clock.
    over_ms: i64,
    /// Whether the shop has it for sure. Else it may never have arrived, and is named by the key that it was said with.
    arrived: bool,
}

/// What was taken back. It lives as long as what was said.
#[derive(Clone, Copy)]
pub(super) struct Leaving {
    offered: RwSignal<Vec<CommentId>>,
    gone: RwSignal<Vec<CommentId>>,
    timer: time::Timer,
    toasts: Option<Toasts>,
}

impl Leaving {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            offered: RwSignal::new(Vec::new()),
            gone: RwSignal::new(Vec::new()),
            timer: time::use_timer(),
            toasts: use_context(),
        }
    }

    /// Whether this tab offers to bring it again; tracked.
    pub fn is_offered(self, id: &CommentId) -> bool {
        self.offered.with(|all| all.contains(id))
    }

    /// What was taken back for good.
    pub fn gone(self) -> RwSignal<Vec<CommentId>> {
        self.gone
    }

    /// Takes one back, and offers it for a while.
    pub fn withdraw(self, id: CommentId) {
        keep(&id, time::now_ms().saturating_add(i64::from(UNDO_MS)), true);
        self.let_go();
        self.offered.update(|all| all.push(id));
        self.timer.after(UNDO_MS, move || self.let_go());
    }

    /// It stands again.
    pub fn undo(self, id: &CommentId) {
        kept::forget(name(id));
        self.offered.update(|all| all.retain(|one| one != id));
    }

    /// Takes back what may never have arrived. Nothing is offered: its words are gone from the page.
    pub fn take_back_unsure(self, key: &ChangeId) {
        let id = CommentId(key.0.clone());
        keep(&id, 0, false);
        self.tell(id, false);
    }

    /// All that is offered is told now.
    pub fn let_go(self) {
        let going = self.offered.try_update(std::mem::take).unwrap_or_default();
        for id in going {
            // If this page ends before the answer, the next one need not wait.
            keep(&id, 0, true);
            self.go(id, true);
        }
    }

    /// Nothing is offered to whoever comes after.
    pub fn clear(self) {
        self.offered.try_set(Vec::new());
    }

    /// Tells what is on the device, each as soon as no other tab offers it.
    pub async fn restore(self) {
        for name in idb::names(KEPT_LEAVING).await {
            task::spawn(async move { self.follow(&name).await });
        }
    }

    async fn follow(self, name: &str) {
        let mut waited_for = None;
        loop {
            // Asked anew each time: the other tab may have brought it again or told it, and who signs out forgets it.
            let Some(text) = idb::get_anew(name).await else {
                return;
            };
            // What reads otherwise was kept by an older version.
            let taken = meadow_json::from_str::<TakenBack>(&text).unwrap_or(TakenBack {
                over_ms: 0,
                arrived: true,
            });
            let wait = wait_ms(taken.over_ms, time::now_ms());
            if wait == 0 || waited_for.as_ref() == Some(&text) {
                let id = name.strip_prefix(KEPT_LEAVING).unwrap_or_default();
                return self.go(id.into(), taken.arrived);
            }
            waited_for = Some(text);
            time::sleep(wait).await;
        }
    }

    fn go(self, id: CommentId, arrived: bool) {
        self.gone.try_update(|gone| gone.push(id.clone()));
        self.tell(id, arrived);
    }

    fn tell(self, id: CommentId, arrived: bool) {
        task::spawn(async move {
            match session::with_session(async || api::comments::withdraw(&id).await).await {
                Ok(()) => kept::forget(name(&id)),
                // Told the next time the page is opened.
                Err(error) if error.passing() => {}
                // It never arrived, and is gone with its words.
                Err(error) if error.status() == 404 && !arrived => kept::forget(name(&id)),
                Err(error) => {
                    kept::forget(name(&id));
                    self.gone.try_update(|gone| gone.retain(|one| *one != id));
                    if let Some(toasts) = self.toasts {
                        toasts.say(format!("Your comment is not deleted. {}", error.in_words()));
                    }
                }
            }
        });
    }
}

fn keep(id: &CommentId, over_ms: i64, arrived: bool) {
    kept::write(name(id), &TakenBack { over_ms, arrived });
}

fn name(id: &CommentId) -> String {
    format!("{KEPT_LEAVING}{id}")
}
