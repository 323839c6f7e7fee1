//! How long until a room starts.

use leptos::prelude::*;

use crate::browser::{intl, time};

/// Days, hours, minutes and seconds until a moment of the server's clock.
#[component]
pub fn LiveCountdown(
    /// When it starts, in milliseconds since 1970.
    starts_ms: i64,
    /// How far the server's clock is ahead of this device's, in milliseconds.
    #[prop(into)]
    offset_ms: Signal<i64>,
    /// Runs every second once the moment has come, until the room is on.
    #[prop(into)]
    on_due: Callback<()>,
) -> impl IntoView {
    let left_secs = move || {
        (starts_ms - time::now_ms() - offset_ms.get_untracked())
            .max(0)
            .div_euclid(1_000)
    };
    let left = RwSignal::new(left_secs());
    // Four times a second, so that no second is skipped or late.
    time::use_interval(250, move || {
        let now = left_secs();
        if now != left.get_untracked() {
            left.set(now);
        }
    });
    let due = Memo::new(move |_| left.get() == 0);
    Effect::new(move |_| {
        if due.get() {
            on_due.run(());
        }
    });
    let parts = move || {
        let secs = left.get();
        [
            (secs / 86_400, "days"),
            (secs / 3_600 % 24, "hours"),
            (secs / 60 % 60, "minutes"),
            (secs % 60, "seconds"),
        ]
    };
    view! {
        <div class="live-countdown" role="timer" aria-label=format!("Starts {}", intl::moment(starts_ms))>
            <Show when=move || !due.get() fallback=|| view! { <p class="live-countdown__due">"Any moment now"</p> }>
                <ol class="live-countdown__parts" aria-hidden="true">
                    {move || {
                        parts()
                            .into_iter()
                            .skip_while(|(count, name)| *count == 0 && *name != "minutes" && *name != "seconds")
                            .map(|(count, name)| {
                                view! {
                                    <li class="live-countdown__part">
                                        <span class="live-countdown__count">{format!("{count:02}")}</span>
                                        <span class="live-countdown__name">{name}</span>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ol>
            </Show>
            <p class="live-countdown__when">{intl::moment(starts_ms)}</p>
        </div>
    }
}
