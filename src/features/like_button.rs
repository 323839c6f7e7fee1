//! Liking a note.

use leptos::prelude::*;
use meadow_wire::NoteId;

use crate::{
    browser::{intl, task},
    stores::{feed, toasts::Toasts},
    ui::{Glyph, Icon},
};

/// Likes a note, or no longer. The heart changes at once and goes back if the server says no.
#[component]
pub fn LikeButton(
    /// Which note.
    id: NoteId,
    /// Whether this session likes it.
    liked: bool,
    /// How many like it.
    likes: u32,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let state = RwSignal::new((liked, likes));
    let round = StoredValue::new(0_u32);
    let press = move |_| {
        let on = !state.get_untracked().0;
        let before = state.get_untracked();
        state.update(|(liked, likes)| {
            *liked = on;
            *likes = if on {
                likes.saturating_add(1)
            } else {
                likes.saturating_sub(1)
            };
        });
        round.update_value(|round| *round += 1);
        let asked = round.get_value();
        let id = id.clone();
        task::spawn(async move {
            let answer = feed::like(id, on).await;
            // A later press has its own answer.
            if round.try_get_value() != Some(asked) {
                return;
            }
            match answer {
                Ok(marks) => state.try_set((marks.liked, marks.likes)),
                Err(error) => {
                    toasts.say(error.to_string());
                    state.try_set(before)
                }
            };
        });
    };
    view! {
        <button
            type="button"
            class="like-button"
            aria-pressed=move || if state.get().0 { "true" } else { "false" }
            on:click=press
        >
            <Icon glyph=Signal::derive(move || if state.get().0 { Glyph::HeartFull } else { Glyph::Heart }) />
            <span class="visually-hidden">"Like"</span>
            <span class="like-button__count">{move || intl::count(u64::from(state.get().1))}</span>
        </button>
    }
}
