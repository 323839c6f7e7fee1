//! Server-sent events, silent when dropped.

use std::rc::Rc;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

/// What a stream tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// An event.
    Event {
        /// What it is called.
        name: &'static str,
        /// Its id, or that of the last one that had one.
        id: String,
        /// What it says.
        data: String,
    },
    /// Nothing more comes. The stream does not come back by itself: whoever opened it knows when.
    Broken,
}

type Listener = Closure<dyn FnMut(MessageEvent)>;
/// One for each name, and one for the end.
type Listeners = (Vec<Listener>, Closure<dyn FnMut()>);

/// An open stream. Dropping it closes it.
pub struct Stream {
    source: EventSource,
    listeners: Option<Listeners>,
}

impl Stream {
    /// Opens a stream and hears its events of these names. Nothing if the browser refuses.
    pub fn open(path: &str, names: &'static [&'static str], hear: impl Fn(Told) + 'static) -> Option<Self> {
        let source = EventSource::new(path).ok()?;
        let hear = Rc::new(move |told| {
            if !super::panic::is_dead() {
                hear(told);
            }
        });
        let mut listeners = Vec::new();
        for name in names {
            let tell = Rc::clone(&hear);
            let listener = Listener::new(move |event: MessageEvent| {
                tell(Told::Event {
                    name,
                    id: event.last_event_id(),
                    data: event.data().as_string().unwrap_or_default(),
                });
            });
            source
                .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())
                .ok()?;
            listeners.push(listener);
        }
        let broken = Closure::<dyn FnMut()>::new(move || hear(Told::Broken));
        source.set_onerror(Some(broken.as_ref().unchecked_ref()));
        Some(Self {
            source,
            listeners: Some((listeners, broken)),
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onerror(None);
        self.source.close();
        // One of the listeners may be what is running now: it must not be freed under itself.
        let listeners = self.listeners.take();
        super::task::spawn(async move { drop(listeners) });
    }
}
