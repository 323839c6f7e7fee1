//! What waits to be said: numbered, sent one at a time, first in, first out. What was acked leaves the list.

use std::collections::VecDeque;

use meadow_wire::{ClientId, EventBody, NackCode, RoomId, Say};

use crate::limits::CHAT_EVERY_MS;
use crate::validate::{TextRefusal, check_text};

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// Waits for its turn, or for the connection.
    Queued,
    /// Sent, not acked yet.
    InFlight,
    /// Refused: the page offers "Try again" ([`Outbox::retry`]) and "Delete" ([`Outbox::discard`]).
    Failed(NackCode),
}

/// A message that is not known to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its number in the outbox.
    pub client_seq: u64,
    /// Where it is said.
    pub room: RoomId,
    /// What is said, trimmed.
    pub text: String,
    /// How it stands.
    pub status: Sending,
}

/// The messages of one client over all its rooms, oldest first.
///
/// Only the oldest that has not failed is ever on its way, so that the server stores them in order; it knows
/// `(client_id, client_seq)`, so that sending again after a drop is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbox {
    client: ClientId,
    next_seq: u64,
    messages: VecDeque<Outgoing>,
}

impl Outbox {
    /// An empty outbox; its messages are numbered from 1.
    pub fn new(client: ClientId) -> Self {
        Self::restored(client, 1, Vec::new())
    }

    /// An outbox as [`Outbox::saved`] and [`Outbox::next_seq`] told it; what was on its way is sent again.
    pub fn restored(client: ClientId, next_seq: u64, messages: Vec<Outgoing>) -> Self {
        let newest = messages.iter().map(|message| message.client_seq).max();
        let mut outbox = Self {
            client,
            next_seq: next_seq.max(newest.map_or(1, |seq| seq.saturating_add(1))),
            messages: messages.into(),
        };
        outbox.on_drop();
        outbox
    }

    /// All that has to be kept over a reload, beside the client's id and [`Outbox::next_seq`].
    pub fn saved(&self) -> Vec<Outgoing> {
        self.messages.iter().cloned().collect()
    }

    /// The number of the next message.
    pub fn next_seq(&self) -> u64 {
        self.next_seq
    }

    /// Whose outbox it is.
    pub fn client(&self) -> &ClientId {
        &self.client
    }

    /// All messages that are not known to be stored, oldest first.
    pub fn messages(&self) -> impl Iterator<Item = &Outgoing> {
        self.messages.iter()
    }

    /// Appends a message: trimmed, 1 to 300 characters. Gives its number.
    pub fn say(&mut self, room: RoomId, text: &str) -> Result<u64, TextRefusal> {
        let text = check_text(text)?.to_owned();
        Ok(self.append(room, text))
    }

