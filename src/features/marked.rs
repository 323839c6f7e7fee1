//! A text with what was searched for marked.

use leptos::prelude::*;
use meadow_wire::TextRange;

/// A text, and `<mark>` around the parts of it that were searched for.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// The parts, in characters, in their order and apart.
    marks: Vec<TextRange>,
) -> impl IntoView {
    let mut letters = text.chars();
    let mut at = 0;
    let mut pieces: Vec<AnyView> = Vec::new();
    for mark in marks {
        let before: String = letters.by_ref().take(length(at, mark.start)).collect();
        let inside: String = letters.by_ref().take(length(mark.start, mark.end)).collect();
        at = mark.end;
        pieces.push(before.into_any());
        pieces.push(view! { <mark class="marked">{inside}</mark> }.into_any());
    }
    pieces.push(letters.collect::<String>().into_any());
    pieces
}

fn length(from: u32, to: u32) -> usize {
    usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX)
}
