//! The outbox of the domain, and three that are broken on purpose.

use meadow_domain::live::Outbox;
use meadow_wire::{ClientId, EventBody, NackCode, RoomId, Say};

/// How a client behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// By `domain::live::Outbox`.
    Right,
    /// Sends once and hopes.
    FireAndForget,
    /// Sends again under a new number, buys again under a new key.
    NoKeys,
    /// Sends whatever is there, newest first, without waiting for acks.
    NoQueue,
}

/// What waits to be said, in one of the modes.
#[derive(Debug)]
pub enum Waiting {
    /// The domain's.
    Right(Outbox),
    /// A broken one.
    Broken(Broken),
}

/// A list of messages with the mistakes of a mode.
#[derive(Debug)]
pub struct Broken {
    mode: Mode,
    client: ClientId,
    next_seq: u64,
    waiting: Vec<(Say, bool)>,
}

impl Waiting {
    /// Nothing to say yet.
    pub fn new(mode: Mode, client: ClientId) -> Self {
        match mode {
            Mode::Right => Self::Right(Outbox::new(client)),
            _ => Self::Broken(Broken {
                mode,
                client,
                next_seq: 1,
                waiting: Vec::new(),
            }),
        }
    }

    /// Something to say.
    pub fn say(&mut self, room: &RoomId, text: &str) {
        match self {
            Self::Right(outbox) => {
                outbox.say(room.clone(), text).expect("the test's texts are good");
            }
            Self::Broken(broken) => {
                let client_seq = broken.number();
                let say = Say {
                    room: room.clone(),
                    client_id: broken.client.clone(),
                    client_seq,
                    text: text.to_owned(),
                };
                broken.waiting.push((say, false));
            }
        }
    }

    /// What to send now.
    pub fn next(&mut self) -> Option<Say> {
        match self {
            Self::Right(outbox) => outbox.next(),
            Self::Broken(broken) => broken.next(),
        }
    }

    /// Whether everything is stored, as far as the client can know.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Right(outbox) => outbox.messages().next().is_none(),
            Self::Broken(broken) => broken.waiting.is_empty(),
        }
    }

    /// The server stored a message.
    pub fn on_ack(&mut self, client: &ClientId, client_seq: u64) {
        match self {
            Self::Right(outbox) => outbox.on_ack(client, client_seq),
            Self::Broken(broken) if *client == broken.client => {
                broken.waiting.retain(|(say, _)| say.client_seq != client_seq);
            }
            Self::Broken(_) => {}
        }
    }

    /// The server refused a message.
    pub fn on_nack(&mut self, client: &ClientId, client_seq: u64, code: NackCode, after_ms: Option<u32>) {
        if let Self::Right(outbox) = self {
            outbox.on_nack(client, client_seq, code, after_ms);
        }
    }

    /// Something came over the log.
    pub fn on_event(&mut self, body: &EventBody) {
        if let Self::Right(outbox) = self {
            outbox.on_event(body);
        }
    }

    /// The connection is gone.
    pub fn on_drop(&mut self) {
        match self {
            Self::Right(outbox) => outbox.on_drop(),
            Self::Broken(broken) => broken.on_drop(),
        }
    }
}

impl Broken {
    fn number(&mut self) -> u64 {
        self.next_seq += 1;
        self.next_seq - 1
    }

    fn next(&mut self) -> Option<Say> {
        match self.mode {
            Mode::FireAndForget => (!self.waiting.is_empty()).then(|| self.waiting.remove(0).0),
            Mode::NoQueue => {
                let newest = self.waiting.iter_mut().rev().find(|(_, sent)| !sent)?;
                newest.1 = true;
                Some(newest.0.clone())
            }
            _ => {
                let oldest = self.waiting.first_mut().filter(|(_, sent)| !sent)?;
                oldest.1 = true;
                Some(oldest.0.clone())
            }
        }
    }

    fn on_drop(&mut self) {
        for index in 0..self.waiting.len() {
            let renumber = self.mode == Mode::NoKeys && self.waiting[index].1;
            let number = if renumber {
                self.number()
            } else {
                self.waiting[index].0.client_seq
            };
            self.waiting[index].0.client_seq = number;
            self.waiting[index].1 = false;
        }
        if self.mode == Mode::FireAndForget {
            self.waiting.clear();
        }
    }
}
