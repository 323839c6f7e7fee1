//! `say`: from a client's frame to a draft for the room's log, or to the reason why not.

use std::sync::Arc;

use meadow_domain::limits::{ID_MAX, TextRefusal, check_text};
use meadow_wire::{EventBody, NackCode, RoomStatus, Say, ServerFrame};

use super::{
    inbound::{Client, Heard},
    log::{Draft, SCRIPT_PREFIX},
    writer::{Entry, Reply},
};
use crate::{
    clock,
    metrics::{self, Counter},
};

impl Client {
    /// Takes a message: the cap first, then the text; what passes is numbered, stored, fanned out and acked.
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
            return self.nack(
                say,
                NackCode::NoSession,
                "Say `hello` with a session's token to speak.",
                None,
            );
        };
        let room = self
            .shop
            .live
            .room(&say.room)
            .filter(|room| room.status() == RoomStatus::Live);
        let Some(room) = room else {
            return self.nack(
                say,
                NackCode::Closed,
                "This room is not live. Choose another one.",
                None,
            );
        };
        if let Err(wait) = self.shop.live.may_say(&by.id) {
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
                return self.nack(say, NackCode::Empty, &refusal.to_string(), None);
            }
            Err(refusal @ TextRefusal::TooLong) => {
                return self.nack(say, NackCode::TooLong, &refusal.to_string(), None);
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
