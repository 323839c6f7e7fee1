//! A room made of the server's frames: nothing lost, nothing doubled, or it says so.

use std::collections::VecDeque;

use meadow_wire::{Epoch, Event, RoomId, RoomState, ServerFrame, Since, Tick};

use super::change_state;
use super::line::{Line, push_line};

/// What a frame did to the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Nothing: it was about another room, a repeat, or not about the log.
    Nothing,
    /// This many events were taken; 0 if only overwritable values changed.
    Events(usize),
    /// Everything was replaced.
    Snapped,
    /// Something is missing: send `join` with [`RoomView::since`]. What came before the gap was taken. Said once; until
    /// the answer comes (`snap` or `resume`) other frames with events are left out.
    Rejoin,
}

/// A room as the frames taken so far make it.
#[derive(Debug, Clone)]
pub struct RoomView {
    room: RoomId,
    /// Nothing before the first `snap`.
    epoch: Option<Epoch>,
    /// The last event taken.
    last: u64,
    /// Whether a `snap` or a `resume` must come first: before the first one, and after a gap.
    awaits_join: bool,
    state: RoomState,
    lines: VecDeque<Line>,
    repeats: u64,
    gaps: u64,
}

impl RoomView {
    /// Nothing known yet: join without `since`.
    pub fn new(room: RoomId) -> Self {
        Self {
            room,
            epoch: None,
            last: 0,
            awaits_join: true,
            state: RoomState::default(),
            lines: VecDeque::new(),
            repeats: 0,
            gaps: 0,
        }
    }

    /// Takes a frame. An event is taken only if it follows the last one taken.
    pub fn apply(&mut self, frame: &ServerFrame) -> Taken {
        match frame {
            ServerFrame::Snap {
                room,
                epoch,
                seq,
                state,
                recent,
            } if *room == self.room => self.snap(epoch, *seq, state, recent),
            ServerFrame::Resume {
                room,
                epoch,
                events,
                tick,
            } if *room == self.room => self.resume(epoch, events, tick),
            ServerFrame::Events { room, events } if *room == self.room && !self.awaits_join => {
                match self.take_all(events) {
                    Taken::Events(0) => Taken::Nothing,
                    taken => taken,
                }
            }
            ServerFrame::Pos { room, epoch, seq } if *room == self.room && !self.awaits_join => {
                self.check_position(epoch, *seq)
            }
            ServerFrame::Tick { room, tick } if *room == self.room && self.state.tick != *tick => {
                self.state.tick.clone_from(tick);
                Taken::Events(0)
            }
            _ => Taken::Nothing,
        }
    }

    /// The last position taken, for `join`; nothing before the first `snap`.
    pub fn since(&self) -> Option<Since> {
        self.epoch.as_ref().map(|epoch| Since {
            epoch: epoch.clone(),
            seq: self.last,
        })
    }

    /// The room as it is.
    pub fn state(&self) -> &RoomState {
        &self.state
    }

    /// The newest lines, oldest first, at most [`crate::limits::LINES_KEPT`].
    pub fn lines(&self) -> &VecDeque<Line> {
        &self.lines
    }

    /// How many events came again. A number above 0 without a reconnect is a bug of the server.
    pub fn repeats(&self) -> u64 {
        self.repeats
    }

    /// How many times something was missing.
    pub fn gaps(&self) -> u64 {
        self.gaps
    }

    fn snap(&mut self, epoch: &Epoch, seq: u64, state: &RoomState, recent: &[Event]) -> Taken {
        self.epoch = Some(epoch.clone());
        self.last = seq;
        self.awaits_join = false;
        self.state.clone_from(state);
        self.lines.clear();
        for event in recent {
            push_line(&mut self.lines, event);
        }
        Taken::Snapped
    }

    fn resume(&mut self, epoch: &Epoch, events: &[Event], tick: &Tick) -> Taken {
        if self.epoch.as_ref() != Some(epoch) {
            return self.rejoin();
        }
        self.awaits_join = false;
        self.state.tick.clone_from(tick);
        self.take_all(events)
    }

    fn check_position(&mut self, epoch: &Epoch, seq: u64) -> Taken {
        if self.epoch.as_ref() != Some(epoch) {
            self.rejoin()
        } else if seq > self.last {
            self.gaps += 1;
            self.rejoin()
        } else {
            Taken::Nothing
        }
    }

    fn take_all(&mut self, events: &[Event]) -> Taken {
        let mut taken = 0;
        for event in events {
            if event.seq <= self.last {
                self.repeats += 1;
            } else if event.prev == self.last {
                self.last = event.seq;
                change_state(&mut self.state, &event.body);
                push_line(&mut self.lines, event);
                taken += 1;
            } else {
                self.gaps += 1;
                return self.rejoin();
            }
        }
        Taken::Events(taken)
    }

