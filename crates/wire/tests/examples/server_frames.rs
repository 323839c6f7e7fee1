//! Everything the server can say over the live socket.

use meadow_wire::{NackCode, ServerFrame};

use super::live::{event, room_state, tick, viewer};
use super::{client_id, epoch, room_id};

pub fn server_frames() -> Vec<ServerFrame> {
    let all = [about_the_room(), about_a_message(), about_the_connection()].concat();
    for frame in &all {
        match frame {
            ServerFrame::Hello { .. } | ServerFrame::Snap { .. } | ServerFrame::Resume { .. } => {}
            ServerFrame::Events { .. } | ServerFrame::Tick { .. } | ServerFrame::Pos { .. } => {}
            ServerFrame::Ack { .. } | ServerFrame::Nack { .. } | ServerFrame::Ping => {}
            ServerFrame::Time { .. } | ServerFrame::Bye { .. } | ServerFrame::Problem { .. } => {}
        }
    }
    all
}

fn about_the_room() -> Vec<ServerFrame> {
    vec![
        ServerFrame::Snap {
            room: room_id(),
            epoch: epoch(),
            seq: 1_043,
            state: Box::new(room_state()),
            recent: vec![event()],
        },
        ServerFrame::Resume {
            room: room_id(),
            epoch: epoch(),
            events: vec![event()],
            tick: tick(),
        },
        ServerFrame::Events {
            room: room_id(),
            events: vec![event()],
        },
        ServerFrame::Tick {
            room: room_id(),
            tick: tick(),
        },
        ServerFrame::Pos {
            room: room_id(),
            epoch: epoch(),
            seq: 1_043,
        },
    ]
}

fn about_a_message() -> Vec<ServerFrame> {
    let refused = |code, detail: &str, retry_after_ms| ServerFrame::Nack {
        room: room_id(),
        client_id: client_id(),
        client_seq: 4,
        code,
        detail: detail.to_owned(),
        retry_after_ms,
    };
    vec![
        ServerFrame::Ack {
            room: room_id(),
            client_id: client_id(),
            client_seq: 3,
            seq: 1_044,
        },
        refused(
            NackCode::TooFast,
            "That was quick. It can go out in a moment.",
            Some(800),
        ),
        refused(
            NackCode::Closed,
            "This room is not live. Choose another one.",
            None,
        ),
    ]
}

fn about_the_connection() -> Vec<ServerFrame> {
    vec![
        ServerFrame::Hello {
            viewer: Some(viewer()),
            server_ms: 1_777_897_800_123,
        },
        ServerFrame::Hello {
            viewer: None,
            server_ms: 1_777_897_800_123,
        },
        ServerFrame::Ping,
        ServerFrame::Time {
            client_ms: 1_777_897_800_000,
            server_ms: 1_777_897_800_123,
        },
        ServerFrame::Bye {
            reconnect_after_ms: 1_730,
        },
        ServerFrame::Problem {
            room: Some("r-gone".into()),
            detail: "There is no such room. Look at the list of rooms again.".to_owned(),
        },
        ServerFrame::Problem {
            room: None,
            detail: "A frame may have 8 KB. Send less at once.".to_owned(),
        },
    ]
}
