//! A short word in passing.

use leptos::prelude::*;

/// What is said in passing, for layers, which draw it again inside.
#[derive(Clone, Copy)]
pub struct ToastText(pub Signal<Option<String>>);

/// A short word at the edge of the page; screen readers say it when it changes.
#[component]
pub fn Toast(
    /// What to say; nothing is shown for `None`.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="toast" role="status" aria-live="polite" dir="auto" class:toast--shown=move || text.with(Option::is_some)>
            {text}
        </div>
    }
}
