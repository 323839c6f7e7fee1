//! Everything this tab wants to say: its own outbox, and those that earlier pages left behind.

use meadow_domain::{
    limits::TextRefusal,
    live::{Outbox, Outgoing, Sending},
};
use meadow_wire::{ClientId, EventBody, NackCode, RoomId, Say};

use crate::browser::random;

/// A line of one's own that is not in the log yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// Which outbox.
    pub client: ClientId,
    /// Its number in the outbox.
    pub client_seq: u64,
    /// What is said.
    pub text: String,
    /// How it stands.
    pub standing: Standing,
}

/// How a line of one's own stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Waits for its turn, for the connection or for its ack.
    Sending,
    /// Stored; its place in the log is on the way.
    Sent,
    /// Refused.
    Failed(NackCode),
}

/// A line that was acked but has not come in the log.
struct Acked {
    room: RoomId,
    seq: u64,
    line: OwnLine,
}

/// Everything this tab wants to say, oldest first.
pub struct Speech {
    /// This page's.
    own: Outbox,
    /// Of pages that ended: their lines go first.
    left: Vec<Outbox>,
    acked: Vec<Acked>,
}

impl Speech {
    /// Nothing to say. This page's outbox is new, so that its numbers can't have been used.
    pub fn new() -> Self {
        Self {
            own: Outbox::new(ClientId(random::id())),
            left: Vec::new(),
            acked: Vec::new(),
        }
    }

    /// Takes over what an earlier page left.
    pub fn take_over(&mut self, left: Vec<Outbox>) {
        let own = self.own.client();
        self.left
            .extend(left.into_iter().filter(|outbox| outbox.client() != own));
    }

    /// This page's outbox.
    pub fn own(&self) -> &ClientId {
        self.own.client()
    }

    /// Whether a client is one of ours.
    pub fn is_ours(&self, client: &ClientId) -> bool {
        self.all().any(|outbox| outbox.client() == client)
    }

    /// An outbox, to be kept.
    pub fn outbox(&self, client: &ClientId) -> Option<&Outbox> {
        self.all().find(|outbox| outbox.client() == client)
    }

    /// Appends a line to this page's outbox, and says which outbox that is.
    pub fn say(&mut self, room: RoomId, text: &str) -> Result<ClientId, TextRefusal> {
        self.own.say(room, text)?;
        Ok(self.own.client().clone())
    }

    /// Whether anything waits to be sent.
    pub fn waits(&self) -> bool {
        self.all().any(has_unsent)
    }

    /// What to send now: one line at a time over all outboxes.
    pub fn next(&mut self) -> Option<Say> {
        self.all_mut().find(|outbox| has_unsent(outbox))?.next()
    }

    /// The connection is gone.
    pub fn on_drop(&mut self) {
        self.all_mut().for_each(Outbox::on_drop);
    }

    /// A line is stored as `seq`.
    pub fn on_ack(&mut self, room: RoomId, client: &ClientId, client_seq: u64, seq: u64) {
        let line = self
            .lines(&room)
            .find(|line| line.client == *client && line.client_seq == client_seq);
        if let Some(line) = line {
            self.acked.push(Acked {
                room,
                seq,
                line: OwnLine {
                    standing: Standing::Sent,
                    ..line
                },
            });
        }
        for outbox in self.all_mut() {
            outbox.on_ack(client, client_seq);
        }
    }

    /// A line is refused. Gives the milliseconds to wait before the next one, if any.
    pub fn on_nack(
        &mut self,
        client: &ClientId,
        client_seq: u64,
        code: NackCode,
        after: Option<u32>,
    ) -> Option<u32> {
        self.all_mut()
            .find_map(|outbox| outbox.on_nack(client, client_seq, code, after))
    }

    /// An event of the log: one's own line in it is stored. Says whose it is, if it was waited for.
    pub fn on_event(&mut self, body: &EventBody) -> Option<ClientId> {
        let EventBody::Chat { client_id, .. } = body else {
            return None;
        };
        let outbox = self.all_mut().find(|outbox| outbox.client() == client_id)?;
        let before = outbox.messages().count();
        outbox.on_event(body);
        (outbox.messages().count() != before).then(|| client_id.clone())
    }

