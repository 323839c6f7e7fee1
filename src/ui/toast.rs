//! A short word in passing.

use leptos::prelude::*;

/// A short word at the edge of the page; screen readers say it when it changes.
#[component]
pub fn Toast(
    /// What to say; nothing is shown for `None`.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="toast" role="status" aria-live="polite" class:toast--shown=move || text.with(Option::is_some)>
            {text}
        </div>
    }
}
