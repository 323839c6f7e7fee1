//! `say`: from a client's frame to a draft for the room's log, or to the reason why not.

use std::sync::Arc;

use meadow_domain::limits::{ID_MAX, TextRefusal, check_text};
use meadow_wire::{EventBody, NackCode, PersonId, RoomStatus, Say, ServerFrame};

use super::{
    inbound::{Client, Heard},
    log::{Draft, SCRIPT_PREFIX},
    room::Room,
    writer::{Entry, Reply},
};
use crate::{
    clock,
    metrics::{self, Counter},
};

impl Client {
    /// Takes a message: the cap first, then the text; what passes is numbered, stored, fanned out and acked. What is
    /// refused for good is looked up first: it may be stored already, and its `ack` lost.
    pub(super) async fn say(&mut self, say: Say) -> Heard {
        let id = say.client_id.as_str();
        if id.is_empty() || id.len() > ID_MAX || id.starts_with(SCRIPT_PREFIX) {
            return self.problem(
                Some(say.room),
                "`client_id` has 1 to 64 bytes and does not begin with `script:`.",
            );
        }
        if say.client_seq == 0 || i64::try_from(say.client_seq).is_err() {
            return self.problem(Some(say.room), "`client_seq` counts up from 1.");
        }
        let Some(by) = self.speaker().await else {
            let detail = "Say `hello` with a session's token to speak.";
            return self.refuse(say, None, NackCode::NoSession, detail).await;
        };
        let room = self
            .shop
            .live
            .room(&say.room)
            .filter(|room| room.status() == RoomStatus::Live);
        let Some(room) = room else {
            let detail = "This room is not live. Choose another one.";
            return self.refuse(say, Some(&by.id), NackCode::Closed, detail).await;
        };
        if let Err(wait) = self.shop.live.may_say(&by.id, self.seat.address) {
            let wait_ms = u32::try_from(wait.as_millis())
                .unwrap_or(u32::MAX)
                .saturating_add(1);
            return self.nack(
                say,
                NackCode::TooFast,
                "That was quick. It can go out in a moment.",
                Some(wait_ms),
            );
        }
        let text = match check_text(&say.text) {
            Ok(text) => text.to_owned(),
            Err(refusal @ TextRefusal::Empty) => {
                return self
                    .refuse(say, Some(&by.id), NackCode::Empty, &refusal.to_string())
                    .await;
            }
            Err(refusal @ TextRefusal::TooLong) => {
                return self
                    .refuse(say, Some(&by.id), NackCode::TooLong, &refusal.to_string())
                    .await;
            }
            Err(refusal @ TextRefusal::Unkind(_)) => {
                return self
                    .refuse(say, Some(&by.id), NackCode::Unkind, &refusal.to_string())
                    .await;
            }
        };
        let Ok(place) = Arc::clone(&self.under_way).acquire_owned().await else {
            return Heard::Enough;
        };
        let draft = Draft {
            at: clock::now(),
            sender: by.id.clone(),
            client_id: say.client_id.clone(),
            client_seq: say.client_seq,
            body: EventBody::Chat {
                by,
                text,
                client_id: say.client_id,
                client_seq: say.client_seq,
            },
        };
        let reply = Reply::new(Arc::clone(&self.out), place);
        match room
            .inbox
            .send(Entry {
                draft,
                reply: Some(reply),
            })
            .await
        {
            Ok(()) => Heard::GoOn,
            // The server stops: the client sends it again when it is back.
            Err(_) => Heard::Enough,
        }
    }

    /// Refuses for good, unless it is stored.
    async fn refuse(&self, say: Say, by: Option<&PersonId>, code: NackCode, detail: &str) -> Heard {
        let stored = match by {
            Some(by) => self.shop.live.stored(&say, by).await,
            // Nobody knows whose it is. The same words under the same number are the same message.
            None => Ok(self.shop.live.room(&say.room).and_then(|room| room.said(&say))),
        };
        match stored {
            Ok(None) => self.nack(say, code, detail, None),
            Ok(Some(seq)) => {
                metrics::count(Counter::Acks, 1);
                self.out.answer(&ServerFrame::Ack {
                    room: say.room,
                    client_id: say.client_id,
                    client_seq: say.client_seq,
                    seq,
                });
                Heard::GoOn
            }
            Err(error) => {
                tracing::error!(room = %say.room, %error, "a message can't be looked up");
                self.nack(
                    say,
                    NackCode::Failed,
                    "The shop made a mistake. Try again: it will not be doubled.",
                    None,
                )
            }
        }
    }

    fn nack(&self, say: Say, code: NackCode, detail: &str, retry_after_ms: Option<u32>) -> Heard {
        metrics::count(Counter::Nacks, 1);
        self.out.answer(&ServerFrame::Nack {
            room: say.room,
            client_id: say.client_id,
            client_seq: say.client_seq,
            code,
            detail: detail.to_owned(),
            retry_after_ms,
        });
        Heard::GoOn
    }
}

impl Room {
    /// The newest event that these words became under this number, whoever said them.
    fn said(&self, say: &Say) -> Option<u64> {
        let inner = self.inner();
        let same = inner.recent.iter().rev().find(|logged| {
            matches!(&logged.event.body, EventBody::Chat { text, client_id, client_seq, .. }
                if *client_seq == say.client_seq && *client_id == say.client_id && text == say.text.trim())
        });
        same.map(|logged| logged.event.seq)
    }
}
