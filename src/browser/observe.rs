//! Sizes of elements as they change.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

use super::time::next_frame;

/// The width of an element in whole CSS pixels; 0 until it is in the page.
pub fn use_width<E>(node: NodeRef<E>) -> Signal<u32>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    let (width, set_width) = signal(0_u32);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: web_sys::Element = element.unchecked_into();
        set_width.set(u32::try_from(element.client_width()).unwrap_or(0));
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            let watched = watched.clone();
            // What follows can change the element's height, which the observer must not hear of while it tells.
            next_frame(move || {
                set_width.try_set(u32::try_from(watched.client_width()).unwrap_or(0));
            });
        });
        let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&element);
        let held = StoredValue::new_local(Some((observer, callback)));
        on_cleanup(move || {
            if let Some((observer, _callback)) = held.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    });
    width.into()
}

/// How far an element's top is from the top of the page, in CSS pixels.
pub fn page_top(element: &web_sys::Element) -> u32 {
    let top = element.get_bounding_client_rect().top() + f64::from(super::scroll::top());
    top.max(0.0) as u32
}
