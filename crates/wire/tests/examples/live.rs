//! Rooms, and what goes over the live socket.

use meadow_wire::{
    ClientFrame, Event, EventBody, Join, NackCode, Playback, PlaybackKind, Room, RoomCard, RoomState,
    RoomStatus, Say, Since, StockLeft, Tick, Viewer,
};

use super::{at, client_id, epoch, people, picture, product_id, products, room_id, variant_id};

pub fn room_card() -> RoomCard {
    RoomCard {
        id: room_id(),
        title: "Which width am I? Bring your feet".to_owned(),
        cover: picture(
            "covers/live-feet",
            (640, 480),
            "Mira kneels beside a row of lasts",
        ),
        host: people::person_card(),
        status: RoomStatus::Live,
        viewers: 212,
        starts_at: at(-20),
        lang: "en".to_owned(),
    }
}

pub fn room_statuses() -> Vec<RoomStatus> {
    let all = vec![RoomStatus::Scheduled, RoomStatus::Live, RoomStatus::Replay];
    for status in &all {
        match status {
            RoomStatus::Scheduled | RoomStatus::Live | RoomStatus::Replay => {}
        }
    }
    all
}

pub fn playback() -> Playback {
    Playback {
        kind: PlaybackKind::Fmp4Stream,
        url: "/media/live/r-en-01/stream.mp4".to_owned(),
        mime: "video/mp4; codecs=\"avc1.4d401f, mp4a.40.2\"".to_owned(),
    }
}

pub fn playback_kinds() -> Vec<PlaybackKind> {
    let all = vec![PlaybackKind::Fmp4Stream, PlaybackKind::Hls, PlaybackKind::File];
    for kind in &all {
        match kind {
            PlaybackKind::Fmp4Stream | PlaybackKind::Hls | PlaybackKind::File => {}
        }
    }
    all
}

pub fn room() -> Room {
    Room {
        card: room_card(),
        about: "An hour about lasts, widths and what a shop should have told you.".to_owned(),
        playback: vec![playback()],
        products: vec![products::product()],
    }
}

pub fn viewer() -> Viewer {
    Viewer {
        id: "p-zh-11".into(),
        name: "小满".to_owned(),
        avatar: picture("avatars/xiaoman", (192, 192), ""),
    }
}

pub fn since() -> Since {
    Since {
        epoch: epoch(),
        seq: 1_041,
    }
}

pub fn join() -> Join {
    Join {
        room: room_id(),
        since: Some(since()),
    }
}

pub fn say() -> Say {
    Say {
        room: room_id(),
        client_id: client_id(),
        client_seq: 3,
        text: "宽脚的人选哪个码？".to_owned(),
    }
}

pub fn client_frames() -> Vec<ClientFrame> {
    let fresh = Join {
        room: room_id(),
        since: None,
    };
    let all = vec![
        ClientFrame::Hello {
            token: Some(people::session_token()),
        },
        ClientFrame::Hello { token: None },
        ClientFrame::Join(fresh),
        ClientFrame::Join(join()),
        ClientFrame::Leave { room: room_id() },
        ClientFrame::Say(say()),
        ClientFrame::Like {
            room: room_id(),
            count: 12,
        },
        ClientFrame::Time {
            client_ms: 1_777_897_800_000,
        },
        ClientFrame::Pong,
    ];
    for frame in &all {
        match frame {
            ClientFrame::Hello { .. }
            | ClientFrame::Join(_)
            | ClientFrame::Leave { .. }
            | ClientFrame::Say(_) => {}
            ClientFrame::Like { .. } | ClientFrame::Time { .. } | ClientFrame::Pong => {}
        }
    }
    all
}

pub fn nack_codes() -> Vec<NackCode> {
    use NackCode::{Closed, Empty, Failed, NoSession, TooFast, TooLong, Unkind};
    let all = vec![Empty, TooLong, Unkind, TooFast, NoSession, Closed, Failed];
    for code in &all {
        match code {
            Empty | TooLong | Unkind | TooFast | NoSession | Closed | Failed => {}
        }
    }
    all
}

pub fn event_bodies() -> Vec<EventBody> {
    let all = vec![
        EventBody::Start,
        EventBody::Chat {
            by: viewer(),
            text: "宽脚的人选哪个码？".to_owned(),
            client_id: client_id(),
            client_seq: 3,
        },
        EventBody::Pin {
            product: Some(product_id()),
        },
        EventBody::Pin { product: None },
        EventBody::Explain {
            product: product_id(),
        },
        EventBody::Answer {
            question: "Which size for wide feet?".to_owned(),
            text: "Your usual one, in wide. Not one size up.".to_owned(),
            product: Some(product_id()),
        },
        EventBody::End,
    ];
    for body in &all {
        match body {
            EventBody::Chat { .. } | EventBody::Pin { .. } | EventBody::Explain { .. } => {}
            EventBody::Answer { .. } | EventBody::Start | EventBody::End => {}
        }
    }
    all
}

pub fn event() -> Event {
    Event {
        seq: 1_043,
        prev: 1_041,
        at: at(1),
        body: EventBody::Explain {
            product: product_id(),
        },
    }
}

pub fn stock_left() -> StockLeft {
    StockLeft {
        variant: variant_id(),
        left: 1,
    }
}

pub fn tick() -> Tick {
    Tick {
        likes: 4_210,
        viewers: 212,
        stock: vec![stock_left()],
    }
}

pub fn room_state() -> RoomState {
    RoomState {
        live: true,
        pinned: None,
        explaining: Some(product_id()),
        tick: tick(),
    }
}
