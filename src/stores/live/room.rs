//! A room that a page is in: the reducer's view of it, and the signals that show it once per frame.

use std::{collections::VecDeque, sync::Arc};

use leptos::prelude::*;
use meadow_domain::{
    limits::{LINES_KEPT, TextRefusal},
    live::{Line, RoomView, Taken},
};
use meadow_wire::{ClientId, RoomId, RoomState, ServerFrame};

use super::{
    LiveStore,
    hearts::Hearts,
    speech::{OwnLine, Speech},
};
use crate::browser::time::{self, Timer};

/// Hearts go out at most this often, in milliseconds.
const BEAT_MS: u32 = 250;

/// Lines of a chat, oldest first.
pub type Lines = VecDeque<Arc<Line>>;

/// What the debug panel shows of a room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Which run of the log.
    pub epoch: String,
    /// The last event taken.
    pub seq: u64,
    /// How often something was missing.
    pub gaps: u64,
    /// How often something came again.
    pub repeats: u64,
}

/// A room that a page is in, to be read and spoken in. It lives as long as the page's owner.
#[derive(Clone, Copy)]
pub struct LiveRoom {
    store: LiveStore,
    ticket: u64,
    id: StoredValue<RoomId>,
    joined: RwSignal<bool>,
    lines: RwSignal<Lines>,
    run: RwSignal<u64>,
    own: RwSignal<Vec<OwnLine>>,
    state: RwSignal<RoomState>,
    extra_likes: RwSignal<u64>,
    numbers: RwSignal<Numbers>,
    beat: Timer,
    beating: StoredValue<bool>,
}

impl LiveRoom {
    pub(super) fn new(store: LiveStore, ticket: u64, id: RoomId) -> Self {
        Self {
            store,
            ticket,
            id: StoredValue::new(id),
            joined: RwSignal::new(false),
            lines: RwSignal::new(Lines::new()),
            run: RwSignal::new(0),
            own: RwSignal::new(Vec::new()),
            state: RwSignal::new(RoomState::default()),
            extra_likes: RwSignal::new(0),
            numbers: RwSignal::new(Numbers::default()),
            beat: time::use_timer(),
            beating: StoredValue::new(false),
        }
    }

    /// Whether the room's state is known.
    pub fn joined(self) -> Signal<bool> {
        self.joined.into()
    }

    /// The newest lines, at most 200. No number comes twice within a run.
    pub fn lines(self) -> Signal<Lines> {
        self.lines.into()
    }

    /// Which run of the log the lines are of: numbers of different runs have nothing to do with each other.
    pub fn run(self) -> Signal<u64> {
        self.run.into()
    }

    /// One's own lines that are not in the log yet.
    pub fn own(self) -> Signal<Vec<OwnLine>> {
        self.own.into()
    }

    /// The room as it is.
    pub fn state(self) -> Signal<RoomState> {
        self.state.into()
    }

    /// Hearts: the server's count and one's own on top.
    pub fn likes(self) -> Signal<u64> {
        let before = StoredValue::new(0);
        Signal::derive(move || {
            let now = self.state.with(|state| state.tick.likes) + self.extra_likes.get();
            // While a heart is on its way the two parts may not change together: never show fewer.
            let shown = now.max(before.get_value());
            before.set_value(shown);
            shown
        })
    }

    /// What the debug panel shows.
    pub fn numbers(self) -> Signal<Numbers> {
        self.numbers.into()
    }

    /// Says something. It shows at once and is sent as soon as it can be.
    pub fn say(self, text: &str) -> Result<(), TextRefusal> {
        self.store.say(self.id.get_value(), text)
    }

    /// Says a refused line again.
    pub fn retry(self, line: &OwnLine) {
        self.store.retry(&line.client, line.client_seq);
    }

    /// Forgets a refused line.
    pub fn discard(self, line: &OwnLine) {
        self.store.discard(&line.client, line.client_seq);
    }

    /// Whether a line came from here.
    pub fn is_ours(self, client: &ClientId) -> bool {
        self.store.is_ours(client)
    }

    /// Gives a heart. It counts at once and is sent with others.
    pub fn heart(self) {
        self.store.with_seat(self.ticket, |seat| seat.hearts.give());
        if self.beating.try_get_value() == Some(false) {
            self.send_hearts();
        }
        self.store.plan_show();
    }

    fn send_hearts(self) {
        let sent = self.store.send_hearts(self.ticket);
        self.beating.try_set_value(sent);
        if sent {
            self.beat.after(BEAT_MS, move || self.send_hearts());
        }
    }
}

/// A room's place in the store.
pub(super) struct Seat {
    pub(super) room: LiveRoom,
    pub(super) ticket: u64,
    pub(super) id: RoomId,
    pub(super) view: RoomView,
    pub(super) hearts: Hearts,
    /// The last line that is shown.
    shown: u64,
    snapped: bool,
}

impl Seat {
    pub(super) fn new(room: LiveRoom, ticket: u64, id: RoomId) -> Self {
        let view = RoomView::new(id.clone());
        Self {
            room,
            ticket,
            id,
            view,
            hearts: Hearts::default(),
            shown: 0,
            snapped: false,
        }
    }

    pub(super) fn take(&mut self, frame: &ServerFrame) -> Taken {
        let likes = self.view.state().tick.likes;
        let taken = self.view.apply(frame);
        self.snapped |= taken == Taken::Snapped;
        self.hearts
            .counted(self.view.state().tick.likes.saturating_sub(likes));
        taken
    }

    /// Brings the signals up to date. The page may have gone meanwhile.
    pub(super) fn show(&mut self, speech: &mut Speech) {
        let room = self.room;
        self.show_lines();
        let numbers = Numbers {
            epoch: self.view.since().map(|since| since.epoch.0).unwrap_or_default(),
            seq: self.view.since().map_or(0, |since| since.seq),
            gaps: self.view.gaps(),
            repeats: self.view.repeats(),
        };
        set_new(room.own, speech.shown(&self.id, numbers.seq));
        if room.state.try_with_untracked(|state| state != self.view.state()) == Some(true) {
            room.state.try_set(self.view.state().clone());
        }
        set_new(room.joined, !numbers.epoch.is_empty());
        set_new(room.extra_likes, self.hearts.extra());
        set_new(room.numbers, numbers);
    }

    fn show_lines(&mut self) {
        let newest = self.view.lines().back().map_or(0, |line| line.seq);
        let snapped = std::mem::take(&mut self.snapped);
        if newest == self.shown && !snapped {
            return;
        }
        let room = self.room;
        let after = if snapped { 0 } else { self.shown };
        self.shown = newest;
        if snapped {
            room.run.try_update(|run| *run += 1);
        }
        room.lines.try_update(|lines| {
            if snapped {
                lines.clear();
            }
            let fresh = self
                .view
                .lines()
                .iter()
                .rev()
                .take_while(|line| line.seq > after)
                .count();
            let known = self.view.lines().len() - fresh;
            lines.extend(self.view.lines().iter().skip(known).cloned().map(Arc::new));
            let too_many = lines.len().saturating_sub(LINES_KEPT);
            lines.drain(..too_many);
        });
    }
}

fn set_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old != value) == Some(true) {
        signal.try_set(value);
    }
}
