//! How the connection to a room stands, in words.

use leptos::prelude::*;

use crate::stores::live::Link;

/// A banner while the connection is away, and a voice that is always there to say that it went or came.
#[component]
pub fn LiveLink(
    /// How it stands.
    #[prop(into)]
    link: Signal<Link>,
) -> impl IntoView {
    let said = Memo::new(move |before: Option<&&'static str>| match (link.get(), before) {
        (Link::Lost, _) => "Connection lost. We come back by ourselves.",
        (Link::Open, Some(before)) if !before.is_empty() => "Connected again.",
        _ => "",
    });
    let shown = move || match link.get() {
        Link::Lost => "Connection lost. We come back by ourselves.",
        Link::Connecting => "Connecting…",
        Link::Idle | Link::Open => "",
    };
    view! {
        <p class="live-link" class:live-link--shown=move || !shown().is_empty() class:live-link--lost=move || link.get() == Link::Lost aria-hidden="true">
            {shown}
        </p>
        <p class="visually-hidden" role="status" aria-live="polite" data-link=move || format!("{:?}", link.get()).to_lowercase()>
            {said}
        </p>
    }
}
