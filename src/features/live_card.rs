//! A room in the list of rooms.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{RoomCard, RoomStatus};

use crate::{
    browser::{intl, time},
    features::{LiveBadge, Shot},
    paths,
    ui::{Glyph, Icon},
};

/// How wide a cover is drawn.
const SIZES: &str = "(max-width: 599px) 100vw, (max-width: 1099px) 50vw, 400px";

/// A room's cover with its status, its host and how many watch.
#[component]
pub fn LiveCard(
    /// The room.
    room: RoomCard,
    /// Whether it is among the first things seen.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let starts_ms = room.starts_at.ms;
    let status = room.status;
    let when = match status {
        RoomStatus::Live => None,
        RoomStatus::Scheduled => Some(format!(
            "{} · {}",
            intl::relative(starts_ms, time::now_ms()),
            intl::moment(starts_ms)
        )),
        RoomStatus::Replay => Some(intl::day(starts_ms)),
    };
    let watching = format!("{} watching", intl::count(u64::from(room.viewers)));
    view! {
        <article class="live-card" data-room=room.id.to_string() data-status=words(status)>
            <A href=paths::room(&room.id) attr:class="live-card__link">
                <span class="live-card__picture">
                    <Shot picture=room.cover sizes=SIZES first=first decorative=true />
                </span>
                {(status == RoomStatus::Live)
                    .then(|| {
                        view! {
                            <span class="live-card__top">
                                <LiveBadge status=status starts_ms=starts_ms />
                                <span class="live-card__watching">
                                    <Icon glyph=Glyph::Eye />
                                    {watching}
                                </span>
                            </span>
                        }
                    })}
                <h3 class="live-card__title" lang=room.lang><bdi>{room.title}</bdi></h3>
                {when
                    .map(|when| {
                        view! {
                            <span class="live-card__when">
                                <Icon glyph=Glyph::Clock />
                                {when}
                            </span>
                        }
                    })}
            </A>
            <A href=paths::person(&room.host.id) attr:class="live-card__host">
                <span class="live-card__avatar">
                    <Shot picture=room.host.avatar sizes="32px" decorative=true />
                </span>
                <bdi>{room.host.name}</bdi>
            </A>
        </article>
    }
}

fn words(status: RoomStatus) -> &'static str {
    match status {
        RoomStatus::Live => "live",
        RoomStatus::Scheduled => "scheduled",
        RoomStatus::Replay => "replay",
    }
}
