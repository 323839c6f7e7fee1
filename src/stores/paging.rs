//! A list of cards that is read page by page.

use std::{future::Future, rc::Rc};

use futures::{FutureExt, future::LocalBoxFuture};
use leptos::prelude::*;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, Page};

use super::backoff::Backoff;
use crate::{api::ApiError, browser::task};

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
            backoff: Backoff::new(),
            ask: StoredValue::new_local(Rc::new(move |cursor| ask(cursor).boxed_local())),
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
        task::spawn(async move {
            let answer = answer.await;
            // `Some` gives the value back: the page is gone, and nobody waits for the answer.
            if self.asking.try_set_value(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => self.take(page),
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
