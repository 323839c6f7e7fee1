//! What a person wrote, page by page.

use leptos::prelude::*;
use meadow_domain::{feed::FeedList, reconnect};
use meadow_wire::{FeedItem, NoteCard, Page, PersonId};

use crate::{
    api::{self, ApiError},
    browser::{
        random, task,
        time::{self, Timer},
    },
    features::NoteGrid,
    pages::failed::Failed,
    stores::feed::Reading,
    ui::Notice,
};

/// A person's notes, with the state of what is still to come below them.
#[component]
pub fn Notes(
    /// Whose.
    of: PersonId,
    /// The first page, which came with the person.
    first: Page<NoteCard>,
) -> impl IntoView {
    let notes = Paging::new(of, first);
    let (list, reading) = (notes.list, notes.reading);
    let empty = Memo::new(move |_| list.with(FeedList::is_empty));
    view! {
        <NoteGrid
            list=list
            label="Notes by this person"
            on_near_end=move |()| {
                if reading.get_untracked() == Reading::Ready {
                    notes.read_on();
                }
            }
        />
        {move || match reading.get() {
            Reading::Waiting => {
                view! {
                    <p class="person__more" role="status">
                        "More notes are coming"
                    </p>
                }
                    .into_any()
            }
            Reading::Failed(error) => view! { <Failed error=error on_retry=move |()| notes.read_on() /> }.into_any(),
            Reading::AtEnd if empty.get() => {
                view! {
                    <Notice
                        title="Nothing written yet"
                        detail="The first note will be here."
                        picture="/ui/empty-feed.webp"
                    />
                }
                    .into_any()
            }
            Reading::AtEnd => view! { <p class="person__more">"That is all so far."</p> }.into_any(),
            Reading::Ready => ().into_any(),
        }}
    }
}

/// The notes that were read, and where the next page stands.
#[derive(Clone, Copy)]
struct Paging {
    of: StoredValue<PersonId>,
    list: RwSignal<FeedList>,
    reading: RwSignal<Reading>,
    asking: StoredValue<bool>,
    failures: StoredValue<u32>,
    again: Timer,
}

impl Paging {
    fn new(of: PersonId, first: Page<NoteCard>) -> Self {
        let paging = Self {
            of: StoredValue::new(of),
            list: RwSignal::new(FeedList::new()),
            reading: RwSignal::new(Reading::Ready),
            asking: StoredValue::new(false),
            failures: StoredValue::new(0),
            again: time::use_timer(),
        };
        paging.take(first);
        paging
    }

    /// Asks for the next page, unless there is none.
    fn read_on(self) {
        if self.reading.get_untracked() != Reading::AtEnd && !self.asking.get_value() {
            self.reading.set(Reading::Waiting);
            self.ask();
        }
    }

    /// Asks; what is shown stays until there is an answer.
    fn ask(self) {
        let Some(cursor) = self
            .list
            .with_untracked(|list| list.next().map(ToOwned::to_owned))
        else {
            return;
        };
        let of = self.of.get_value();
        self.asking.set_value(true);
        self.again.stop();
        task::spawn(async move {
            let answer = api::people::notes(&of, &cursor).await;
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

    fn take(self, page: Page<NoteCard>) {
        self.failures.set_value(0);
        let more = page.next.is_some();
        self.list.update(|list| {
            list.push_page(Page {
                items: page.items.into_iter().map(FeedItem::Note).collect(),
                next: page.next,
            });
        });
        self.reading
            .set(if more { Reading::Ready } else { Reading::AtEnd });
    }

    /// Says what is wrong. What may pass is asked again by itself, ever more seldom.
    fn fail(self, error: ApiError) {
        self.failures
            .update_value(|failures| *failures = failures.saturating_add(1));
        if error.passing() {
            let wait = reconnect::delay_ms(self.failures.get_value().saturating_add(1), random::number());
            self.again.after(wait, move || self.ask());
        }
        let failed = Reading::Failed(error);
        // The same notice again would lose the focus and be read out once more.
        if self.reading.with_untracked(|reading| *reading != failed) {
            self.reading.set(failed);
        }
    }
}
