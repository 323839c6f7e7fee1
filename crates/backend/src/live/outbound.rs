//! What waits to go out on one connection: a bounded queue, and one overwritable tick per room.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::extract::ws::Utf8Bytes;
use meadow_wire::{RoomId, ServerFrame, Since};
use tokio::sync::Notify;

use super::frames::{self, FRAME_BYTES};

/// How many frames may wait before a connection counts as slow.
pub const QUEUE_FRAMES: usize = 256;

/// The way out of one connection. Rooms push, the connection's writer takes.
#[derive(Debug, Default)]
pub struct Outbound {
    waiting: Mutex<Waiting>,
    /// Wakes the writer: something waits.
    filled: Notify,
    /// Wakes the reader: the queue is empty.
    drained: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    queue: VecDeque<Utf8Bytes>,
    ticks: HashMap<RoomId, Utf8Bytes>,
    /// The last event given to the queue, per room that is joined.
    places: HashMap<RoomId, Since>,
    /// Rooms whose events did not fit: they come back by `resume` or `snap` when the queue is empty.
    lagging: HashSet<RoomId>,
    closed: bool,
}

/// What the writer is to do next.
#[derive(Debug)]
pub enum Next {
    /// Send these.
    Send(Vec<Utf8Bytes>),
    /// All is sent: bring these rooms up to date from these places.
    CatchUp(Vec<(RoomId, Since)>),
    /// Wait for [`Outbound::filled`].
    Wait,
    /// Close the connection.
    Close,
}

impl Outbound {
    /// An answer to the client. Not bounded here: the reader takes no further frame while the queue is full.
    pub fn answer(&self, frame: &ServerFrame) {
        self.waiting().queue.push_back(frames::frame(frame));
        self.filled.notify_one();
    }

    /// The start of a room: everything up to `place` is in `frames`, and what follows comes by [`Self::events`].
    pub fn enter(&self, room: &RoomId, frames: Vec<Utf8Bytes>, place: Since) {
        let mut waiting = self.waiting();
        waiting.queue.extend(frames);
        waiting.lagging.remove(room);
        waiting.places.insert(room.clone(), place);
        self.filled.notify_one();
    }

    /// The room is left: nothing of it goes out any more.
    pub fn leave(&self, room: &RoomId) {
        let mut waiting = self.waiting();
        waiting.places.remove(room);
        waiting.lagging.remove(room);
        waiting.ticks.remove(room);
    }

    /// Events up to `seq`. False if they don't fit: then the room must push no more until it is entered again.
    pub fn events(&self, room: &RoomId, frame: Utf8Bytes, seq: u64) -> bool {
        let mut waiting = self.waiting();
        if waiting.closed {
            return false;
        }
        if waiting.queue.len() >= QUEUE_FRAMES {
            waiting.lagging.insert(room.clone());
            waiting.ticks.remove(room);
            return false;
        }
        if let Some(place) = waiting.places.get_mut(room) {
            place.seq = seq;
        }
        waiting.queue.push_back(frame);
        self.filled.notify_one();
        true
    }

    /// Replaces what was known of the room's overwritable values.
    pub fn tick(&self, room: &RoomId, frame: Utf8Bytes) {
        self.waiting().ticks.insert(room.clone(), frame);
        self.filled.notify_one();
    }

    /// A frame that may be dropped when the queue is full.
    pub fn hint(&self, frame: Utf8Bytes) {
        let mut waiting = self.waiting();
        if waiting.queue.len() < QUEUE_FRAMES {
            waiting.queue.push_back(frame);
            self.filled.notify_one();
        }
    }

    /// Sends what waits, then closes.
    pub fn close(&self) {
        self.waiting().closed = true;
        self.filled.notify_one();
    }

    /// Takes what goes out next, `at_most` frames of the queue and about [`FRAME_BYTES`]; ticks go once the queue is empty.
    pub fn next(&self, at_most: usize) -> Next {
        let mut waiting = self.waiting();
        let mut bytes = 0;
        let fits = |frame: &&Utf8Bytes| {
            bytes += frame.len();
            bytes <= FRAME_BYTES
        };
        let many = waiting.queue.iter().take(at_most).take_while(fits).count();
        let many = many.max(1).min(waiting.queue.len());
        let mut frames: Vec<_> = waiting.queue.drain(..many).collect();
        if waiting.queue.is_empty() {
            self.drained.notify_waiters();
            frames.extend(waiting.ticks.drain().map(|(_, frame)| frame));
        }
        if !frames.is_empty() {
            return Next::Send(frames);
        }
        if waiting.closed {
            return Next::Close;
        }
        let Waiting { lagging, places, .. } = &mut *waiting;
        let behind: Vec<_> = lagging
            .drain()
            .filter_map(|room| places.get(&room).cloned().map(|at| (room, at)))
            .collect();
        if behind.is_empty() {
            Next::Wait
        } else {
            Next::CatchUp(behind)
        }
    }

    /// Waits until something waits.
    pub async fn filled(&self) {
        self.filled.notified().await;
    }

    /// Waits until at most `frames` wait in the queue, so that a client which does not read can't ask for more.
    pub async fn shorter_than(&self, frames: usize) {
        loop {
            let drained = self.drained.notified();
            if self.waiting().queue.len() <= frames {
                return;
            }
            drained.await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{FRAME_BYTES, Next, Outbound, QUEUE_FRAMES};
    use meadow_wire::{RoomId, Since};

    fn entered() -> (Outbound, RoomId) {
        let (out, room) = (Outbound::default(), RoomId::from("r"));
        out.enter(
            &room,
            vec!["snap".into()],
            Since {
                epoch: "e".into(),
                seq: 4,
            },
        );
        (out, room)
    }

    #[test]
    fn events_that_do_not_fit_come_back_from_the_last_one_that_did() {
        let (out, room) = entered();
        let fitting = (5..)
            .take_while(|seq| out.events(&room, "events".into(), *seq))
            .count();
        assert_eq!(fitting, QUEUE_FRAMES - 1);
        let Next::CatchUp(behind) = after_sending(&out) else {
            panic!("the room is brought up to date")
        };
        assert_eq!(
            behind,
            [(
                room,
                Since {
                    epoch: "e".into(),
                    seq: 4 + fitting as u64
                }
            )]
        );
    }

    fn after_sending(out: &Outbound) -> Next {
        loop {
            match out.next(16) {
                Next::Send(_) => {}
                other => return other,
            }
        }
    }

    #[test]
    fn only_the_newest_tick_goes_out_and_after_the_events() {
        let (out, room) = entered();
        for tick in ["old", "older", "new"] {
            out.tick(&room, tick.into());
        }
        let Next::Send(frames) = out.next(16) else {
            panic!("frames wait")
        };
        assert_eq!(frames, ["snap", "new"]);
    }

    #[test]
    fn what_goes_out_at_once_is_bounded_in_bytes() {
        let (out, room) = entered();
        let long = "x".repeat(FRAME_BYTES / 3);
        (5..=10).for_each(|seq| assert!(out.events(&room, long.as_str().into(), seq)));
        let mut at_once = Vec::new();
        while let Next::Send(frames) = out.next(16) {
            at_once.push(frames.len());
        }
        assert_eq!(at_once, [3, 3, 1]);
    }
}
