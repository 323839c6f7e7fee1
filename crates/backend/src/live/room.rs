//! One room: its newest events in memory, who listens, and how both meet without a gap.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use axum::extract::ws::Utf8Bytes;
use meadow_domain::{limits::SNAP_RECENT, live::change_state};
use meadow_wire::{
    Epoch, Event, RoomId, RoomState, RoomStatus, ServerFrame, Since, StockLeft, Tick, Timestamp,
};
use tokio::sync::mpsc;

use super::{
    frames::{self, Logged},
    log::{KEPT_EVENTS, Opened},
    outbound::Outbound,
    setup::RoomSetup,
    writer::Entry,
};
use crate::metrics::{self, Counter};

/// Names a connection.
pub type ConnectionId = u64;

/// A room that is open.
#[derive(Debug)]
pub struct Room {
    /// As it was set up.
    pub setup: RoomSetup,
    /// Which run of the log.
    pub epoch: Epoch,
    /// What wants to be numbered goes in here.
    pub inbox: mpsc::Sender<Entry>,
    /// Set when stock moved, until the ticker has looked.
    pub stock_moved: AtomicBool,
    /// People of the script, who count as being in the room while it is on.
    speakers: u32,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    seq: u64,
    pub(super) status: RoomStatus,
    /// What the rounds of the script count from.
    pub(super) begun: Timestamp,
    pub(super) state: RoomState,
    pub(super) recent: VecDeque<Logged>,
    listeners: HashMap<ConnectionId, Listener>,
    ticked: Tick,
    moved_at: Instant,
}

#[derive(Debug)]
struct Listener {
    out: Arc<Outbound>,
    /// False while the connection is too slow: it catches up by itself.
    keeps_up: bool,
}

impl Room {
    /// A room as its log left it.
    pub fn new(setup: RoomSetup, opened: Opened, inbox: mpsc::Sender<Entry>) -> Self {
        let live = setup.status == RoomStatus::Live;
        let mut state = RoomState {
            live,
            ..RoomState::default()
        };
        state.tick.likes = opened.likes;
        opened
            .marks
            .iter()
            .chain(&opened.recent)
            .for_each(|event| change_state(&mut state, &event.body));
        state.live = live;
        let recent: VecDeque<_> = opened.recent.into_iter().map(Logged::new).collect();
        let inner = Inner {
            seq: recent.back().map_or(0, |logged| logged.event.seq),
            status: setup.status,
            begun: setup.script_from,
            ticked: state.tick.clone(),
            state,
            recent,
            listeners: HashMap::new(),
            moved_at: Instant::now(),
        };
        Self {
            epoch: opened.epoch,
            inbox,
            stock_moved: AtomicBool::new(true),
            speakers: setup.speakers(),
            inner: Mutex::new(inner),
            setup,
        }
    }

    /// Which room.
    pub fn id(&self) -> &RoomId {
        &self.setup.id
    }

    /// Enters, or comes back: what the client missed is queued and from then on every event, with nothing between,
    /// because both happen under the lock that [`Self::publish`] takes.
    pub fn enter(&self, connection: ConnectionId, out: &Arc<Outbound>, since: Option<&Since>) {
        let mut inner = self.inner();
        let listener = Listener {
            out: Arc::clone(out),
            keeps_up: true,
        };
        inner.listeners.insert(connection, listener);
        let tick = self.tick_of(&inner);
        let missed = since
            .filter(|since| since.epoch == self.epoch)
            .and_then(|since| inner.missed(since.seq));
        let frames = match missed {
            Some(from) => {
                metrics::count(Counter::Resumes, 1);
                let missed: Vec<_> = inner.recent.range(from..).collect();
                frames::resume(self.id(), &self.epoch, &missed, &tick)
            }
            None => {
                metrics::count(Counter::Snaps, 1);
                let state = RoomState {
                    tick,
                    ..inner.state.clone()
                };
                let from = inner.recent.len().saturating_sub(SNAP_RECENT);
                let recent = inner.recent.range(from..);
                vec![frames::snap(self.id(), &self.epoch, inner.seq, &state, recent)]
            }
        };
        let place = Since {
            epoch: self.epoch.clone(),
            seq: inner.seq,
        };
        out.enter(self.id(), frames, place);
    }

