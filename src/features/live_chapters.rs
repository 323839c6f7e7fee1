//! The chapters of a recording: when each product was explained.

use leptos::prelude::*;

use crate::features::{Shot, chat_row::Named};

/// A chapter of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Milliseconds since the recording's beginning.
    pub at_ms: i64,
    /// What is explained.
    pub product: Named,
}

/// Chapters to jump to.
#[component]
pub fn LiveChapters(
    /// In order.
    chapters: Vec<Chapter>,
    /// Where the recording is, in milliseconds.
    #[prop(into)]
    at_ms: Signal<i64>,
    /// Goes to a moment.
    #[prop(into)]
    on_seek: Callback<i64>,
) -> impl IntoView {
    let starts: Vec<i64> = chapters.iter().map(|chapter| chapter.at_ms).collect();
    let current = Memo::new(move |_| {
        let at_ms = at_ms.get();
        starts.iter().rposition(|start| *start <= at_ms)
    });
    view! {
        <ol class="live-chapters">
            {chapters
                .into_iter()
                .enumerate()
                .map(|(index, chapter)| {
                    let at_ms = chapter.at_ms;
                    let time = clock(at_ms);
                    view! {
                        <li>
                            <button
                                type="button"
                                class="live-chapters__chapter"
                                aria-current=move || (current.get() == Some(index)).then_some("true")
                                on:click=move |_| on_seek.run(at_ms)
                            >
                                <span class="live-chapters__picture">
                                    <Shot picture=chapter.product.picture sizes="48px" decorative=true />
                                </span>
                                <bdi class="live-chapters__name" lang=chapter.product.lang>{chapter.product.name}</bdi>
                                <span class="live-chapters__time">{time}</span>
                            </button>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}

/// `2:05`.
pub fn clock(ms: i64) -> String {
    let secs = ms.max(0) / 1_000;
    format!("{}:{:02}", secs / 60, secs % 60)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_time_has_minutes_and_two_digits_of_seconds() {
        assert_eq!(super::clock(125_900), "2:05");
        assert_eq!(super::clock(-1), "0:00");
    }
}
