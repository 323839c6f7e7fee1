//! Where the page is scrolled to.

use leptos::prelude::*;

use super::{events::use_window_event, page::window, time::next_frame};

/// How far the page is scrolled down, in CSS pixels, now.
pub fn top() -> u32 {
    window().scroll_y().map_or(0, |pixels| pixels.max(0.0) as u32)
}

/// Scrolls the page at once.
pub fn to(top: u32) {
    window().scroll_to_with_x_and_y(0.0, f64::from(top));
}

/// How far the page is scrolled down, at most once per frame.
pub fn use_scroll_top() -> Signal<u32> {
    let (position, set_position) = signal(top());
    let planned = StoredValue::new(false);
    use_window_event("scroll", move |_| {
        if planned.try_get_value() != Some(false) {
            return;
        }
        planned.set_value(true);
        next_frame(move || {
            planned.try_set_value(false);
            set_position.try_set(top());
        });
    });
    position.into()
}

/// Scrolls a box to its end.
pub fn to_end(element: &web_sys::Element) {
    element.set_scroll_top(element.scroll_height());
}

/// How many pixels of a box lie below what can be seen of it.
pub fn below(element: &web_sys::Element) -> i32 {
    element.scroll_height() - element.scroll_top() - element.client_height()
}

/// Scrolls a strip sideways until one of its parts is seen whole. The page stays where it is.
pub fn reveal(strip: &web_sys::Element, part: &web_sys::Element) {
    let (strip_box, part_box) = (strip.get_bounding_client_rect(), part.get_bounding_client_rect());
    let cut_left = (part_box.left() - strip_box.left()).min(0.0);
    let cut_right = (part_box.right() - strip_box.right()).max(0.0);
    let by = if cut_left < 0.0 {
        cut_left.floor()
    } else {
        cut_right.ceil()
    };
    if by != 0.0 {
        strip.set_scroll_left(strip.scroll_left() + by as i32);
    }
}
