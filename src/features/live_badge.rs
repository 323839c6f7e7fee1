//! Whether a room is on.

use leptos::prelude::*;
use meadow_wire::RoomStatus;

use crate::browser::intl;

/// A word for a room's status: on now, when it starts, or over.
#[component]
pub fn LiveBadge(
    /// Whether it is on.
    #[prop(into)]
    status: Signal<RoomStatus>,
    /// When it starts or started, in milliseconds since 1970.
    starts_ms: i64,
) -> impl IntoView {
    view! {
        <span class="live-badge" class:live-badge--on=move || status.get() == RoomStatus::Live>
            {move || match status.get() {
                RoomStatus::Live => "Live".to_owned(),
                RoomStatus::Scheduled => intl::moment(starts_ms),
                RoomStatus::Replay => "Replay".to_owned(),
            }}
        </span>
    }
}
