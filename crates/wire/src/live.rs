//! What goes over the live socket (`/api/v1/live`), one JSON object per text frame. `docs/LIVE.md` tells the order.

use serde::{Deserialize, Serialize};

use crate::{ClientId, Epoch, Event, ProductId, RoomId, SessionToken, VariantId, Viewer};

/// From the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// The first frame: who is asking. Without a token one can look but not speak.
    Hello {
        /// The session's token; never in the URL.
        token: Option<SessionToken>,
    },
    /// Enters a room, or comes back to it.
    Join(Join),
    /// Leaves a room.
    Leave {
        /// Which room.
        room: RoomId,
    },
    /// Says something.
    Say(Say),
    /// Sends hearts, summed by the client.
    Like {
        /// Which room.
        room: RoomId,
        /// 1 to 50.
        count: u32,
    },
    /// Asks for the server's time, to measure the offset of the clocks.
    Time {
        /// The client's clock; comes back as it is.
        client_ms: i64,
    },
    /// The answer to a ping.
    Pong,
}

/// Enters a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Which room.
    pub room: RoomId,
    /// The last event taken, when coming back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
}

/// A position in a room's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// Which run of the log.
    pub epoch: Epoch,
    /// The last event taken; 0 before the first.
    pub seq: u64,
}

/// Says something in a room. `(client_id, client_seq)` arriving twice is one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// Which room.
    pub room: RoomId,
    /// Which outbox.
    pub client_id: ClientId,
    /// Counts up from 1 in the outbox.
    pub client_seq: u64,
    /// 1 to 300 characters after trimming.
    pub text: String,
}

/// From the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerFrame {
    /// The answer to `hello`.
    Hello {
        /// Who the server takes this client for; missing for lookers-on.
        viewer: Option<Viewer>,
        /// The server's clock.
        server_ms: i64,
    },
    /// A fresh start: forget what was known of the room.
    Snap {
        /// Which room.
        room: RoomId,
        /// Which run of the log.
        epoch: Epoch,
        /// The state stands at this event.
        seq: u64,
        /// The room as it is.
        state: Box<RoomState>,
        /// The newest events (at most 50) up to `seq`, oldest first, to fill the chat.
        recent: Vec<Event>,
    },
    /// Exactly the events after the one named in `join`; many of them go on in `events`.
    Resume {
        /// Which room.
        room: RoomId,
        /// Which run of the log.
        epoch: Epoch,
        /// In order; may be empty.
        events: Vec<Event>,
        /// The room's overwritable values.
        tick: Tick,
    },
    /// New events.
    Events {
        /// Which room.
        room: RoomId,
        /// In order.
        events: Vec<Event>,
    },
    /// Overwritable values, at most four times a second.
    Tick {
        /// Which room.
        room: RoomId,
        /// Absolute values.
        tick: Tick,
    },
    /// Every 10 s in an idle room, so that a lost tail is noticed.
    Pos {
        /// Which room.
        room: RoomId,
        /// Which run of the log.
        epoch: Epoch,
        /// The newest event.
        seq: u64,
    },
    /// The message is stored.
    Ack {
        /// Which room.
        room: RoomId,
        /// Which outbox.
        client_id: ClientId,
        /// Which message.
        client_seq: u64,
        /// The event it became.
        seq: u64,
    },
    /// The message is refused.
    Nack {
        /// Which room.
        room: RoomId,
        /// Which outbox.
        client_id: ClientId,
        /// Which message.
        client_seq: u64,
        /// Why.
        code: NackCode,
        /// In words.
        detail: String,
        /// For `too_fast`: when it may be tried again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after_ms: Option<u32>,
    },
    /// Answered with `pong`; sent every 10 s.
    Ping,
    /// The answer to `time`.
    Time {
        /// As sent.
        client_ms: i64,
        /// The server's clock.
        server_ms: i64,
    },
    /// The server stops: come back after the delay.
    Bye {
        /// Random per client, so that not all come at once.
        reconnect_after_ms: u32,
    },
    /// A frame could not be used.
    Problem {
        /// The room it was about, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        room: Option<RoomId>,
        /// In words, with a next step.
        detail: String,
    },
}

/// Why a message was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NackCode {
    /// Empty after trimming.
    Empty,
    /// More than 300 characters.
    TooLong,
    /// A word that hurts, or too many links.
    Unkind,
    /// Try again after `retry_after_ms`.
    TooFast,
    /// No session: say `hello` with a token.
    NoSession,
    /// The room is not live.
    Closed,
    /// Something broke on the server; trying again is safe.
    Failed,
}

/// The durable state of a room, as the log up to some event makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoomState {
    /// Whether the room is on.
    pub live: bool,
    /// The pinned product.
    pub pinned: Option<ProductId>,
    /// The product being explained.
    pub explaining: Option<ProductId>,
    /// The overwritable values.
    pub tick: Tick,
}

/// Overwritable values: only the newest counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tick {
    /// Hearts since the start.
    pub likes: u64,
    /// How many watch.
    pub viewers: u32,
    /// Stock of the shelf's variants, all of them.
    pub stock: Vec<StockLeft>,
}

/// How many of a variant can be bought.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StockLeft {
    /// Which variant.
    pub variant: VariantId,
    /// How many.
    pub left: u32,
}