    fn rejoin(&mut self) -> Taken {
        self.awaits_join = true;
        Taken::Rejoin
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meadow_wire::{EventBody, Timestamp};

    fn event(seq: u64, prev: u64, body: EventBody) -> Event {
        Event {
            seq,
            prev,
            at: Timestamp::from_ms(i64::try_from(seq).expect("small")),
            body,
        }
    }

    fn explain(seq: u64, prev: u64) -> Event {
        event(
            seq,
            prev,
            EventBody::Explain {
                product: "boot".into(),
            },
        )
    }

    fn events(list: &[Event]) -> ServerFrame {
        ServerFrame::Events {
            room: "r".into(),
            events: list.to_vec(),
        }
    }

    fn pos(epoch: &str, seq: u64) -> ServerFrame {
        ServerFrame::Pos {
            room: "r".into(),
            epoch: epoch.into(),
            seq,
        }
    }

    fn resume(epoch: &str, list: &[Event]) -> ServerFrame {
        ServerFrame::Resume {
            room: "r".into(),
            epoch: epoch.into(),
            events: list.to_vec(),
            tick: Tick::default(),
        }
    }

    /// A view that stands at event 5 of epoch `e`.
    fn view() -> RoomView {
        let mut view = RoomView::new("r".into());
        assert_eq!(view.since(), None);
        let snap = ServerFrame::Snap {
            room: "r".into(),
            epoch: "e".into(),
            seq: 5,
            state: Box::default(),
            recent: vec![explain(5, 3)],
        };
        assert_eq!(view.apply(&snap), Taken::Snapped);
        view
    }

    fn seqs(view: &RoomView) -> Vec<u64> {
        view.lines().iter().map(|line| line.seq).collect()
    }

    #[test]
    fn events_that_follow_are_taken_and_repeats_are_counted() {
        let mut view = view();
        let batch = events(&[explain(5, 3), explain(8, 5), event(9, 8, EventBody::Start)]);
        assert_eq!(view.apply(&batch), Taken::Events(2));
        assert_eq!(seqs(&view), [5, 8, 9]);
        assert!(view.state().live && view.state().explaining == Some("boot".into()));
        assert_eq!(view.apply(&batch), Taken::Nothing);
        assert_eq!((view.repeats(), view.gaps()), (4, 0));
    }

    #[test]
    fn a_gap_asks_once_to_join_again_and_a_resume_mends_it() {
        let mut view = view();
        assert_eq!(
            view.apply(&events(&[explain(6, 5), explain(9, 8)])),
            Taken::Rejoin
        );
        assert_eq!(view.apply(&events(&[explain(10, 9)])), Taken::Nothing);
        assert_eq!(view.since().map(|since| since.seq), Some(6));
        let missed = [explain(8, 6), explain(9, 8), explain(10, 9)];
        assert_eq!(view.apply(&resume("e", &missed)), Taken::Events(3));
        assert_eq!((seqs(&view), view.gaps()), (vec![5, 6, 8, 9, 10], 1));
    }

    #[test]
    fn a_lost_tail_and_a_new_epoch_are_found_by_the_position() {
        assert_eq!(view().apply(&pos("e", 5)), Taken::Nothing);
        assert_eq!(view().apply(&pos("e", 6)), Taken::Rejoin);
        assert_eq!(view().apply(&pos("f", 1)), Taken::Rejoin);
        assert_eq!(view().apply(&resume("f", &[])), Taken::Rejoin);
    }

    #[test]
    fn another_rooms_frames_and_frames_before_the_snap_change_nothing() {
        let mut other = RoomView::new("other".into());
        assert_eq!(other.apply(&events(&[explain(1, 0)])), Taken::Nothing);
        let mut early = RoomView::new("r".into());
        assert_eq!(early.apply(&events(&[explain(1, 0)])), Taken::Nothing);
        assert_eq!((early.since(), early.lines().len()), (None, 0));
    }

    #[test]
    fn only_the_newest_200_lines_are_kept_and_an_unpin_is_none() {
        let mut view = view();
        let many: Vec<Event> = (6..=300).map(|seq| explain(seq, seq - 1)).collect();
        assert_eq!(view.apply(&events(&many)), Taken::Events(295));
        view.apply(&events(&[event(301, 300, EventBody::Pin { product: None })]));
        assert_eq!(seqs(&view), (101..=300).collect::<Vec<u64>>());
    }
}