    /// What to send now: the oldest message that has not failed, unless it is on its way.
    #[expect(
        clippy::should_implement_trait,
        reason = "an outbox is not an iterator: it has more to say later"
    )]
    pub fn next(&mut self) -> Option<Say> {
        let oldest = self
            .messages
            .iter_mut()
            .find(|message| !matches!(message.status, Sending::Failed(_)))
            .filter(|message| message.status == Sending::Queued)?;
        oldest.status = Sending::InFlight;
        Some(Say {
            room: oldest.room.clone(),
            client_id: self.client.clone(),
            client_seq: oldest.client_seq,
            text: oldest.text.clone(),
        })
    }

    /// The server stored a message: it leaves the list. Another client's is not ours.
    pub fn on_ack(&mut self, client_id: &ClientId, client_seq: u64) {
        if *client_id == self.client {
            self.discard(client_seq);
        }
    }

    /// The server refused a message. Gives the milliseconds to wait before calling [`Outbox::next`] again, if any.
    ///
    /// Too fast, or something broke: it stays first in line under its number. Otherwise it has failed, and the line goes
    /// on without it.
    pub fn on_nack(
        &mut self,
        client_id: &ClientId,
        client_seq: u64,
        code: NackCode,
        retry_after_ms: Option<u32>,
    ) -> Option<u32> {
        let ours = *client_id == self.client;
        let message = self.find(client_seq).filter(|_| ours)?;
        if message.status != Sending::InFlight {
            return None;
        }
        match code {
            NackCode::TooFast | NackCode::Failed => {
                message.status = Sending::Queued;
                Some(retry_after_ms.unwrap_or(CHAT_EVERY_MS))
            }
            NackCode::Empty
            | NackCode::TooLong
            | NackCode::Unkind
            | NackCode::NoSession
            | NackCode::Closed => {
                message.status = Sending::Failed(code);
                None
            }
        }
    }

    /// The connection is gone: what was on its way is sent again.
    pub fn on_drop(&mut self) {
        for message in &mut self.messages {
            if message.status == Sending::InFlight {
                message.status = Sending::Queued;
            }
        }
    }

    /// An event of the log: an own message in it is stored, even if its ack got lost.
    pub fn on_event(&mut self, body: &EventBody) {
        if let EventBody::Chat {
            client_id,
            client_seq,
            ..
        } = body
        {
            self.on_ack(client_id, *client_seq);
        }
    }

    /// Queues a failed message again, at the end and under a new number, which it gives.
    pub fn retry(&mut self, client_seq: u64) -> Option<u64> {
        self.find(client_seq)
            .filter(|message| matches!(message.status, Sending::Failed(_)))?;
        let message = self.take(client_seq)?;
        Some(self.append(message.room, message.text))
    }

    /// Forgets a message. One that is on its way may be stored all the same.
    pub fn discard(&mut self, client_seq: u64) {
        self.messages.retain(|message| message.client_seq != client_seq);
    }

    fn append(&mut self, room: RoomId, text: String) -> u64 {
        let client_seq = self.next_seq;
        self.next_seq = client_seq.saturating_add(1);
        self.messages.push_back(Outgoing {
            client_seq,
            room,
            text,
            status: Sending::Queued,
        });
        client_seq
    }

    fn find(&mut self, client_seq: u64) -> Option<&mut Outgoing> {
        self.messages
            .iter_mut()
            .find(|message| message.client_seq == client_seq)
    }

    fn take(&mut self, client_seq: u64) -> Option<Outgoing> {
        let at = self
            .messages
            .iter()
            .position(|message| message.client_seq == client_seq)?;
        self.messages.remove(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox(texts: &[&str]) -> Outbox {
        let mut outbox = Outbox::new("me".into());
        for text in texts {
            outbox.say("r".into(), text).expect("a good text");
        }
        outbox
    }

    fn next(outbox: &mut Outbox) -> Option<u64> {
        outbox.next().map(|say| say.client_seq)
    }

    fn nack(outbox: &mut Outbox, client_seq: u64, code: NackCode) -> Option<u32> {
        outbox.on_nack(&"me".into(), client_seq, code, Some(700))
    }

    #[test]
    fn one_message_at_a_time_is_on_its_way() {
        let mut outbox = outbox(&[" one ", "two"]);
        assert_eq!(outbox.next().map(|say| say.text), Some("one".to_owned()));
        assert_eq!(outbox.next(), None);
        outbox.on_ack(&"somebody else".into(), 1);
        assert_eq!(outbox.next(), None);
        outbox.on_ack(&"me".into(), 1);
        assert_eq!((next(&mut outbox), outbox.messages().count()), (Some(2), 1));
    }

    #[test]
    fn too_fast_waits_and_keeps_its_place_and_number() {
        let mut outbox = outbox(&["one", "two"]);
        next(&mut outbox);
        assert_eq!(nack(&mut outbox, 1, NackCode::TooFast), Some(700));
        assert_eq!(next(&mut outbox), Some(1));
    }

    #[test]
    fn a_refused_message_lets_the_others_pass_and_can_be_retried_at_the_end() {
        let mut outbox = outbox(&["one", "two"]);
        next(&mut outbox);
        assert_eq!(nack(&mut outbox, 1, NackCode::Closed), None);
        assert_eq!(next(&mut outbox), Some(2));
        assert_eq!(outbox.retry(2), None, "it is on its way");
        assert_eq!(outbox.retry(1), Some(3));
        let waiting: Vec<&str> = outbox.messages().map(|message| message.text.as_str()).collect();
        assert_eq!(waiting, ["two", "one"]);
    }

    #[test]
    fn after_a_drop_or_a_reload_the_same_message_goes_first() {
        let mut outbox = outbox(&["one", "two"]);
        next(&mut outbox);
        outbox.on_drop();
        assert_eq!(next(&mut outbox), Some(1));
        let mut again = Outbox::restored("me".into(), outbox.next_seq(), outbox.saved());
        assert_eq!((next(&mut again), again.next_seq()), (Some(1), 3));
    }

    #[test]
    fn an_own_message_in_the_log_counts_as_acked() {
        let mut outbox = outbox(&["one"]);
        next(&mut outbox);
        outbox.on_event(&EventBody::Chat {
            by: meadow_wire::Viewer::default(),
            text: "one".to_owned(),
            client_id: "me".into(),
            client_seq: 1,
        });
        assert_eq!(outbox.messages().count(), 0);
    }

    #[test]
    fn a_discarded_message_and_an_empty_one_are_not_sent() {
        let mut outbox = outbox(&["one"]);
        assert_eq!(outbox.say("r".into(), "  "), Err(TextRefusal::Empty));
        outbox.discard(1);
        assert_eq!(outbox.next(), None);
    }
}
