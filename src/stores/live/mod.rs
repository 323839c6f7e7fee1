//! The live rooms: one socket for the tab, which comes back by itself, and what waits to be said.
//!
//! One looks on without a session. The first word makes one, and the socket is opened anew with its token: the log goes
//! on where it was, so nobody notices.

mod connection;
mod frames;
mod hearts;
mod kept;
mod room;
mod speech;

use leptos::prelude::*;
use meadow_domain::limits::TextRefusal;
use meadow_wire::{ClientFrame, ClientId, Join, RoomId};

use self::{connection::Connection, room::Seat, speech::Speech};
pub use self::{
    room::{Lines, LiveRoom, Numbers},
    speech::{OwnLine, Standing},
};
use crate::{
    browser::{
        net, task,
        time::{self, Timer},
    },
    stores::session,
};

/// After the last room the socket stays this long for what still waits to be said, in milliseconds.
const LINGER_MS: u32 = 60_000;

/// How the connection stands, as far as a shopper cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Nobody needs it.
    Idle,
    /// Being made for the first time.
    Connecting,
    /// It works.
    Open,
    /// It was lost; it comes back by itself.
    Lost,
}

/// The live rooms of this tab.
#[derive(Clone, Copy)]
pub struct LiveStore {
    core: StoredValue<Core, LocalStorage>,
    link: RwSignal<Link>,
    offset_ms: RwSignal<i64>,
    reconnects: RwSignal<u32>,
    again: Timer,
    watch: Timer,
    ask_time: Timer,
    hold: Timer,
    linger: Timer,
}

/// What the socket's callbacks work on.
struct Core {
    connection: Connection,
    seats: Vec<Seat>,
    speech: Speech,
    tickets: u64,
    show_planned: bool,
    loaded: bool,
    registered: bool,
}

impl LiveStore {
    /// No room, no socket.
    pub fn new() -> Self {
        let store = Self {
            core: StoredValue::new_local(Core {
                connection: Connection::default(),
                seats: Vec::new(),
                speech: Speech::new(),
                tickets: 0,
                show_planned: false,
                loaded: false,
                registered: false,
            }),
            link: RwSignal::new(Link::Idle),
            offset_ms: RwSignal::new(0),
            reconnects: RwSignal::new(0),
            again: time::use_timer(),
            watch: time::use_timer(),
            ask_time: time::use_timer(),
            hold: time::use_timer(),
            linger: time::use_timer(),
        };
        net::use_return(move |how| store.on_return(how));
        session::on_switch(move |_| {
            // A name is said once on each socket. The log goes on where it was.
            if store
                .link
                .try_get_untracked()
                .is_some_and(|link| link != Link::Idle)
            {
                store.connect();
            }
        });
        store
    }

    /// How the connection stands.
    pub fn link(self) -> Signal<Link> {
        self.link.into()
    }

    /// How far the server's clock is ahead of this device's, in milliseconds.
    pub fn offset_ms(self) -> Signal<i64> {
        self.offset_ms.into()
    }

    /// How often the connection came back.
    pub fn reconnects(self) -> Signal<u32> {
        self.reconnects.into()
    }

    /// The server's time in milliseconds since 1970, as well as it is known.
    pub fn server_now_ms(self) -> i64 {
        time::now_ms().saturating_add(self.offset_ms.get_untracked())
    }

    /// Enters a room until the owner is cleaned up.
    pub fn enter(self, id: RoomId) -> LiveRoom {
        let ticket = self.with(|core| {
            core.tickets += 1;
            core.tickets
        });
        let ticket = ticket.unwrap_or(0);
        let room = LiveRoom::new(self, ticket, id.clone());
        self.with(|core| core.seats.push(Seat::new(room, ticket, id.clone())));
        on_cleanup(move || self.leave(ticket));
        self.linger.stop();
        self.load_kept();
        if self.link.get_untracked() == Link::Idle {
            self.link.set(Link::Connecting);
            self.connect();
        } else {
            self.send(&ClientFrame::Join(Join {
                room: id,
                since: None,
            }));
        }
        self.plan_show();
        room
    }

