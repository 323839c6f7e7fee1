//! How many messages wait, beside the way to them.

use leptos::prelude::*;

use crate::stores::inbox::InboxStore;

/// How many messages of the shop are not read; nothing if all are.
#[component]
pub fn UnreadMark() -> impl IntoView {
    let unread = expect_context::<InboxStore>().unread();
    view! {
        <Show when=move || { unread.get() > 0 }>
            <span class="unread-mark" data-unread>
                <span class="visually-hidden">", "</span>
                {unread}
                <span class="visually-hidden">" new"</span>
            </span>
        </Show>
    }
}
