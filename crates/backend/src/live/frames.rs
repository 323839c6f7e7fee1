//! Frames as text. An event is written once, however many connections and answers carry it.

use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use meadow_wire::{Epoch, Event, RoomId, RoomState, ServerFrame, Tick};
use serde::Serialize;

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

/// `ServerFrame::Events`.
pub fn events(room: &RoomId, events: &[Logged]) -> Utf8Bytes {
    format!(
        r#"{{"events":{{"room":{},"events":{}}}}}"#,
        text(room),
        list(events.iter())
    )
    .into()
}

/// `ServerFrame::Resume`.
pub fn resume<'a>(
    room: &RoomId,
    epoch: &Epoch,
    events: impl Iterator<Item = &'a Logged>,
    tick: &Tick,
) -> Utf8Bytes {
    format!(
        r#"{{"resume":{{"room":{},"epoch":{},"events":{},"tick":{}}}}}"#,
        text(room),
        text(epoch),
        list(events),
        text(tick)
    )
    .into()
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
    use super::{Logged, events, resume, snap};
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
        let read = |text: &str| serde_json::from_str::<ServerFrame>(text).expect("a frame");
        assert_eq!(
            read(&events(&room, &logged)),
            ServerFrame::Events {
                room: room.clone(),
                events: two()
            }
        );
        assert_eq!(
            read(&resume(&room, &epoch, logged.iter(), &tick)),
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
}
