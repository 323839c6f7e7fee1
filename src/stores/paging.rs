//! A list of cards that is read page by page.

use std::{future::Future, rc::Rc};

use futures::{FutureExt, future::LocalBoxFuture};
use leptos::prelude::*;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, Page};

use super::{backoff::Backoff, feed_kept};
use crate::{
    api::ApiError,
    browser::{history, page, task},
};

/// Where the next page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was asked for yet, or more can be.
    Ready,
    /// A page is on its way.
    Waiting,
    /// The last request failed.
    Failed(ApiError),
    /// There is no more.
    AtEnd,
}

type Answer = Result<Page<FeedItem>, ApiError>;
type Ask = Rc<dyn Fn(Option<String>) -> LocalBoxFuture<'static, Answer>>;

/// What was read, and where the next page stands. It ends with its owner.
#[derive(Clone, Copy)]
pub struct Paging {
    list: RwSignal<FeedList>,
    reading: RwSignal<Reading>,
    asking: StoredValue<bool>,
    /// Counts how often it was forgotten: an answer to a question from before is nobody's.
    turn: StoredValue<u32>,
    /// Whether it became wrong since it was read.
    old: StoredValue<bool>,
    /// The path under which this tab keeps what was read, if it does.
    name: Option<&'static str>,
    backoff: Backoff,
    ask: StoredValue<Ask, LocalStorage>,
}

impl Paging {
    /// Nothing read yet. `ask` gets the cursor of the next page, none for the first.
    pub fn new<F>(ask: impl Fn(Option<String>) -> F + 'static) -> Self
    where
        F: Future<Output = Answer> + 'static,
    {
        Self {
            list: RwSignal::new(FeedList::new()),
            reading: RwSignal::new(Reading::Ready),
            asking: StoredValue::new(false),
            turn: StoredValue::new(0),
            old: StoredValue::new(false),
            name: None,
            backoff: Backoff::new(),
            ask: StoredValue::new_local(Rc::new(move |cursor| ask(cursor).boxed_local())),
        }
    }

    /// Keeps what is read for this tab under the path of its page, and begins with what was kept if the browser brought
    /// the page back. Whoever loads a list again while at its top, as by pulling it down, wants news: it begins anew.
    pub fn kept_as(self, path: &'static str) -> Self {
        if page::came_back() {
            let pages = feed_kept::read(path);
            let first = pages.first().and_then(|page| page.items.first());
            if page::path() == path && at_top(path, first) {
                feed_kept::forget(path);
                history::forget_place(path);
            } else {
                pages.into_iter().for_each(|page| self.take(page));
            }
        }
        Self {
            name: Some(path),
            ..self
        }
    }

    /// What was read.
    pub fn list(self) -> RwSignal<FeedList> {
        self.list
    }

    /// Where the next page stands.
    pub fn reading(self) -> Signal<Reading> {
        self.reading.into()
    }

    /// Whether anything was read.
    pub fn is_open(self) -> bool {
        self.list.with_untracked(|list| !list.is_empty())
    }

    /// The shopper comes near the end: asks for more, unless a failure is in sight, which has its own way on.
    pub fn near_end(self) {
        if self.reading.get_untracked() == Reading::Ready {
            self.read_on();
        }
    }

    /// Asks for the next page, unless one is on its way or there is none.
    pub fn read_on(self) {
        if self.asking.get_value() || self.reading.get_untracked() == Reading::AtEnd {
            return;
        }
        self.reading.set(Reading::Waiting);
        self.ask();
    }

    /// Takes a page that came otherwise.
    pub fn take(self, page: Page<FeedItem>) {
        self.backoff.worked();
        let more = page.next.is_some();
        self.list.update(|list| {
            list.push_page(page);
        });
        self.reading
            .set(if more { Reading::Ready } else { Reading::AtEnd });
    }

    /// What it was read for changed: it is forgotten when it is opened next, and not under the reader's eyes. A page that
    /// is loaded again begins anew.
    pub fn grow_old(self) {
        if let Some(name) = self.name {
            feed_kept::forget(name);
        }
        self.old.set_value(true);
    }

    /// It comes into the page: what became wrong meanwhile is forgotten, and what is missing asked for.
    pub fn open(self) {
        if self.old.get_value() {
            self.forget();
        }
        if !self.is_open() {
            self.read_on();
        }
    }

    /// Forgets all that was read; an answer that is still on its way is not taken.
    pub fn forget(self) {
        if let Some(name) = self.name {
            feed_kept::forget(name);
        }
        self.old.set_value(false);
        self.turn.update_value(|turn| *turn += 1);
        self.asking.set_value(false);
        self.backoff.stop();
        self.list.set(FeedList::new());
        self.reading.set(Reading::Ready);
    }

    /// Asks; what is shown stays until there is an answer.
    fn ask(self) {
        if self.asking.get_value() {
            return;
        }
        self.asking.set_value(true);
        self.backoff.stop();
        let cursor = self
            .list
            .with_untracked(|list| list.next().map(ToOwned::to_owned));
        let answer = self.ask.with_value(|ask| ask(cursor));
        let (turn, first) = (self.turn.get_value(), !self.is_open());
        task::spawn(async move {
            let answer = answer.await;
            // Nobody waits for the answer: the page is gone, or begins anew.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.asking.set_value(false);
            match answer {
                Ok(page) => {
                    if let Some(name) = self.name.filter(|_| !self.old.get_value()) {
                        feed_kept::keep(name, first, &page);
                    }
                    self.take(page);
                }
                Err(error) => self.fail(error),
            }
        });
    }

    fn fail(self, error: ApiError) {
        self.backoff.failed(&error, move || self.ask());
        let failed = Reading::Failed(error);
        // The same notice again would lose the focus and be read out once more.
        if self.reading.with_untracked(|reading| *reading != failed) {
            self.reading.set(failed);
        }
    }
}

/// Whether the reader of the list at a path was at its first item, with nothing scrolled away. Right after a page was
/// loaded the scroll position alone says so of any place.
fn at_top(path: &str, first: Option<&FeedItem>) -> bool {
    let at_first =
        history::kept_place(path).is_none_or(|(card, _)| first.is_some_and(|first| first.id() == card));
    at_first && history::kept_scroll(path).unwrap_or(0) == 0
}
