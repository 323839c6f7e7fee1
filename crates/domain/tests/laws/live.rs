//! A room over a network that drops, repeats and reorders frames: nothing lost, nothing doubled.

use std::collections::VecDeque;

use meadow_domain::limits::{LINES_KEPT, SNAP_RECENT};
use meadow_domain::live::{RoomView, Taken, change_state, is_shown};
use meadow_wire::{Event, EventBody, RoomState, ServerFrame, Since, Tick, Timestamp, Viewer};
use proptest::prelude::*;

/// The model's server resumes over at most this many events, so that both ways of joining are tried.
const REACH: usize = 25;

/// The server and the frames on their way.
#[derive(Default)]
struct Model {
    epoch: u32,
    log: Vec<Event>,
    wire: VecDeque<ServerFrame>,
}

impl Model {
    fn append(&mut self, kinds: &[u8]) {
        let mut events = Vec::new();
        for kind in kinds {
            let prev = self.last();
            let seq = prev + 1 + u64::from(kind % 3);
            let event = Event {
                seq,
                prev,
                at: Timestamp::from_ms(i64::try_from(seq).expect("small")),
                body: body(*kind, seq),
            };
            self.log.push(event.clone());
            events.push(event);
        }
        self.wire.push_back(ServerFrame::Events {
            room: "r".into(),
            events,
        });
    }

    fn last(&self) -> u64 {
        self.log.last().map_or(0, |event| event.seq)
    }

    fn state(&self) -> RoomState {
        let mut state = RoomState::default();
        for event in &self.log {
            change_state(&mut state, &event.body);
        }
        state
    }

    fn position(&mut self) {
        let frame = ServerFrame::Pos {
            room: "r".into(),
            epoch: self.epoch.to_string().into(),
            seq: self.last(),
        };
        self.wire.push_back(frame);
    }

    fn join(&mut self, since: Option<Since>) {
        let epoch = self.epoch.to_string().into();
        let missed = since.filter(|since| since.epoch == epoch).map(|since| {
            let missed = self.log.iter().filter(|event| event.seq > since.seq);
            missed.cloned().collect::<Vec<Event>>()
        });
        let frame = match missed.filter(|events| events.len() <= REACH) {
            Some(events) => ServerFrame::Resume {
                room: "r".into(),
                epoch,
                events,
                tick: Tick::default(),
            },
            None => ServerFrame::Snap {
                room: "r".into(),
                epoch,
                seq: self.last(),
                state: Box::new(self.state()),
                recent: self.log[self.log.len().saturating_sub(SNAP_RECENT)..].to_vec(),
            },
        };
        self.wire.push_back(frame);
    }

    fn deliver(&mut self, view: &mut RoomView) {
        if let Some(frame) = self.wire.pop_front()
            && view.apply(&frame) == Taken::Rejoin
        {
            self.join(view.since());
        }
    }

    fn shown(&self) -> Vec<u64> {
        let shown = self.log.iter().filter(|event| is_shown(&event.body));
        shown.map(|event| event.seq).collect()
    }
}

fn body(kind: u8, seq: u64) -> EventBody {
    match kind % 8 {
        0 => EventBody::Pin { product: None },
        1 => EventBody::Pin {
            product: Some(seq.to_string().into()),
        },
        2 => EventBody::Explain {
            product: seq.to_string().into(),
        },
        3 => EventBody::Start,
        4 => EventBody::End,
        _ => EventBody::Chat {
            by: Viewer::default(),
            text: seq.to_string(),
            client_id: "c".into(),
            client_seq: seq,
        },
    }
}