    /// Says a refused line again, as the newest of this page.
    pub fn retry(&mut self, client: &ClientId, client_seq: u64) {
        let found = self.all_mut().find_map(|outbox| {
            let message = outbox
                .messages()
                .find(|message| message.client_seq == client_seq)
                .cloned()?;
            (outbox.client() == client).then(|| {
                outbox.discard(client_seq);
                message
            })
        });
        if let Some(Outgoing { room, text, .. }) = found
            && self.own.say(room, &text).is_err()
        {
            leptos::logging::warn!("a line that was good before is not any more");
        }
    }

    /// Forgets a line.
    pub fn discard(&mut self, client: &ClientId, client_seq: u64) {
        if let Some(outbox) = self.all_mut().find(|outbox| outbox.client() == client) {
            outbox.discard(client_seq);
        }
    }

    /// One's own lines in a room that are not in its log up to `last`.
    pub fn shown(&mut self, room: &RoomId, last: u64) -> Vec<OwnLine> {
        self.acked.retain(|acked| acked.room != *room || acked.seq > last);
        let acked = self
            .acked
            .iter()
            .filter(|acked| acked.room == *room)
            .map(|acked| acked.line.clone());
        acked.chain(self.lines(room)).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Outbox> {
        self.left.iter().chain([&self.own])
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Outbox> {
        self.left.iter_mut().chain([&mut self.own])
    }

    fn lines<'a>(&'a self, room: &'a RoomId) -> impl Iterator<Item = OwnLine> + 'a {
        self.all().flat_map(move |outbox| {
            outbox
                .messages()
                .filter(move |message| message.room == *room)
                .map(|message| OwnLine {
                    client: outbox.client().clone(),
                    client_seq: message.client_seq,
                    text: message.text.clone(),
                    standing: match message.status {
                        Sending::Queued | Sending::InFlight => Standing::Sending,
                        Sending::Failed(code) => Standing::Failed(code),
                    },
                })
        })
    }
}

fn has_unsent(outbox: &Outbox) -> bool {
    outbox
        .messages()
        .any(|message| !matches!(message.status, Sending::Failed(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech(left: Vec<Outbox>) -> Speech {
        Speech {
            own: Outbox::new("me".into()),
            left,
            acked: Vec::new(),
        }
    }

    fn left_behind(text: &str) -> Outbox {
        let mut outbox = Outbox::new("before".into());
        outbox.say("r".into(), text).expect("a good text");
        outbox
    }

    #[test]
    fn what_an_earlier_page_left_goes_first_and_one_line_at_a_time() {
        let mut speech = speech(vec![left_behind("old")]);
        speech.say("r".into(), "new").expect("a good text");
        assert_eq!(speech.next().map(|say| say.text).as_deref(), Some("old"));
        assert_eq!(speech.next(), None);
        speech.on_ack("r".into(), &"before".into(), 1, 7);
        assert_eq!(speech.next().map(|say| say.text).as_deref(), Some("new"));
    }

    #[test]
    fn a_stored_line_is_shown_until_the_log_has_it() {
        let mut speech = speech(Vec::new());
        speech.say("r".into(), "hello").expect("a good text");
        speech.next();
        speech.on_ack("r".into(), &"me".into(), 1, 7);
        let standings = |lines: Vec<OwnLine>| lines.iter().map(|line| line.standing).collect::<Vec<_>>();
        assert_eq!(standings(speech.shown(&"r".into(), 6)), [Standing::Sent]);
        assert_eq!(standings(speech.shown(&"r".into(), 7)), []);
        assert!(!speech.waits());
    }

    #[test]
    fn a_refused_line_of_an_earlier_page_is_said_again_by_this_one() {
        let mut speech = speech(vec![left_behind("old")]);
        speech.next();
        speech.on_nack(&"before".into(), 1, NackCode::Closed, None);
        assert!(!speech.waits());
        speech.retry(&"before".into(), 1);
        assert_eq!(speech.next().map(|say| say.client_id), Some("me".into()));
    }
}
