//! The keyboard in a list of cards, as the ARIA feed pattern has it: Page Down and Page Up go from card to card.

use leptos::prelude::*;
use meadow_domain::masonry::Masonry;

use crate::browser::{focus, scroll, time};

/// A card that is gone to stands this far below the viewport's top, clear of the page's head, in CSS pixels.
const CLEAR: u32 = 88;

/// Goes on to the next card, or back to the one before.
pub fn press(event: &web_sys::KeyboardEvent, layout: StoredValue<Masonry>, above: u32) {
    let Some(card) = card_of(event.target()) else {
        return;
    };
    let to = match event.key().as_str() {
        "PageDown" => card.checked_add(1),
        "PageUp" => card.checked_sub(1),
        _ => return,
    };
    let Some((to, y)) =
        to.and_then(|to| Some((to, layout.with_value(|layout| layout.placed(to).copied())?.y)))
    else {
        return;
    };
    event.prevent_default();
    scroll::to(above.saturating_add(y).saturating_sub(CLEAR));
    // A card that was far away is in the page after the scroll was told and drawn.
    time::next_frame(move || {
        time::next_frame(move || focus::focus_first(&format!("[role=feed] [aria-posinset='{}']", to + 1)));
    });
}

/// The index of the card that an element is in.
fn card_of(target: Option<web_sys::EventTarget>) -> Option<usize> {
    let position: usize = focus::attribute_around(target, "aria-posinset")?.parse().ok()?;
    position.checked_sub(1)
}
