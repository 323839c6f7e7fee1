//! Frames as text. An event is written once, however many connections and answers carry it.

use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use meadow_wire::{Epoch, Event, RoomId, RoomState, ServerFrame, Tick};
use serde::Serialize;

/// A frame of events is about so long at most, in bytes: what a client takes at once is small enough to be taken in time.
pub const FRAME_BYTES: usize = 64 * 1024;

/// An event with its text.
#[derive(Debug, Clone)]
pub struct Logged {
    /// The event.
    pub event: Arc<Event>,
    json: Arc<str>,
}

impl Logged {
    /// Writes the event.
    pub fn new(event: Event) -> Self {
        Self {
            json: text(&event).into(),
            event: Arc::new(event),
        }
    }
}

/// Any frame.
pub fn frame(frame: &ServerFrame) -> Utf8Bytes {
    text(frame).into()
}

/// `ServerFrame::Events`, as many as are needed, each with the number of its last event.
pub fn events(room: &RoomId, events: &[&Logged]) -> Vec<(Utf8Bytes, u64)> {
    let mut rest = events;
    let mut frames = Vec::with_capacity(1);
    while !rest.is_empty() {
        let (now, later) = rest.split_at(fitting(rest));
        let frame = format!(
            r#"{{"events":{{"room":{},"events":{}}}}}"#,
            text(room),
            list(now.iter().copied())
        );
        frames.extend(now.last().map(|last| (frame.into(), last.event.seq)));
        rest = later;
    }
    frames
}

/// `ServerFrame::Resume` with the first of these events, and `ServerFrame::Events` with what does not fit into it.
pub fn resume(room: &RoomId, epoch: &Epoch, missed: &[&Logged], tick: &Tick) -> Vec<Utf8Bytes> {
    let (first, rest) = missed.split_at(fitting(missed));
    let resume = format!(
        r#"{{"resume":{{"room":{},"epoch":{},"events":{},"tick":{}}}}}"#,
        text(room),
        text(epoch),
        list(first.iter().copied()),
        text(tick)
    );
    let rest = events(room, rest).into_iter().map(|(frame, _)| frame);
    std::iter::once(resume.into()).chain(rest).collect()
}

/// `ServerFrame::Snap`.
pub fn snap<'a>(
    room: &RoomId,
    epoch: &Epoch,
    seq: u64,
    state: &RoomState,
    recent: impl Iterator<Item = &'a Logged>,
) -> Utf8Bytes {
    format!(
        r#"{{"snap":{{"room":{},"epoch":{},"seq":{seq},"state":{},"recent":{}}}}}"#,
        text(room),
        text(epoch),
        text(state),
        list(recent)
    )
    .into()
}

/// How many of these go into one frame; at least one.
fn fitting(events: &[&Logged]) -> usize {
    let mut bytes = 0;
    let fits = |event: &&&Logged| {
        bytes += event.json.len();
        bytes <= FRAME_BYTES
    };
    events.iter().take_while(fits).count().max(1).min(events.len())
}

fn list<'a>(events: impl Iterator<Item = &'a Logged>) -> String {
    let mut out = String::from("[");
    for (index, event) in events.enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&event.json);
    }
    out.push(']');
    out
}

fn text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("wire types have string keys only, so they always become JSON")
}

#[cfg(test)]
mod tests {
    use super::{FRAME_BYTES, Logged, events, resume, snap};
    use meadow_wire::{Event, EventBody, RoomId, RoomState, ServerFrame, Tick, Timestamp};

    fn two() -> Vec<Event> {
        let body = |product: &str| EventBody::Explain {
            product: product.into(),
        };
        vec![
            Event {
                seq: 7,
                prev: 5,
                at: Timestamp::from_ms(1),
                body: body("a\"b"),
            },
            Event {
                seq: 8,
                prev: 7,
                at: Timestamp::from_ms(2),
                body: body("</script>"),
            },
        ]
    }

    #[test]
    fn frames_put_together_by_hand_read_as_the_wire_types() {
        let (room, epoch, tick) = (RoomId::from("r\"1"), "e-1".into(), Tick::default());
        let logged: Vec<_> = two().into_iter().map(Logged::new).collect();
        let all: Vec<_> = logged.iter().collect();
        let read = |text: &str| serde_json::from_str::<ServerFrame>(text).expect("a frame");
        assert_eq!(
            read(&events(&room, &all)[0].0),
            ServerFrame::Events {
                room: room.clone(),
                events: two()
            }
        );
        assert_eq!(
            read(&resume(&room, &epoch, &all, &tick)[0]),
            ServerFrame::Resume {
                room: room.clone(),
                epoch: epoch.clone(),
                events: two(),
                tick
            }
        );
        let state = RoomState::default();
        assert_eq!(
            read(&snap(&room, &epoch, 8, &state, logged.iter())),
            ServerFrame::Snap {
                room: room.clone(),
                epoch,
                seq: 8,
                state: Box::new(state),
                recent: two()
            }
        );
    }

    #[test]
    fn many_events_come_in_frames_of_a_bounded_size_and_none_is_left_out() {
        let event = |seq: u64| Event {
            seq,
            prev: seq - 1,
            at: Timestamp::from_ms(seq.cast_signed()),
            body: EventBody::Explain {
                product: "g".repeat(500).as_str().into(),
            },
        };
        let mut all: Vec<_> = (1..=1_000).map(event).collect();
        // One that is too long for any frame has a frame of its own.
        all[0].body = EventBody::Explain {
            product: "g".repeat(FRAME_BYTES).as_str().into(),
        };
        let logged: Vec<_> = all.iter().cloned().map(Logged::new).collect();
        let logged: Vec<_> = logged.iter().collect();
        let frames = resume(&"r".into(), &"e".into(), &logged, &Tick::default());
        let mut came = Vec::new();
        for (index, frame) in frames.iter().enumerate() {
            assert!(
                index == 0 || frame.len() < FRAME_BYTES + 1_024,
                "{} bytes",
                frame.len()
            );
            match serde_json::from_str(frame).expect("a frame") {
                ServerFrame::Resume { events, .. } if index == 0 => came.extend(events),
                ServerFrame::Events { events, .. } if index > 0 => came.extend(events),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(came, all);
    }
}
