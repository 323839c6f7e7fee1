//! What a person wrote, page by page.

use leptos::prelude::*;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, NoteCard, Page, PersonId};

use crate::{
    api,
    features::NoteGrid,
    pages::failed::Failed,
    paths,
    stores::paging::{Paging, Reading},
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
    let path = paths::person(&of);
    let notes = Paging::new(move |cursor| {
        let of = of.clone();
        // The first page is here already.
        async move {
            api::people::notes(&of, &cursor.unwrap_or_default())
                .await
                .map(cards)
        }
    });
    notes.take(cards(first));
    let (list, reading) = (notes.list(), notes.reading());
    let empty = Memo::new(move |_| list.with(FeedList::is_empty));
    view! {
        <NoteGrid
            list=list
            label="Notes by this person"
            on_near_end=move |()| notes.near_end()
            path=path
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

fn cards(page: Page<NoteCard>) -> Page<FeedItem> {
    Page {
        items: page.items.into_iter().map(FeedItem::Note).collect(),
        next: page.next,
    }
}
