//! Liking and collecting a note.

use crate::{
    browser::intl,
    stores::marks::{Mark, MarkStore},
    ui::{Glyph, Icon},
};
use leptos::prelude::*;

/// Likes or collects a note, or no longer.
#[component]
pub fn MarkButton(
    /// Liking or collecting, and which note.
    mark: Mark,
    /// Whether this session has set it, as it came with the note.
    on: bool,
    /// How many have, as it came with the note.
    count: u32,
    /// Whether the note was read just now; a card of the feed may be old.
    #[prop(optional)]
    fresh: bool,
) -> impl IntoView {
    let store = expect_context::<MarkStore>();
    let shown = store.shown(&mark, on, count, fresh);
    let shown = Signal::derive(move || shown.get());
    let (class, word, empty, full) = match mark {
        Mark::Like(_) => ("mark-button", "Like", Glyph::Heart, Glyph::HeartFull),
        _ => (
            "mark-button mark-button--collect",
            "Collect",
            Glyph::Mark,
            Glyph::MarkFull,
        ),
    };
    view! {
        <button
            type="button"
            class=class
            aria-pressed=move || if shown.get().on { "true" } else { "false" }
            on:click=move |_| store.press(&mark)
        >
            <Icon glyph=Signal::derive(move || if shown.get().on { full } else { empty }) />
            <span class="visually-hidden">{word}</span>
            <span class="mark-button__count">{move || intl::count(u64::from(shown.get().count))}</span>
        </button>
    }
}
