//! The numbers behind a room, for those who ask by `?debug`.

use leptos::prelude::*;

use crate::stores::live::{LiveRoom, LiveStore};

/// Where the log stands and what went wrong with it.
#[component]
pub fn LiveDebug(
    /// The room.
    room: LiveRoom,
) -> impl IntoView {
    let store = expect_context::<LiveStore>();
    let numbers = room.numbers();
    let rows = move || {
        let numbers = numbers.get();
        [
            ("link", format!("{:?}", store.link().get())),
            ("epoch", numbers.epoch),
            ("seq", numbers.seq.to_string()),
            ("gaps", numbers.gaps.to_string()),
            ("repeats", numbers.repeats.to_string()),
            ("reconnects", store.reconnects().get().to_string()),
            ("offset", format!("{} ms", store.offset_ms().get())),
            ("outbox", room.own().with(Vec::len).to_string()),
            ("lines", room.lines().with(|lines| lines.len()).to_string()),
        ]
    };
    view! {
        <dl class="live-debug" aria-label="Numbers for developers">
            {move || {
                rows()
                    .into_iter()
                    .map(|(name, value)| {
                        view! {
                            <dt>{name}</dt>
                            <dd data-debug=name>{value}</dd>
                        }
                    })
                    .collect_view()
            }}
        </dl>
    }
}