    fn leave(self, ticket: u64) {
        self.send_hearts(ticket);
        let left = self.with(|core| {
            let at = core.seats.iter().position(|seat| seat.ticket == ticket)?;
            let seat = core.seats.remove(at);
            let others = core.seats.iter().any(|other| other.id == seat.id);
            (!others).then_some(seat.id)
        });
        if let Some(room) = left.flatten() {
            self.send(&ClientFrame::Leave { room });
        }
        self.close_if_idle();
    }

    /// Without a room the socket is closed, but not before everything is said, or that took too long.
    fn close_if_idle(self) {
        match self.with(|core| (core.seats.is_empty(), core.speech.waits())) {
            Some((true, false)) => self.close(),
            Some((true, true)) => self.linger.after(LINGER_MS, move || self.close()),
            _ => {}
        }
    }

    pub(self) fn say(self, room: RoomId, text: &str) -> Result<(), TextRefusal> {
        let said = self.with(|core| core.speech.say(room, text));
        if let Some(client) = said.transpose()? {
            self.keep(client);
            self.speak();
        }
        Ok(())
    }

    pub(self) fn retry(self, client: &ClientId, client_seq: u64) {
        self.with(|core| core.speech.retry(client, client_seq));
        self.keep(client.clone());
        self.keep_own();
        self.speak();
    }

    pub(self) fn discard(self, client: &ClientId, client_seq: u64) {
        self.with(|core| core.speech.discard(client, client_seq));
        self.keep(client.clone());
        self.plan_show();
    }

    pub(self) fn is_ours(self, client: &ClientId) -> bool {
        self.core
            .try_with_value(|core| core.speech.is_ours(client))
            .unwrap_or(false)
    }

    pub(self) fn with_seat(self, ticket: u64, change: impl FnOnce(&mut Seat)) {
        self.with(|core| {
            core.seats
                .iter_mut()
                .find(|seat| seat.ticket == ticket)
                .map(change)
        });
    }

    /// Says whether there was a heart to send.
    pub(self) fn send_hearts(self, ticket: u64) -> bool {
        let next = self.with(|core| {
            let open = core.connection.greeted();
            let seat = core
                .seats
                .iter_mut()
                .find(|seat| seat.ticket == ticket)
                .filter(|_| open)?;
            seat.hearts.next().map(|count| ClientFrame::Like {
                room: seat.id.clone(),
                count,
            })
        });
        next.flatten().inspect(|frame| self.send(frame)).is_some()
    }

    /// Brings the signals up to date before the next paint.
    pub(self) fn plan_show(self) {
        let planned = self.with(|core| std::mem::replace(&mut core.show_planned, true));
        if planned == Some(false) {
            time::next_frame(move || {
                self.with(|core| {
                    core.show_planned = false;
                    let Core { seats, speech, .. } = core;
                    seats.iter_mut().for_each(|seat| seat.show(speech));
                });
            });
        }
    }

    /// Takes over what earlier pages left, once.
    fn load_kept(self) {
        if self.with(|core| std::mem::replace(&mut core.loaded, true)) != Some(false) {
            return;
        }
        task::spawn(async move {
            let left = kept::load().await;
            self.with(|core| core.speech.take_over(left));
            self.speak();
        });
    }

    fn keep_own(self) {
        if let Some(client) = self.with(|core| core.speech.own().clone()) {
            self.keep(client);
        }
    }

    /// Keeps an outbox as it is now.
    fn keep(self, client: ClientId) {
        let (Some(Some(text)), Some(first)) = (
            self.with(|core| core.speech.outbox(&client).and_then(kept::write)),
            self.with(|core| *core.speech.own() == client && !std::mem::replace(&mut core.registered, true)),
        ) else {
            return;
        };
        task::spawn(async move {
            if first {
                kept::register(&client).await;
            }
            kept::save(&client, text).await;
        });
    }

    fn with<T>(self, change: impl FnOnce(&mut Core) -> T) -> Option<T> {
        self.core.try_update_value(change)
    }
}

impl Default for LiveStore {
    fn default() -> Self {
        Self::new()
    }
}
