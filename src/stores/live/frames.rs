//! What the server's frames do, and what is said in return.

use leptos::prelude::*;
use meadow_domain::{live::Taken, reconnect::delay_ms};
use meadow_wire::{ClientFrame, Event, Join, Say, ServerFrame};

use super::{Core, LiveStore};
use crate::{
    browser::{random, task, time},
    stores::session,
};

/// What to do about the lines that wait.
enum Next {
    Nothing,
    Say(Say),
    SignIn,
}

impl LiveStore {
    pub(super) fn take(self, frame: ServerFrame) {
        match frame {
            ServerFrame::Ping => self.send(&ClientFrame::Pong),
            ServerFrame::Hello { viewer, .. } => self.greeted(viewer),
            ServerFrame::Bye { reconnect_after_ms } => self.dropped(Some(reconnect_after_ms)),
            ServerFrame::Time { client_ms, server_ms } => {
                let offset = self.with(|core| {
                    core.connection.clock.sample(client_ms, time::now_ms(), server_ms);
                    core.connection.clock.offset_ms()
                });
                if let Some(offset) = offset {
                    self.offset_ms.try_set(offset);
                }
            }
            ServerFrame::Ack {
                room,
                client_id,
                client_seq,
                seq,
            } => {
                self.with(|core| core.speech.on_ack(room, &client_id, client_seq, seq));
                self.keep(client_id);
                self.speak();
                self.close_if_idle();
            }
            ServerFrame::Nack {
                client_id,
                client_seq,
                code,
                retry_after_ms,
                ..
            } => {
                let wait =
                    self.with(|core| core.speech.on_nack(&client_id, client_seq, code, retry_after_ms));
                if let Some(wait) = wait.flatten() {
                    self.with(|core| core.connection.quiet_until = time::uptime_ms() + f64::from(wait));
                    self.hold.after(wait, move || self.speak());
                }
                self.keep(client_id);
                self.speak();
            }
            ServerFrame::Problem { detail, .. } => leptos::logging::warn!("live: {detail}"),
            frame => self.take_of_room(&frame),
        }
    }

    fn take_of_room(self, frame: &ServerFrame) {
        let outcome = self.with(|core| {
            let mut joins = Vec::new();
            for seat in &mut core.seats {
                if seat.take(frame) == Taken::Rejoin {
                    joins.push(Join {
                        room: seat.id.clone(),
                        since: seat.view.since(),
                    });
                }
            }
            let stored: Vec<_> = events(frame)
                .iter()
                .filter_map(|event| core.speech.on_event(&event.body))
                .collect();
            (joins, stored)
        });
        let Some((joins, stored)) = outcome else { return };
        for join in joins {
            self.send(&ClientFrame::Join(join));
        }
        if !stored.is_empty() {
            stored.into_iter().for_each(|client| self.keep(client));
            self.speak();
        }
        self.plan_show();
    }

    /// Sends the next line that waits, or makes the session that is needed for it.
    pub(super) fn speak(self) {
        let next = self.with(|core| {
            let Core {
                connection, speech, ..
            } = core;
            if !connection.greeted() || !speech.waits() || time::uptime_ms() < connection.quiet_until {
                return Next::Nothing;
            }
            if connection.viewer.is_none() {
                return if std::mem::replace(&mut connection.signing_in, true) {
                    Next::Nothing
                } else {
                    Next::SignIn
                };
            }
            speech.next().map_or(Next::Nothing, Next::Say)
        });
        match next {
            Some(Next::Say(say)) => self.send(&ClientFrame::Say(say)),
            Some(Next::SignIn) => task::spawn(self.sign_in()),
            Some(Next::Nothing) | None => {}
        }
        self.plan_show();
    }

    /// Makes a guest and comes back as one. If that fails it is tried again with the next breath.
    async fn sign_in(self) {
        let made = session::ensure().await;
        self.with(|core| core.connection.signing_in = false);
        match made {
            Ok(()) => self.connect(),
            Err(_) => self
                .hold
                .after(delay_ms(4, random::number()).max(1_000), move || self.speak()),
        }
    }
}

fn events(frame: &ServerFrame) -> &[Event] {
    match frame {
        ServerFrame::Snap { recent, .. } => recent,
        ServerFrame::Resume { events, .. } | ServerFrame::Events { events, .. } => events,
        _ => &[],
    }
}
