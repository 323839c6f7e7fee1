//! Reading the comments under one note: another order, the next ones, more replies, the one that a link leads to.

use leptos::prelude::*;
use meadow_domain::thread;
use meadow_wire::{CommentId, CommentSort};

use super::Thread;
use crate::{
    api::{self, ApiError},
    browser::task,
};

/// What is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Another order.
    Anew,
    /// The next comments.
    More,
    /// More replies under this one.
    Replies(CommentId),
}

impl Thread {
    /// Reads them in another order. Those that are shown stay until the others are here.
    pub fn sort_by(self, sort: CommentSort) {
        if self.sort.get_untracked() == sort {
            return;
        }
        self.sort.set(sort);
        self.arrived.set_value(Vec::new());
        self.read(Reading::Anew, async move |thread: Self, round| {
            let page = api::comments::list(&thread.note.get_value(), sort, None).await;
            // Asked otherwise meanwhile: that answer counts.
            if thread.round.try_get_value() != Some(round) {
                return Ok(());
            }
            if page.is_err() {
                thread.sort.set(thread.sorted.get_value());
            }
            let page = page?;
            thread.sorted.set_value(sort);
            let arrived = thread.arrived.get_value();
            thread.take(|shown| thread::renew(shown, page, &arrived));
            Ok(())
        });
    }

    /// Reads the next comments.
    pub fn more(self) {
        let Some(cursor) = self.shown.with_untracked(|shown| shown.next.clone()) else {
            return;
        };
        let sort = self.sort.get_untracked();
        self.read(Reading::More, async move |thread: Self, _| {
            let page = api::comments::list(&thread.note.get_value(), sort, Some(&cursor)).await?;
            thread.take(|shown| {
                // Another order may have come meanwhile.
                if shown.next.as_ref() == Some(&cursor) {
                    thread::append(shown, page);
                }
            });
            Ok(())
        });
    }

    /// Reads more replies under a comment.
    pub fn more_replies(self, root: CommentId) {
        let cursor = self.shown.with_untracked(|shown| {
            thread::find(shown, &root).and_then(|comment| comment.replies_next.clone())
        });
        let Some(cursor) = cursor else { return };
        self.read(Reading::Replies(root.clone()), async move |thread: Self, _| {
            let page = api::comments::replies(&root, &cursor).await?;
            thread.take(|shown| {
                thread::change(shown, &root, |root| {
                    // Read anew meanwhile: then what comes before these may be missing.
                    if root.replies_next.as_ref() == Some(&cursor) {
                        thread::append_replies(root, page);
                    }
                });
            });
            Ok(())
        });
    }

    /// Finds the comment that a link leads to, wherever it stands; `found` runs once it is shown.
    pub fn find(self, id: CommentId, found: impl FnOnce() + 'static) {
        self.linked.set(Some(id.clone()));
        if self
            .shown
            .with_untracked(|shown| thread::find(shown, &id).is_some())
        {
            return found();
        }
        task::spawn_scoped(async move {
            match api::comments::place(&id).await {
                Ok(place) if place.note == self.note.get_value() => {
                    self.take(|shown| thread::put(shown, place.root));
                    found();
                }
                Ok(_) => {}
                Err(error) if error.status() == 404 => {
                    self.toasts.say("This comment is not here any more.");
                }
                Err(error) => self.toasts.say(error.in_words()),
            }
        });
    }

    fn read(self, what: Reading, ask: impl AsyncFnOnce(Self, u32) -> Result<(), ApiError> + 'static) {
        // A new order does not wait for a page of the old one.
        if self.reading.get_untracked().is_some() && what != Reading::Anew {
            return;
        }
        self.reading.set(Some(what));
        self.round.update_value(|round| *round += 1);
        let round = self.round.get_value();
        task::spawn_scoped(async move {
            if let Err(error) = ask(self, round).await {
                self.toasts.say(error.in_words());
            }
            if self.round.try_get_value() == Some(round) {
                self.reading.try_set(None);
            }
        });
    }
}
