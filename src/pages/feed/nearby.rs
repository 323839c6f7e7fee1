//! What was written in a place that the reader picks. Nobody is asked where they are.

use leptos::prelude::*;
use meadow_wire::Place;

use super::cards::Cards;
use crate::{
    api,
    browser::{history, intl},
    pages::failed::Failed,
    paths,
    stores::{
        Fetched,
        feed::{FeedStore, Tab},
        use_query,
    },
    ui::{Notice, Select, Skeleton},
};

/// The places to pick from, and what was written in the one that was picked.
#[component]
pub fn Nearby() -> impl IntoView {
    let store = expect_context::<FeedStore>();
    let query = use_query(|| (), async |()| api::feed::places().await);
    let place = store.place();
    let empty = || {
        view! {
            <Notice
                title="Nothing from there"
                detail="Nobody has written there lately. Another place may have more to tell."
                picture="/ui/empty-feed.webp"
            />
        }
    };
    view! {
        <div class="feed__place">
            {move || match query.get() {
                Fetched::Waiting => view! { <Skeleton height="4.5rem" /> }.into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(places) => view! { <Picker places=places.items /> }.into_any(),
            }}
        </div>
        {move || match place.get() {
            None => {
                view! {
                    <Notice
                        title="Where do you look around?"
                        detail="Pick a place above. It stays on this device, and nobody asks where you are."
                        picture="/ui/empty-feed.webp"
                    />
                }
                    .into_any()
            }
            Some(place) => {
                view! {
                    <Cards tab=Tab::Nearby label=format!("Notes from {place}") path=paths::NEARBY empty=empty />
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Picker(places: Vec<Place>) -> impl IntoView {
    let store = expect_context::<FeedStore>();
    let picked = store.place().get_untracked().unwrap_or_default();
    let mut options = vec![(String::new(), "Pick a place".to_owned())];
    // One that was picked before stays, also when nothing stands there any more.
    if !picked.is_empty() && places.iter().all(|place| place.name != picked) {
        options.push((picked.clone(), picked.clone()));
    }
    options.extend(places.into_iter().map(|place| {
        let shown = format!("{} ({})", place.name, intl::count(u64::from(place.notes)));
        (place.name, shown)
    }));
    let value = RwSignal::new(picked);
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) && !now.is_empty() {
            // Another place begins at its top.
            history::forget_place(paths::NEARBY);
            store.pick(&now);
        }
        now
    });
    view! { <Select name="place" label="Place" autocomplete="off" options=options value=value /> }
}