    /// Leaves; nothing happens to who is not there.
    pub fn leave(&self, connection: ConnectionId) {
        self.inner().listeners.remove(&connection);
    }

    /// Makes stored events known: to the newcomers' history and to everybody who listens.
    pub fn publish(&self, events: Vec<Event>) {
        let logged: Vec<_> = events.into_iter().map(Logged::new).collect();
        let Some(last) = logged.last().map(|logged| logged.event.seq) else {
            return;
        };
        let frames = frames::events(self.id(), &logged.iter().collect::<Vec<_>>());
        let mut inner = self.inner();
        let Inner {
            state,
            recent,
            listeners,
            seq,
            moved_at,
            ..
        } = &mut *inner;
        metrics::count(Counter::Events, logged.len() as u64);
        logged
            .iter()
            .for_each(|logged| change_state(state, &logged.event.body));
        recent.extend(logged);
        let surplus = recent.len().saturating_sub(KEPT_EVENTS);
        recent.drain(..surplus);
        (*seq, *moved_at) = (last, Instant::now());
        for listener in listeners.values_mut().filter(|listener| listener.keeps_up) {
            listener.keeps_up = frames
                .iter()
                .all(|(frame, seq)| listener.out.events(&self.setup.id, frame.clone(), *seq));
            if !listener.keeps_up {
                metrics::count(Counter::SlowReaders, 1);
            }
        }
    }

    /// Adds hearts.
    pub fn like(&self, count: u32) {
        let mut inner = self.inner();
        inner.state.tick.likes = inner.state.tick.likes.saturating_add(u64::from(count));
    }

    /// Replaces the stock of the shelf.
    pub fn set_stock(&self, stock: Vec<StockLeft>) {
        self.inner().state.tick.stock = stock;
    }

    /// Asks the ticker to look at the stock.
    pub fn stock_moved(&self) {
        self.stock_moved.store(true, Ordering::Release);
    }

    /// How many watch now, the script's people among them.
    pub fn viewers(&self) -> u32 {
        self.tick_of(&self.inner()).viewers
    }

    /// How many connections are in the room.
    pub fn connections(&self) -> usize {
        self.inner().listeners.len()
    }

    /// Hearts so far.
    pub fn likes(&self) -> u64 {
        self.inner().state.tick.likes
    }

    /// The newest event, and when it came.
    pub fn position(&self) -> (u64, Instant) {
        let inner = self.inner();
        (inner.seq, inner.moved_at)
    }

    /// Sends the overwritable values to all if they are not what was sent last.
    pub fn send_tick(&self) {
        let mut inner = self.inner();
        let tick = self.tick_of(&inner);
        if inner.ticked == tick {
            return;
        }
        let frame = frames::frame(&ServerFrame::Tick {
            room: self.id().clone(),
            tick: tick.clone(),
        });
        inner.ticked = tick;
        inner.to_all(|out| out.tick(self.id(), frame.clone()));
    }

    /// Tells all where the log stands, so that a lost tail is noticed.
    pub fn send_position(&self) {
        let inner = self.inner();
        let frame: Utf8Bytes = frames::frame(&ServerFrame::Pos {
            room: self.id().clone(),
            epoch: self.epoch.clone(),
            seq: inner.seq,
        });
        inner.to_all(|out| out.hint(frame.clone()));
    }

    fn tick_of(&self, inner: &Inner) -> Tick {
        let listeners = u32::try_from(inner.listeners.len()).unwrap_or(u32::MAX);
        let speakers = if inner.status == RoomStatus::Live {
            self.speakers
        } else {
            0
        };
        Tick {
            viewers: speakers.saturating_add(listeners),
            ..inner.state.tick.clone()
        }
    }

    pub(super) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Where in `recent` the events after `seq` begin; nothing if `seq` is not a place this log knows.
    fn missed(&self, seq: u64) -> Option<usize> {
        let from = self.recent.partition_point(|logged| logged.event.seq <= seq);
        let before = match from.checked_sub(1).and_then(|at| self.recent.get(at)) {
            Some(taken) => taken.event.seq,
            None => self.recent.front().map_or(self.seq, |first| first.event.prev),
        };
        (before == seq).then_some(from)
    }

    fn to_all(&self, send: impl Fn(&Outbound)) {
        self.listeners
            .values()
            .filter(|listener| listener.keeps_up)
            .for_each(|listener| send(&listener.out));
    }
}
