//! A socket of text frames that falls silent when it is dropped.

use std::rc::Rc;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{MessageEvent, WebSocket};

/// What a socket tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It can be sent on.
    Opened,
    /// A frame came.
    Text(String),
    /// It is over, for whatever reason.
    Closed,
}

/// A socket, opening or open. Dropping it closes it, and nothing more is heard of it.
#[derive(Debug)]
pub struct Socket {
    socket: WebSocket,
    listeners: Option<Listeners>,
}

#[derive(Debug)]
struct Listeners {
    _opened: Closure<dyn FnMut()>,
    _text: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut()>,
}

impl Socket {
    /// Opens a socket to a path of this page's own server. Nothing if the browser refuses.
    pub fn open(path: &str, hear: impl Fn(Heard) + 'static) -> Option<Self> {
        let origin = super::page::origin();
        // http becomes ws, https becomes wss.
        let url = format!("ws{}{path}", origin.strip_prefix("http")?);
        let socket = WebSocket::new(&url).ok()?;
        let hear = Rc::new(move |heard| {
            if !super::panic::is_dead() {
                hear(heard);
            }
        });
        let on_open = Rc::clone(&hear);
        let opened = Closure::<dyn FnMut()>::new(move || on_open(Heard::Opened));
        let on_text = Rc::clone(&hear);
        let text = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                on_text(Heard::Text(text));
            }
        });
        let closed = Closure::<dyn FnMut()>::new(move || hear(Heard::Closed));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(text.as_ref().unchecked_ref()));
        // An error is always followed by a close.
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self {
            socket,
            listeners: Some(Listeners {
                _opened: opened,
                _text: text,
                _closed: closed,
            }),
        })
    }

    /// Sends a frame. A socket that is not open says nothing about it: what matters is acked.
    pub fn send(&self, text: &str) {
        if self.socket.ready_state() == WebSocket::OPEN && self.socket.send_with_str(text).is_err() {
            leptos::logging::warn!("a frame was not sent");
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        if self.socket.close().is_err() {
            leptos::logging::warn!("a socket stays open");
        }
        // One of the listeners may be what is running now: it must not be freed under itself.
        let listeners = self.listeners.take();
        super::task::spawn(async move { drop(listeners) });
    }
}
