//! How long the goods are still held.

use leptos::prelude::*;
use meadow_domain::hold::{Hold, hold};
use meadow_wire::Timestamp;

use crate::{
    browser::{intl, time},
    ui::{Glyph, Icon},
};

/// Says until when the goods are held and how long that is, and tells when it is over.
#[component]
pub fn HoldClock(
    /// The moment on the server's clock.
    held_until: Timestamp,
    /// How far the server's clock is ahead of this device's, in milliseconds.
    offset_ms: i64,
    /// Runs when the time is up.
    #[prop(into)]
    on_over: Callback<()>,
) -> impl IntoView {
    let left = move || hold(held_until, time::now_ms().saturating_add(offset_ms));
    let (now, set_now) = signal(left());
    time::use_interval(1_000, move || {
        if set_now.try_set(left()).is_none() && left() == Hold::Gone {
            on_over.run(());
        }
    });
    // Said in the shopper's own clock, even if that one is wrong.
    let until = intl::clock(held_until.ms.saturating_sub(offset_ms));
    let counted = move || match now.get() {
        Hold::Held { left_ms } => {
            let seconds = (left_ms + 999) / 1_000;
            format!("{}:{:02}", seconds / 60, seconds % 60)
        }
        Hold::Gone => "0:00".to_owned(),
    };
    let ending = move || matches!(now.get(), Hold::Held { left_ms } if left_ms < 120_000);
    view! {
        <p class="hold-clock" class:hold-clock--ending=ending>
            <Icon glyph=Glyph::Clock />
            <span>"Held for you until " <strong>{until}</strong></span>
            <span class="hold-clock__left" role="timer" aria-label="Time left">{counted}</span>
        </p>
    }
}
