//! Collecting a note.

use leptos::prelude::*;
use meadow_wire::NoteId;

use crate::{
    browser::{intl, task},
    stores::{feed, toasts::Toasts},
    ui::{Glyph, Icon},
};

/// Collects a note, or no longer. The mark changes at once and goes back if the server says no.
#[component]
pub fn CollectButton(
    /// Which note.
    id: NoteId,
    /// Whether this session collected it.
    collected: bool,
    /// How many collected it.
    collects: u32,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let state = RwSignal::new((collected, collects));
    let round = StoredValue::new(0_u32);
    let press = move |_| {
        let on = !state.get_untracked().0;
        let before = state.get_untracked();
        state.update(|(collected, collects)| {
            *collected = on;
            *collects = if on {
                collects.saturating_add(1)
            } else {
                collects.saturating_sub(1)
            };
        });
        round.update_value(|round| *round += 1);
        let asked = round.get_value();
        let id = id.clone();
        task::spawn(async move {
            let answer = feed::collect(id, on).await;
            // A later press has its own answer.
            if round.try_get_value() != Some(asked) {
                return;
            }
            match answer {
                Ok(marks) => state.try_set((marks.collected, marks.collects)),
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
            class="collect-button"
            aria-pressed=move || if state.get().0 { "true" } else { "false" }
            on:click=press
        >
            <Icon glyph=Signal::derive(move || if state.get().0 { Glyph::MarkFull } else { Glyph::Mark }) />
            <span class="visually-hidden">"Collect"</span>
            <span class="collect-button__count">{move || intl::count(u64::from(state.get().1))}</span>
        </button>
    }
}
