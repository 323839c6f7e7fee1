//! One cart in all tabs: what is pressed in one shows in the others at once.
//!
//! Each tab tells the others what the server confirmed and what it still waits for. Words may get lost: a tab that hears
//! of something waiting looks after a while whether its owner is still there (see `kept`).

use leptos::prelude::*;
use meadow_domain::cart::{PendingChange, newer};
use meadow_wire::{Cart, ChangeId};
use serde::{Deserialize, Serialize};

use super::{CartStore, kept::LEFT_AFTER_MS, sync::mark};
use crate::{
    browser::{channel, task, time},
    stores::session,
};

/// What the tabs call their channel.
const CHANNEL: &str = "meadow-cart";
/// So many settled changes are told again with each word, in case one was not heard.
const SETTLED_MAX: usize = 100;

/// What one tab tells the others.
#[derive(Serialize, Deserialize)]
struct Word {
    /// The name under which it keeps what it waits for.
    from: String,
    /// Whose cart it is.
    owner: u64,
    cart: Cart,
    /// Changes that the server has settled.
    settled: Vec<ChangeId>,
    waiting: Vec<PendingChange>,
}

/// What another tab waits for.
#[derive(Clone)]
pub(super) struct Other {
    name: String,
    heard_ms: i64,
    waiting: Vec<PendingChange>,
}

/// What the other tabs wait for and this one does not, to be shown below its own.
pub(super) fn unlike(others: &[Other], own: &[PendingChange]) -> Vec<PendingChange> {
    let waiting = others.iter().flat_map(|other| other.waiting.iter());
    waiting
        .filter(|(change, _)| own.iter().all(|(own, _)| own.id != change.id))
        .cloned()
        .collect()
}

impl CartStore {
    /// Hears the other tabs from now on.
    pub(super) fn listen(self) {
        let channel = channel::use_channel(CHANNEL, move |text| {
            if let Ok(word) = meadow_json::from_str::<Word>(&text) {
                self.hear(word);
            }
        });
        self.channel.set_value(Some(channel));
    }

    /// Tells the other tabs how the cart stands here.
    pub(super) fn tell(self) {
        let Some(channel) = self.channel.get_value() else {
            return;
        };
        let word = Word {
            from: self.name.get_value(),
            owner: self.owner.get_value(),
            cart: self.confirmed.get_untracked(),
            settled: self.settled.get_value(),
            waiting: self.pending.with_untracked(|pending| pending.changes().to_vec()),
        };
        if let Ok(text) = meadow_json::to_string(&word) {
            channel.say(&text);
        }
    }

    /// Remembers what the server has settled.
    pub(super) fn remember_settled(self, ids: &[ChangeId]) {
        self.settled.update_value(|settled| {
            settled.extend_from_slice(ids);
            let surplus = settled.len().saturating_sub(SETTLED_MAX);
            settled.drain(..surplus);
        });
    }

    /// Forgets what others waited for that is nobody's any more. What was heard just now may not be kept yet.
    pub(super) fn keep_others(self, names: &[String]) {
        let now = time::now_ms();
        self.others.update(|others| {
            others
                .retain(|other| names.contains(&other.name) || (now - other.heard_ms).abs() < LEFT_AFTER_MS);
        });
    }

    fn hear(self, word: Word) {
        // Another tab may have made the session just now.
        session::adopt();
        if word.owner != 0 && word.owner != mark() {
            // Another shopper's, such as where a browser keeps nothing and each tab is a guest of its own. To answer it
            // would start two tabs telling each other for ever.
            return;
        }
        self.pending.update(|pending| {
            pending.settle(&word.settled);
            let taken: Vec<ChangeId> = word.waiting.iter().map(|(change, _)| change.id.clone()).collect();
            pending.taken(&taken);
        });
        self.remember_settled_anew(&word.settled);
        // Whoever has asked something gets the cart with its own answer: this one may hold the change already.
        if word.owner != 0 && !self.pending.with_untracked(|pending| pending.may_be_applied()) {
            let seen = self.shown.get_untracked().lines;
            self.confirmed
                .update(|old| *old = newer(std::mem::take(old), word.cart));
            self.owner.set_value(word.owner);
            self.compare(&seen);
        }
        self.arrived.set(true);
        let settled = self.settled.get_value();
        let waiting: Vec<PendingChange> = word
            .waiting
            .into_iter()
            .filter(|(change, _)| !settled.contains(&change.id))
            .collect();
        let something = !waiting.is_empty();
        self.others.update(|others| {
            others.retain(|other| other.name != word.from);
            if something {
                others.push(Other {
                    name: word.from,
                    heard_ms: time::now_ms(),
                    waiting,
                });
            }
        });
        if something {
            let later = u32::try_from(LEFT_AFTER_MS)
                .unwrap_or(u32::MAX)
                .saturating_add(500);
            self.look.after(later, move || task::spawn(self.take_over_all()));
        }
    }

    fn remember_settled_anew(self, ids: &[ChangeId]) {
        let fresh: Vec<ChangeId> = self
            .settled
            .with_value(|settled| ids.iter().filter(|id| !settled.contains(id)).cloned().collect());
        self.remember_settled(&fresh);
    }
}
