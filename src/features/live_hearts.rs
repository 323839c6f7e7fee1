//! Hearts for a room.

use std::collections::VecDeque;

use leptos::prelude::*;

use crate::{
    browser::{intl, page, random, time},
    ui::{Glyph, Icon},
};

/// How many hearts fly at once.
const FLYING_MAX: usize = 12;
/// How long one flies, in milliseconds, as `style/features/live_hearts.css` draws it.
const FLIGHT_MS: u32 = 1_800;

/// A heart to press, as often as one likes, with the count of all.
#[component]
pub fn LiveHearts(
    /// Hearts so far.
    #[prop(into)]
    count: Signal<u64>,
    /// Runs at each press.
    #[prop(into)]
    on_heart: Callback<()>,
) -> impl IntoView {
    let flying = RwSignal::new(VecDeque::<(u32, u32)>::new());
    let next = StoredValue::new(0_u32);
    let landing = time::use_timer();
    let press = move |_| {
        on_heart.run(());
        if page::calm() {
            return;
        }
        next.update_value(|next| *next = next.wrapping_add(1));
        flying.update(|flying| {
            if flying.len() == FLYING_MAX {
                flying.pop_front();
            }
            flying.push_back((next.get_value(), random::number() % 4));
        });
        landing.after(FLIGHT_MS, move || flying.update(VecDeque::clear));
    };
    view! {
        <div class="live-hearts">
            <div class="live-hearts__sky" aria-hidden="true">
                <For each=move || flying.get() key=|(id, _)| *id let((_, path))>
                    <span class=format!("live-hearts__heart live-hearts__heart--{path}")>
                        <Icon glyph=Glyph::HeartFull />
                    </span>
                </For>
            </div>
            <button
                type="button"
                class="live-hearts__button"
                aria-label=move || format!("Give a heart, {} so far", intl::count(count.get()))
                on:click=press
            >
                <Icon glyph=Glyph::HeartFull />
                <span class="live-hearts__count" data-likes=move || count.get()>{move || intl::count(count.get())}</span>
            </button>
        </div>
    }
}
