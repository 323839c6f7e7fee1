//! The cards of one of the feed's lists, with the state of what is still to come below them.

use leptos::prelude::*;

use crate::{
    features::NoteGrid,
    pages::failed::Failed,
    stores::{
        feed::{FeedStore, Tab},
        paging::Reading,
    },
    ui::Skeleton,
};

/// A list, read on as the reader comes near its end.
#[component]
pub fn Cards(
    /// Which list.
    tab: Tab,
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// Its page's path.
    path: &'static str,
    /// What stands there when there is nothing.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let store = expect_context::<FeedStore>().pages(tab);
    let reading = store.reading();
    let is_empty = Memo::new(move |_| store.list().with(|list| list.is_empty()));
    store.open();
    let again = Callback::new(move |()| store.read_on());
    view! {
        <NoteGrid
            list=store.list()
            label=label
            on_near_end=move |()| store.near_end()
            path=path
            busy=Signal::derive(move || reading.get() == Reading::Waiting)
        />
        {move || match reading.get() {
            Reading::Waiting if is_empty.get() => view! { <Waiting /> }.into_any(),
            Reading::Waiting => {
                view! {
                    <p class="feed__more" role="status">
                        "More notes are coming"
                    </p>
                }
                    .into_any()
            }
            Reading::Failed(error) => view! { <Failed error=error on_retry=again /> }.into_any(),
            Reading::AtEnd if is_empty.get() => empty.run(),
            Reading::AtEnd => view! { <p class="feed__more">"You have seen it all. Lovely to have you here."</p> }.into_any(),
            Reading::Ready => ().into_any(),
        }}
    }
}

/// The shape of the first cards.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="feed__waiting" role="status" aria-label="Notes are coming">
            {["17rem", "13rem", "15rem", "19rem", "14rem", "17rem", "16rem", "13rem"]
                .map(|height| view! { <Skeleton height=height /> })
                .into_iter()
                .collect_view()}
        </div>
    }
}
