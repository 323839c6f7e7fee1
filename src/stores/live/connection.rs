//! The socket: greeting, joining, and coming back.

use leptos::prelude::*;
use meadow_domain::{
    clock::ClockOffset,
    reconnect::{SILENCE_MS, delay_ms},
};
use meadow_wire::{ClientFrame, Join, SessionToken, Viewer};

use super::{Link, LiveStore};
use crate::{
    api,
    browser::{
        net::Return,
        random,
        socket::{Heard, Socket},
        time,
    },
    stores::session,
};

/// How often the silence is measured, in milliseconds.
const WATCH_MS: u32 = 2_000;
/// The clock is asked so often after each greeting …
const TIMES: u32 = 4;
/// … this far apart, in milliseconds.
const TIMES_APART_MS: u32 = 400;
/// From this many attempts on a first connection counts as lost.
const PATIENCE: u32 = 2;

/// The socket and what is known of it.
#[derive(Default)]
pub(super) struct Connection {
    socket: Option<Socket>,
    /// When the last frame came; the socket's beginning counts as one.
    heard_at: f64,
    attempt: u32,
    greeted: bool,
    /// What the greeting carried: by the answer another request may have made a newer one.
    token: Option<SessionToken>,
    pub(super) viewer: Option<Viewer>,
    /// Whether a session is being made.
    pub(super) signing_in: bool,
    pub(super) clock: ClockOffset,
    /// How often the clock is still to be asked.
    times: u32,
    /// Before this moment nothing more is said: the server asked for a pause.
    pub(super) quiet_until: f64,
}

impl Connection {
    pub(super) fn greeted(&self) -> bool {
        self.greeted && self.socket.is_some()
    }
}

impl LiveStore {
    pub(super) fn connect(self) {
        self.again.stop();
        let socket = Socket::open(api::live::PATH, move |heard| self.hear(heard));
        let opened = socket.is_some();
        let old = self.with(|core| {
            core.connection.heard_at = time::uptime_ms();
            core.connection.greeted = false;
            core.speech.on_drop();
            core.seats.iter_mut().for_each(|seat| seat.hearts.on_drop());
            std::mem::replace(&mut core.connection.socket, socket)
        });
        drop(old);
        if opened {
            self.watch.after(WATCH_MS, move || self.watch());
        } else {
            self.dropped(None);
        }
    }

    /// Closes the socket for good.
    pub(super) fn close(self) {
        for timer in [self.again, self.watch, self.ask_time, self.hold, self.linger] {
            timer.stop();
        }
        let old = self.with(|core| {
            core.connection.greeted = false;
            core.connection.viewer = None;
            core.connection.attempt = 0;
            core.speech.on_drop();
            core.connection.socket.take()
        });
        drop(old);
        self.link.try_set(Link::Idle);
    }

    pub(super) fn on_return(self, how: Return) {
        let idle = self
            .link
            .try_get_untracked()
            .is_none_or(|link| link == Link::Idle);
        let waiting = self.with(|core| core.connection.socket.is_none()).unwrap_or(true);
        match how {
            _ if idle => {}
            Return::Visible if !waiting => self.watch(),
            Return::Online | Return::Thawed | Return::Visible => {
                // The next delay is short again; not 0, so that this counts as coming back.
                self.with(|core| core.connection.attempt = 1);
                self.connect();
            }
        }
    }

    pub(super) fn send(self, frame: &ClientFrame) {
        if let Some(text) = api::live::write(frame) {
            self.core
                .try_with_value(|core| core.connection.socket.as_ref().map(|socket| socket.send(&text)));
        }
    }

    fn hear(self, heard: Heard) {
        self.with(|core| core.connection.heard_at = time::uptime_ms());
        match heard {
            Heard::Opened => {
                let token = api::client::token();
                self.with(|core| core.connection.token.clone_from(&token));
                self.send(&ClientFrame::Hello { token });
            }
            Heard::Text(text) => match api::live::read(&text) {
                Ok(frame) => self.take(frame),
                Err(error) => leptos::logging::warn!("live: {error}"),
            },
            Heard::Closed => self.dropped(None),
        }
    }

    /// The connection is gone: comes back after the server's delay or our own.
    pub(super) fn dropped(self, delay: Option<u32>) {
        let plan = self.with(|core| {
            let connection = &mut core.connection;
            let was_open = connection.greeted;
            let old = connection.socket.take();
            connection.greeted = false;
            let delay = delay.unwrap_or_else(|| delay_ms(connection.attempt, random::number()));
            connection.attempt += 1;
            core.speech.on_drop();
            (old, delay, was_open || connection.attempt > PATIENCE)
        });
        let Some((old, delay, lost)) = plan else { return };
        drop(old);
        if lost {
            self.link.try_set(Link::Lost);
        }
        self.plan_show();
        self.again.after(delay, move || self.connect());
    }

    /// Compares receive times, so that a timer that slept does no harm.
    fn watch(self) {
        let silent = self.with(|core| time::uptime_ms() - core.connection.heard_at > f64::from(SILENCE_MS));
        if silent == Some(true) {
            self.dropped(None);
        } else {
            self.watch.after(WATCH_MS, move || self.watch());
        }
    }

    pub(super) fn greeted(self, viewer: Option<Viewer>) {
        let known = self.with(|core| {
            let connection = &mut core.connection;
            let again = connection.attempt > 0;
            connection.greeted = true;
            connection.attempt = 0;
            connection.times = TIMES;
            connection.viewer = viewer;
            let joins: Vec<Join> = core
                .seats
                .iter()
                .map(|seat| Join {
                    room: seat.id.clone(),
                    since: seat.view.since(),
                })
                .collect();
            let refused = connection.token.take().filter(|_| connection.viewer.is_none());
            (joins, again, refused)
        });
        let Some((joins, again, refused)) = known else {
            return;
        };
        session::forget(refused.as_ref());
        if again {
            self.reconnects.try_update(|count| *count += 1);
        }
        self.link.try_set(Link::Open);
        for join in joins {
            self.send(&ClientFrame::Join(join));
        }
        self.ask_time();
        self.speak();
    }

    fn ask_time(self) {
        let left = self.with(|core| {
            core.connection.times = core.connection.times.saturating_sub(1);
            core.connection.times
        });
        self.send(&ClientFrame::Time {
            client_ms: time::now_ms(),
        });
        if left.is_some_and(|left| left > 0) {
            self.ask_time.after(TIMES_APART_MS, move || self.ask_time());
        }
    }
}
