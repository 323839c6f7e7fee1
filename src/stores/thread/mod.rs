//! The comments under one note, as they are shown: pages, order, likes, what stands first.

mod likes;
mod reading;

use leptos::prelude::*;
use meadow_domain::thread;
use meadow_wire::{Comment, CommentId, CommentSort, Comments, NoteId};

use self::likes::Likes;
pub use self::reading::Reading;
use super::{said::SaidStore, session, toasts::Toasts};
use crate::{api, browser::task};

/// The comments under one note. It ends with its owner.
#[derive(Clone, Copy)]
pub struct Thread {
    note: StoredValue<NoteId>,
    shown: RwSignal<Comments>,
    /// The order that is wished, and the one of the list that is shown.
    sort: RwSignal<CommentSort>,
    sorted: StoredValue<CommentSort>,
    /// What is being read: nothing, the list, or the replies under one comment.
    reading: RwSignal<Option<Reading>>,
    /// Counts the questions for a list: only the answer to the last one is taken.
    round: StoredValue<u32>,
    /// What arrived since the last question for a list: the answer may be older.
    arrived: StoredValue<Vec<Comment>>,
    gone: Signal<Vec<CommentId>>,
    /// Likes that are on their way.
    likes: StoredValue<Likes, LocalStorage>,
    /// The comment that a link leads to.
    linked: RwSignal<Option<CommentId>>,
    /// What screen readers say.
    news: RwSignal<String>,
    toasts: Toasts,
}

impl Thread {
    /// Begins with what the note brought.
    pub fn new(note: NoteId, first: Comments, said: SaidStore, toasts: Toasts) -> Self {
        let thread = Self {
            note: StoredValue::new(note.clone()),
            shown: RwSignal::new(first),
            sort: RwSignal::new(CommentSort::Best),
            sorted: StoredValue::new(CommentSort::Best),
            reading: RwSignal::new(None),
            round: StoredValue::new(0),
            arrived: StoredValue::new(Vec::new()),
            gone: said.gone(),
            likes: StoredValue::new_local(Likes::default()),
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
                thread.change(|shown| {
                    for comment in &arrived {
                        thread::arrive(shown, comment.clone());
                    }
                });
                thread.arrived.update_value(|all| all.extend(arrived));
            }
        });
        Effect::new(move |_| {
            thread.gone.track();
            thread.take(|_| ());
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

    fn change(self, change: impl FnOnce(&mut Comments)) {
        self.shown.try_update(change);
    }

    /// Takes what the shop sent. Its answer may be older than what happened here.
    fn take(self, take: impl FnOnce(&mut Comments)) {
        let gone = self.gone.try_get_untracked().unwrap_or_default();
        self.change(|shown| {
            take(shown);
            thread::keep_away(shown, &gone);
            for (id, like) in self.likes.try_get_value().unwrap_or_default().borrow().iter() {
                likes::show(shown, id, *like);
            }
        });
    }
}
