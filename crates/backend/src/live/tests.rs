//! A slow reader, step by step: without sockets, so that nothing depends on buffers and time.

use std::sync::Arc;

use meadow_domain::live::{RoomView, Taken};
use meadow_wire::{Event, EventBody, RoomStatus, ServerFrame, Since, Timestamp};
use tokio::sync::mpsc;

use super::{
    log::Opened,
    outbound::{Next, Outbound, QUEUE_FRAMES},
    room::Room,
    setup::RoomSetup,
};

const CONNECTION: u64 = 1;

fn room() -> Room {
    let setup = RoomSetup {
        id: "r".into(),
        host: "p".into(),
        status: RoomStatus::Live,
        starts_at: Timestamp::from_ms(0),
        script_from: Timestamp::from_ms(0),
        shelf: Vec::new(),
        script: Vec::new(),
    };
    let opened = Opened {
        epoch: "e".into(),
        likes: 0,
        marks: Vec::new(),
        recent: Vec::new(),
    };
    Room::new(setup, opened, mpsc::channel(1).0)
}

fn publish(room: &Room, count: u64) {
    for _ in 0..count {
        let (prev, _) = room.position();
        let body = EventBody::Explain { product: "g".into() };
        room.publish(vec![Event {
            seq: prev + 1,
            prev,
            at: Timestamp::from_ms(0),
            body,
        }]);
    }
}

/// Takes all that waits, catching up when told to, as a connection's writer does.
fn read_all(room: &Room, out: &Arc<Outbound>, view: &mut RoomView) -> (u32, u32) {
    let (mut resumes, mut snaps) = (0, 0);
    loop {
        match out.next(16) {
            Next::Send(frames) => {
                for frame in frames {
                    let frame: ServerFrame = serde_json::from_str(&frame).expect("a frame");
                    resumes += u32::from(matches!(frame, ServerFrame::Resume { .. }));
                    snaps += u32::from(matches!(frame, ServerFrame::Snap { .. }));
                    assert_ne!(view.apply(&frame), Taken::Rejoin, "a gap");
                }
            }
            Next::CatchUp(rooms) => rooms
                .iter()
                .for_each(|(_, since)| room.enter(CONNECTION, out, Some(since))),
            Next::Wait | Next::Close => return (resumes, snaps),
        }
    }
}

fn slow_reader(missed: u64) -> (u32, u32, RoomView) {
    let (room, out) = (room(), Arc::new(Outbound::default()));
    let mut view = RoomView::new("r".into());
    room.enter(CONNECTION, &out, None);
    publish(&room, missed);
    let (resumes, snaps) = read_all(&room, &out, &mut view);
    publish(&room, 3);
    read_all(&room, &out, &mut view);
    assert_eq!(
        view.since(),
        Some(Since {
            epoch: "e".into(),
            seq: missed + 3
        })
    );
    assert_eq!((view.gaps(), view.repeats()), (0, 0));
    (resumes, snaps, view)
}

#[test]
fn a_reader_that_fell_behind_gets_exactly_what_it_missed() {
    let (resumes, snaps, _) = slow_reader(QUEUE_FRAMES as u64 + 500);
    assert_eq!((resumes, snaps), (1, 1), "a snap to join, a resume to catch up");
}

#[test]
fn a_reader_that_fell_behind_too_far_starts_afresh() {
    let (resumes, snaps, _) = slow_reader(QUEUE_FRAMES as u64 + 2_500);
    assert_eq!((resumes, snaps), (0, 2));
}

#[test]
fn a_slow_reader_is_a_viewer_all_the_time_and_holds_a_bounded_queue() {
    let (room, out) = (room(), Arc::new(Outbound::default()));
    room.enter(CONNECTION, &out, None);
    publish(&room, 5_000);
    assert_eq!(room.viewers(), 1);
    let mut waiting = 0;
    while let Next::Send(frames) = out.next(16) {
        waiting += frames.len();
    }
    assert_eq!(waiting, QUEUE_FRAMES);
}

#[test]
fn who_left_gets_nothing_more() {
    let (room, out) = (room(), Arc::new(Outbound::default()));
    room.enter(CONNECTION, &out, None);
    while let Next::Send(_) = out.next(16) {}
    room.leave(CONNECTION);
    publish(&room, 5);
    room.send_tick();
    assert!(matches!(out.next(16), Next::Wait));
}
