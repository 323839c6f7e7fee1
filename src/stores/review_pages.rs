//! The reviews of a product: those that came with it, and further pages when they are asked for.

use std::{future::Future, rc::Rc};

use futures::{FutureExt, future::LocalBoxFuture};
use leptos::prelude::*;
use meadow_wire::{Page, Review};

use super::paging::Reading;
use crate::{api::ApiError, browser::task};

type Answer = Result<Page<Review>, ApiError>;
type Ask = Rc<dyn Fn(String) -> LocalBoxFuture<'static, Answer>>;

/// What was read, and where the next page stands. It ends with its owner.
#[derive(Clone, Copy)]
pub struct ReviewPages {
    list: RwSignal<Vec<Review>>,
    next: StoredValue<Option<String>>,
    reading: RwSignal<Reading>,
    ask: StoredValue<Ask, LocalStorage>,
}

impl ReviewPages {
    /// Begins with the first page. `ask` gets the cursor of the next one.
    pub fn new<F>(first: Page<Review>, ask: impl Fn(String) -> F + 'static) -> Self
    where
        F: Future<Output = Answer> + 'static,
    {
        Self {
            reading: RwSignal::new(state(first.next.as_ref())),
            list: RwSignal::new(first.items),
            next: StoredValue::new(first.next),
            ask: StoredValue::new_local(Rc::new(move |cursor| ask(cursor).boxed_local())),
        }
    }

    /// What was read, the newest first.
    pub fn list(self) -> Signal<Vec<Review>> {
        self.list.into()
    }

    /// Where the next page stands.
    pub fn reading(self) -> Signal<Reading> {
        self.reading.into()
    }

    /// Asks for the next page, unless one is on its way or there is none. `then` hears which review is the first new one.
    pub fn read_on(self, then: impl FnOnce(&Review) + 'static) {
        let Some(cursor) = self.next.get_value() else {
            return;
        };
        if self.reading.get_untracked() == Reading::Waiting {
            return;
        }
        self.reading.set(Reading::Waiting);
        let answer = self.ask.with_value(|ask| ask(cursor));
        task::spawn(async move {
            let answer = answer.await;
            if self.list.is_disposed() {
                return;
            }
            match answer {
                Ok(page) => {
                    self.reading.set(state(page.next.as_ref()));
                    self.next.set_value(page.next);
                    let new = self.list.with_untracked(|list| {
                        let is_new = |review: &Review| list.iter().all(|known| known.id != review.id);
                        page.items.into_iter().filter(is_new).collect::<Vec<_>>()
                    });
                    let first = new.first().cloned();
                    self.list.update(|list| list.extend(new));
                    if let Some(first) = first {
                        then(&first);
                    }
                }
                Err(error) => self.reading.set(Reading::Failed(error)),
            }
        });
    }
}

fn state(next: Option<&String>) -> Reading {
    match next {
        Some(_) => Reading::Ready,
        None => Reading::AtEnd,
    }
}
