//! The head of a room: whose it is and how many watch.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{RoomCard, RoomStatus};

use crate::{
    browser::intl,
    features::{LiveBadge, Shot},
    paths,
    ui::{Glyph, Icon},
};

/// The way back, the host, the title, the status and how many watch.
#[component]
pub fn LiveTop(
    /// The room.
    room: RoomCard,
    /// Whether it is on, as far as is known now.
    #[prop(into)]
    status: Signal<RoomStatus>,
    /// How many watch; nothing if that makes no sense or is not known.
    #[prop(into)]
    viewers: Signal<Option<u32>>,
) -> impl IntoView {
    view! {
        <div class="live-top">
            <A href=paths::LIVE attr:class="live-top__back" attr:aria-label="Back to the live rooms">
                <Icon glyph=Glyph::Back />
            </A>
            <A href=paths::person(&room.host.id) attr:class="live-top__avatar" attr:aria-hidden="true" attr:tabindex="-1">
                <Shot picture=room.host.avatar sizes="40px" first=true decorative=true />
            </A>
            <div class="live-top__words">
                <h1 class="live-top__title" lang=room.lang><bdi>{room.title}</bdi></h1>
                <p class="live-top__under">
                    <LiveBadge status=status starts_ms=room.starts_at.ms />
                    <A href=paths::person(&room.host.id) attr:class="live-top__host"><bdi>{room.host.name}</bdi></A>
                    {move || {
                        viewers
                            .get()
                            .map(|viewers| {
                                view! {
                                    <span class="live-top__viewers" data-viewers=viewers>
                                        <Icon glyph=Glyph::Eye />
                                        {intl::count(u64::from(viewers))}
                                        <span class="visually-hidden">" watching"</span>
                                    </span>
                                }
                            })
                    }}
                </p>
            </div>
        </div>
    }
}
