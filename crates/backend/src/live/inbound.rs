//! What a client says over its socket, frame by frame.

use std::{collections::HashSet, sync::Arc, time::Instant};

use meadow_domain::limits::LIKES_MAX;
use meadow_wire::{ClientFrame, Join, PersonCard, RoomId, RoomStatus, ServerFrame, SessionToken, Viewer};
use tokio::{sync::Semaphore, time::sleep};

use super::{hub::Seat, outbound::Outbound};
use crate::{
    Shop, clock,
    db::Sessions,
    limits::{Bucket, Rate},
    metrics::{self, Counter},
};

/// The longest frame, in bytes.
const FRAME_MAX: usize = 8 * 1024;
/// A client whose frames can't be used this often is closed.
const PROBLEMS_MAX: u32 = 5;
/// How many rooms one connection can be in.
const ROOMS_MAX: usize = 32;
/// How many messages of one connection may be on their way into the log; the next waits unread.
const UNDER_WAY: usize = 64;

/// Whether the connection goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It does.
    GoOn,
    /// Too much that can't be used: it is closed.
    Enough,
}

/// One connected client.
pub struct Client {
    pub(super) shop: Shop,
    pub(super) seat: Seat,
    pub(super) out: Arc<Outbound>,
    said_hello: bool,
    viewer: Option<Viewer>,
    /// What `hello` brought, and when it was looked at: see [`Client::speaker`].
    token: Option<SessionToken>,
    looked_at: u64,
    rooms: HashSet<RoomId>,
    problems: u32,
    /// Places for messages that are on their way into the log.
    pub(super) under_way: Arc<Semaphore>,
    joins: Bucket,
    likes: Bucket,
}

impl Client {
    /// Somebody who has said nothing yet.
    pub fn new(shop: Shop, seat: Seat, out: Arc<Outbound>) -> Self {
        Self {
            shop,
            seat,
            out,
            said_hello: false,
            viewer: None,
            token: None,
            looked_at: 0,
            rooms: HashSet::new(),
            problems: 0,
            under_way: Arc::new(Semaphore::new(UNDER_WAY)),
            joins: Bucket::default(),
            likes: Bucket::default(),
        }
    }

    /// The connection's name.
    pub fn connection(&self) -> u64 {
        self.seat.connection
    }

    /// Whether `hello` came.
    pub fn said_hello(&self) -> bool {
        self.said_hello
    }

    /// Takes one frame.
    pub async fn hear(&mut self, text: &str) -> Heard {
        if text.len() > FRAME_MAX {
            return self.problem(None, "A frame may have 8 KB. Send less at once.");
        }
        let frame = match serde_json::from_str::<ClientFrame>(text) {
            Ok(frame) => frame,
            Err(error) => {
                let detail =
                    format!("The frame can't be read: {error}. See docs/LIVE.md for what can be sent.");
                return self.problem(None, &detail);
            }
        };
        match frame {
            ClientFrame::Hello { token } => self.hello(token).await,
            _ if !self.said_hello => self.problem(None, "Say `hello` first."),
            ClientFrame::Join(join) => self.join(join).await,
            ClientFrame::Leave { room } => {
                self.leave(&room);
                Heard::GoOn
            }
            ClientFrame::Say(say) => self.say(say).await,
            ClientFrame::Like { room, count } => self.like(room, count),
            ClientFrame::Time { client_ms } => {
                self.out.answer(&ServerFrame::Time {
                    client_ms,
                    server_ms: clock::now().ms,
                });
                Heard::GoOn
            }
            ClientFrame::Pong => Heard::GoOn,
        }
    }

    /// Tells the client that its frame could not be used.
    pub fn problem(&mut self, room: Option<RoomId>, detail: &str) -> Heard {
        metrics::count(Counter::LiveProblems, 1);
        self.out.answer(&ServerFrame::Problem {
            room,
            detail: detail.to_owned(),
        });
        self.problems += 1;
        if self.problems >= PROBLEMS_MAX {
            Heard::Enough
        } else {
            Heard::GoOn
        }
    }

    async fn hello(&mut self, token: Option<SessionToken>) -> Heard {
        if self.said_hello {
            return self.problem(
                None,
                "`hello` is said once. Open a new socket to speak as somebody else.",
            );
        }
        if let Some(token) = token {
            self.looked_at = self.shop.db.sessions_epoch();
            self.token = Some(token.clone());
            match self.shop.db.session(&token, clock::now()).await {
                Ok(known) => self.viewer = known.map(|known| viewer(known.session.person)),
                Err(error) => {
                    tracing::error!(%error, "a session can't be looked up");
                    let detail = "The shop made a mistake. Come back in a moment.".to_owned();
                    self.out.answer(&ServerFrame::Problem { room: None, detail });
                    return Heard::Enough;
                }
            }
        }
        self.said_hello = true;
        let viewer = self.viewer.clone();
        self.out.answer(&ServerFrame::Hello {
            viewer,
            server_ms: clock::now().ms,
        });
        Heard::GoOn
    }

    /// Who speaks. Whoever was signed out elsewhere is nobody from then on; a guest who signed in may finish here.
    pub(super) async fn speaker(&mut self) -> Option<Viewer> {
        let now = self.shop.db.sessions_epoch();
        if self.looked_at != now
            && let Some(token) = &self.token
        {
            match self.shop.db.is_over(token, clock::now()).await {
                Ok(over) => {
                    self.looked_at = now;
                    if over {
                        self.viewer = None;
                    }
                }
                Err(error) => tracing::error!(%error, "a session can't be looked up again"),
            }
        }
        self.viewer.clone()
    }

    async fn join(&mut self, join: Join) -> Heard {
        let Some(room) = self.shop.live.room(&join.room) else {
            return self.problem(
                Some(join.room),
                "There is no such room. Look at the list of rooms again.",
            );
        };
        if self.rooms.len() >= ROOMS_MAX && !self.rooms.contains(&join.room) {
            return self.problem(
                Some(join.room),
                "That is too many rooms at once: leave one first.",
            );
        }
        // An answer may be large: who asks often waits, and who does not read gets no second one.
        if let Err(wait) = self.joins.take(&Rate::new(5, 20), Instant::now()) {
            sleep(wait).await;
        }
        self.out.shorter_than(0).await;
        room.enter(self.seat.connection, &self.out, join.since.as_ref());
        self.rooms.insert(join.room);
        Heard::GoOn
    }

    fn leave(&mut self, id: &RoomId) {
        self.rooms.remove(id);
        self.out.leave(id);
        if let Some(room) = self.shop.live.room(id) {
            room.leave(self.seat.connection);
        }
    }

    fn like(&mut self, id: RoomId, count: u32) -> Heard {
        if !(1..=LIKES_MAX).contains(&count) {
            return self.problem(Some(id), "`count` is 1 to 50.");
        }
        let room = self
            .shop
            .live
            .room(&id)
            .filter(|room| room.status() == RoomStatus::Live);
        // Nobody waits for an answer to a heart: those that come too fast are not counted.
        if let Some(room) = room
            && self.likes.take(&Rate::new(4, 8), Instant::now()).is_ok()
        {
            room.like(count);
        }
        Heard::GoOn
    }
}

fn viewer(person: PersonCard) -> Viewer {
    Viewer {
        id: person.id,
        name: person.name,
        avatar: person.avatar,
    }
}

/// The connection is gone, however it ended.
impl Drop for Client {
    fn drop(&mut self) {
        for room in std::mem::take(&mut self.rooms) {
            self.leave(&room);
        }
    }
}
