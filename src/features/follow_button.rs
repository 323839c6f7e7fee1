//! Following a person, and how many do.

use leptos::prelude::*;
use meadow_domain::toggle::Toggle;
use meadow_wire::{PersonId, Relationship};

use crate::{
    browser::intl,
    stores::marks::{Mark, MarkStore},
};

/// Follows a person, or no longer.
#[component]
pub fn FollowButton(
    /// Whom.
    id: PersonId,
    /// Their name, for those who hear the button alone.
    name: String,
    /// How this session stands to them, as it was read just now.
    relationship: Relationship,
) -> impl IntoView {
    let store = expect_context::<MarkStore>();
    let shown = following(store, &id, relationship);
    let on = Memo::new(move |_| shown.get().on);
    let mark = Mark::Follow(id);
    view! {
        <button
            type="button"
            class="follow-button"
            class:follow-button--on=on
            on:click=move |_| store.press(&mark)
        >
            {move || if on.get() { "Following" } else { "Follow" }}
            <span class="visually-hidden">" " {name}</span>
        </button>
    }
}

/// How many follow a person.
#[component]
pub fn Followers(
    /// Whom.
    id: PersonId,
    /// How this session stands to them, as it was read just now.
    relationship: Relationship,
) -> impl IntoView {
    let shown = following(expect_context::<MarkStore>(), &id, relationship);
    move || match shown.get().count {
        1 => "1 follower".to_owned(),
        count => format!("{} followers", intl::count(u64::from(count))),
    }
}

fn following(store: MarkStore, id: &PersonId, now: Relationship) -> Signal<Toggle> {
    let shown = store.shown(&Mark::Follow(id.clone()), now.following, now.followers, true);
    Signal::derive(move || shown.get())
}