#[derive(Debug, Clone)]
enum Step {
    Append(Vec<u8>),
    Deliver(u8),
    Lose(usize),
    Repeat(usize),
    Swap(usize, usize),
    Position,
    Reconnect,
    NewEpoch,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => prop::collection::vec(any::<u8>(), 1..12).prop_map(Step::Append),
        6 => (1..4u8).prop_map(Step::Deliver),
        1 => any::<usize>().prop_map(Step::Lose),
        1 => any::<usize>().prop_map(Step::Repeat),
        1 => any::<(usize, usize)>().prop_map(|(a, b)| Step::Swap(a, b)),
        1 => Just(Step::Position),
        1 => Just(Step::Reconnect),
        1 => prop::bool::weighted(0.2).prop_map(|new| if new { Step::NewEpoch } else { Step::Position }),
    ]
}

fn take(model: &mut Model, view: &mut RoomView, step: Step) {
    let waiting = model.wire.len();
    match step {
        Step::Append(kinds) => model.append(&kinds),
        Step::Deliver(frames) => (0..frames).for_each(|_| model.deliver(view)),
        Step::Lose(at) if waiting > 0 => drop(model.wire.remove(at % waiting)),
        Step::Repeat(at) if waiting > 0 => {
            let again = model.wire[at % waiting].clone();
            model.wire.push_back(again);
        }
        Step::Swap(a, b) if waiting > 0 => model.wire.swap(a % waiting, b % waiting),
        Step::Lose(_) | Step::Repeat(_) | Step::Swap(..) => {}
        Step::Position => model.position(),
        Step::Reconnect => {
            model.wire.clear();
            model.join(view.since());
        }
        Step::NewEpoch => {
            model.epoch += 1;
            model.log.clear();
        }
    }
}

/// Whether the lines are a run of the log's shown events up to the view's position, without gap or double.
fn is_a_run_of(view: &RoomView, shown: &[u64]) -> bool {
    let lines: Vec<u64> = view.lines().iter().map(|line| line.seq).collect();
    let last = view.since().map_or(0, |since| since.seq);
    let until: Vec<u64> = shown.iter().copied().filter(|seq| *seq <= last).collect();
    lines.len() <= LINES_KEPT && until.ends_with(&lines)
}

proptest! {
    #[test]
    fn the_view_is_always_a_run_of_the_log_and_in_the_end_its_tail(steps in prop::collection::vec(step(), 0..120)) {
        let mut model = Model::default();
        let mut view = RoomView::new("r".into());
        model.join(None);
        for step in steps {
            take(&mut model, &mut view, step);
            let epoch = model.epoch.to_string();
            if view.since().is_some_and(|since| since.epoch.as_str() == epoch) {
                prop_assert!(is_a_run_of(&view, &model.shown()));
            }
        }
        // The network is good again: a fresh connection, and everything arrives.
        take(&mut model, &mut view, Step::Reconnect);
        model.append(&[7, 7]);
        model.position();
        while !model.wire.is_empty() {
            model.deliver(&mut view);
        }
        let shown = model.shown();
        let newest = &model.log[model.log.len().saturating_sub(SNAP_RECENT)..];
        let at_least = newest.iter().filter(|event| is_shown(&event.body)).count();
        prop_assert!(is_a_run_of(&view, &shown));
        prop_assert_eq!(view.since().map(|since| since.seq), Some(model.last()));
        prop_assert!(view.lines().len() >= at_least);
        prop_assert_eq!(view.state(), &model.state());
    }

    #[test]
    fn without_faults_there_is_neither_gap_nor_repeat(batches in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..20), 0..40)) {
        let mut model = Model::default();
        let mut view = RoomView::new("r".into());
        model.join(None);
        for batch in &batches {
            model.append(batch);
            model.position();
            model.deliver(&mut view);
        }
        while !model.wire.is_empty() {
            model.deliver(&mut view);
        }
        let shown = model.shown();
        let lines: Vec<u64> = view.lines().iter().map(|line| line.seq).collect();
        prop_assert_eq!(lines, &shown[shown.len().saturating_sub(LINES_KEPT)..]);
        prop_assert_eq!((view.gaps(), view.repeats()), (0, 0));
    }
}
