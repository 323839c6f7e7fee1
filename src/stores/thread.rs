//! The comments under one note, as they are shown: pages, order, likes, what stands first.

use leptos::prelude::*;
use meadow_domain::thread;
use meadow_wire::{Comment, CommentId, CommentSort, Comments, NoteId};

use super::{said::SaidStore, session, toasts::Toasts};
use crate::{
    api::{self, ApiError},
    browser::task,
};

/// The comments under one note. It ends with its owner.
#[derive(Clone, Copy)]
pub struct Thread {
    note: StoredValue<NoteId>,
    shown: RwSignal<Comments>,
    sort: RwSignal<CommentSort>,
    /// What is being read: nothing, the list, or the replies under one comment.
    reading: RwSignal<Option<Reading>>,
    /// Counts the questions for a list: only the answer to the last one is taken.
    round: StoredValue<u32>,
    /// The comment that a link leads to.
    linked: RwSignal<Option<CommentId>>,
    /// What screen readers say.
    news: RwSignal<String>,
    toasts: Toasts,
}

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
    /// Begins with what the note brought.
    pub fn new(note: NoteId, first: Comments, said: SaidStore, toasts: Toasts) -> Self {
        let thread = Self {
            note: StoredValue::new(note.clone()),
            shown: RwSignal::new(first),
            sort: RwSignal::new(CommentSort::Best),
            reading: RwSignal::new(None),
            round: StoredValue::new(0),
            linked: RwSignal::new(None),
            news: RwSignal::new(String::new()),
            toasts,
        };
        Effect::new(move |_| {
            let arrived = said.take_arrived(&note);
            if !arrived.is_empty() {
                // The same words again are said again only if they differ.
                thread.news.update(|news| {
                    let before = news.ends_with('.');
                    *news = if before { "Comment sent" } else { "Comment sent." }.to_owned();
                });
                thread.shown.update(|shown| {
                    for comment in arrived {
                        thread::arrive(shown, comment);
                    }
                });
            }
        });
        Effect::new(move |_| {
            let gone = said.gone().get();
            thread.change(|shown| gone.iter().for_each(|id| thread::take_away(shown, id)));
        });
        thread
    }

    /// Under which note.
    pub fn note(self) -> NoteId {
        self.note.get_value()
    }

    /// The comments on the note itself, in their order; tracked.
    pub fn roots(self) -> Vec<CommentId> {
        self.shown
            .with(|shown| shown.items.iter().map(|root| root.id.clone()).collect())
    }

    /// One of them, or of the replies under them; tracked.
    pub fn comment(self, id: &CommentId) -> Option<Comment> {
        self.shown.with(|shown| thread::find(shown, id).cloned())
    }

    /// How many there are, read or not; tracked.
    pub fn total(self) -> u32 {
        self.shown.with(|shown| shown.total)
    }

    /// Whether there are more to read; tracked.
    pub fn has_more(self) -> bool {
        self.shown.with(|shown| shown.next.is_some())
    }

    /// Whether this session may let one stand first; tracked.
    pub fn may_pin(self) -> bool {
        self.shown.with(|shown| shown.may_pin)
    }

    /// In which order; tracked.
    pub fn sort(self) -> CommentSort {
        self.sort.get()
    }

    /// What is being read; tracked.
    pub fn reading(self) -> Option<Reading> {
        self.reading.get()
    }

    /// The comment that a link leads to; tracked.
    pub fn linked(self) -> Option<CommentId> {
        self.linked.get()
    }

    /// What just happened, for those who don't see it; tracked.
    pub fn news(self) -> String {
        self.news.get()
    }

    /// Reads them in another order. Those that are shown stay until the others are here.
    pub fn sort_by(self, sort: CommentSort) {
        if self.sort.get_untracked() == sort {
            return;
        }
        let before = self.sort.get_untracked();
        self.sort.set(sort);
        self.read(Reading::Anew, async move |thread: Self| {
            let page = api::comments::list(&thread.note.get_value(), sort, None).await;
            if page.is_err() {
                thread.sort.try_set(before);
            }
            let page = page?;
            if thread.sort.try_get_untracked() == Some(sort) {
                thread.change(|shown| *shown = page);
            }
            Ok(())
        });
    }

    /// Reads the next comments.
    pub fn more(self) {
        let Some(cursor) = self.shown.with_untracked(|shown| shown.next.clone()) else {
            return;
        };
        let sort = self.sort.get_untracked();
        self.read(Reading::More, async move |thread: Self| {
            let page = api::comments::list(&thread.note.get_value(), sort, Some(&cursor)).await?;
            thread.change(|shown| {
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
        self.read(Reading::Replies(root.clone()), async move |thread: Self| {
            let page = api::comments::replies(&root, &cursor).await?;
            thread.change(|shown| {
                thread::change(shown, &root, |root| thread::append_replies(root, page));
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
                    self.change(|shown| thread::put(shown, place.root));
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

    /// Likes a comment, or no longer: shown at once, taken back if the shop says no.
    pub fn like(self, id: CommentId) {
        let Some(on) = self
            .shown
            .with_untracked(|shown| thread::find(shown, &id).map(|comment| !comment.liked))
        else {
            return;
        };
        self.change(|shown| thread::change(shown, &id, |comment| mark(comment, on)));
        task::spawn(async move {
            match session::with_session(async || api::comments::like(&id, on).await).await {
                Ok(likes) => self.change(|shown| {
                    thread::change(shown, &id, |comment| {
                        // Pressed again meanwhile: the last wish is on its way.
                        if comment.liked == on {
                            (comment.liked, comment.likes) = (likes.liked, likes.likes);
                        }
                    });
                }),
                Err(error) => {
                    self.change(|shown| {
                        thread::change(shown, &id, |comment| {
                            if comment.liked == on {
                                mark(comment, !on);
                            }
                        });
                    });
                    self.toasts.say(error.in_words());
                }
            }
        });
    }

    /// Lets a comment stand first, or no longer.
    pub fn pin(self, id: CommentId, on: bool) {
        task::spawn(async move {
            match session::with_session(async || api::comments::pin(&id, on).await).await {
                Ok(_) => {
                    self.change(|shown| thread::pin(shown, &id, on));
                    self.toasts.say(if on {
                        "It stands first now"
                    } else {
                        "It stands first no longer"
                    });
                }
                Err(error) => self.toasts.say(error.in_words()),
            }
        });
    }

    fn read(self, what: Reading, ask: impl AsyncFnOnce(Self) -> Result<(), ApiError> + 'static) {
        // A new order does not wait for a page of the old one.
        if self.reading.get_untracked().is_some() && what != Reading::Anew {
            return;
        }
        self.reading.set(Some(what));
        self.round.update_value(|round| *round += 1);
        let round = self.round.get_value();
        task::spawn_scoped(async move {
            if let Err(error) = ask(self).await {
                self.toasts.say(error.in_words());
            }
            if self.round.try_get_value() == Some(round) {
                self.reading.try_set(None);
            }
        });
    }

    fn change(self, change: impl FnOnce(&mut Comments)) {
        self.shown.try_update(change);
    }
}

fn mark(comment: &mut Comment, on: bool) {
    comment.liked = on;
    comment.likes = match on {
        true => comment.likes.saturating_add(1),
        false => comment.likes.saturating_sub(1),
    };
}
