//! Words between the tabs of one browser.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

type Open = (BroadcastChannel, Closure<dyn FnMut(MessageEvent)>);

/// A channel that every tab of this browser hears, but not the one that speaks. Silent where a browser has none.
#[derive(Clone, Copy)]
pub struct Channel {
    open: StoredValue<Option<Open>, LocalStorage>,
}

/// Opens a channel until the owner is cleaned up.
pub fn use_channel(name: &str, hear: impl Fn(String) + 'static) -> Channel {
    let open = BroadcastChannel::new(name).ok().map(|channel| {
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string()
                && !super::panic::is_dead()
            {
                hear(text);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        (channel, listener)
    });
    let open = StoredValue::new_local(open);
    on_cleanup(move || {
        if let Some((channel, _listener)) = open.try_update_value(Option::take).flatten() {
            channel.set_onmessage(None);
            channel.close();
        }
    });
    Channel { open }
}

impl Channel {
    /// Says something to the other tabs.
    pub fn say(self, text: &str) {
        self.open.with_value(|open| {
            if let Some((channel, _)) = open
                && channel.post_message(&JsValue::from_str(text)).is_err()
            {
                leptos::logging::warn!("the other tabs heard nothing");
            }
        });
    }
}
