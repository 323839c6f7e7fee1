//! Planned rooms begin when they are due, end, and are planned again.

use meadow_backend::{clock, db::Rooms};
use meadow_domain::live::{RoomView, Taken};
use meadow_wire::{ClientFrame, EventBody, RoomStatus, ServerFrame, Timestamp};

use crate::{
    live_stage::{LIVE, Props, SCHEDULED, Stage, say, texts},
    shop_stage::Town,
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const SCRIPT: &str = r#"[{"at_ms":50,"body":{"chat":{"by":{"id":"p-2","name":"Lin","avatar":{"sources":[],"width":1,"height":1,"thumbhash":"","alt":""}},"text":"first line","client_id":"","client_seq":0}}}]"#;

/// The room on the stage was due in 1970: the server was away for a while.
#[tokio::test]
async fn who_waits_in_a_planned_room_is_in_it_when_it_begins() {
    let stage = Stage::with(Props {
        script: SCRIPT,
        ..Props::default()
    })
    .await;
    let mut mira = stage.speaker("mira").await;
    mira.join(SCHEDULED, None).await;
    let mut view = RoomView::new(SCHEDULED.into());
    view.apply(&mira.next().await.expect("a frame"));
    assert!(!view.state().live);
    let now = clock::now();
    stage.shop.live.keep_times(now).await.expect("it begins");
    let mut said = Vec::new();
    while said.is_empty() {
        let frame = mira.next().await.expect("a frame");
        assert_ne!(view.apply(&frame), Taken::Rejoin);
        if let ServerFrame::Events { events, .. } = &frame {
            said.extend(texts(events));
        }
    }
    assert!(view.state().live);
    assert_eq!(said, ["first line"], "its script begins with its first line");
    assert_eq!(stage.planned().await, (RoomStatus::Live, now));
    assert_eq!(stage.shop.live.viewers(&SCHEDULED.into()), 2);
    mira.send(&ClientFrame::Say(say(SCHEDULED, 1, "hello"))).await;
    mira.ack(1).await;
}

#[tokio::test]
async fn a_planned_room_is_on_for_an_hour_and_planned_again_for_the_next_day() {
    let stage = Stage::open().await;
    let begun = clock::now();
    for (after_ms, status, starts_ms) in [
        (0, RoomStatus::Live, 0),
        (HOUR_MS - 1, RoomStatus::Live, 0),
        (HOUR_MS, RoomStatus::Scheduled, DAY_MS),
        (DAY_MS - 1, RoomStatus::Scheduled, DAY_MS),
        (DAY_MS, RoomStatus::Live, DAY_MS),
        (DAY_MS + HOUR_MS, RoomStatus::Scheduled, 2 * DAY_MS),
    ] {
        let now = begun.plus_ms(after_ms);
        stage.shop.live.keep_times(now).await.expect("times are kept");
        let planned = (status, begun.plus_ms(starts_ms));
        assert_eq!(stage.planned().await, planned, "after {after_ms} ms");
    }
    let all_day = stage.shop.db.rooms().await.expect("rooms");
    let live = all_day.iter().find(|room| room.id.as_str() == LIVE);
    assert_eq!(
        live.map(|room| room.status),
        Some(RoomStatus::Live),
        "others stay on"
    );
}

#[tokio::test]
async fn a_restart_in_the_middle_goes_on_and_begins_nothing_twice() {
    let stage = Stage::open().await;
    stage.shop.live.keep_times(clock::now()).await.expect("it begins");
    let begun = stage.planned().await;
    stage.wait_for(&EventBody::Start).await;
    let stage = stage.reopen().await;
    stage
        .shop
        .live
        .keep_times(clock::now())
        .await
        .expect("nothing to do");
    assert_eq!(stage.planned().await, begun);
    let mut mira = stage.speaker("mira").await;
    mira.send(&ClientFrame::Say(say(SCHEDULED, 1, "hello"))).await;
    mira.ack(1).await;
    stage
        .shop
        .live
        .keep_times(clock::now().plus_ms(HOUR_MS))
        .await
        .expect("it ends");
    stage.wait_for(&EventBody::End).await;
    let bodies: Vec<_> = stage
        .events_stored(SCHEDULED)
        .await
        .into_iter()
        .map(|event| event.body)
        .collect();
    assert!(
        matches!(
            bodies.as_slice(),
            [EventBody::Start, EventBody::Chat { .. }, EventBody::End]
        ),
        "{bodies:?}"
    );
}

#[tokio::test]
async fn rooms_that_end_together_are_planned_apart() {
    let stage = Stage::open().await;
    sqlx::query("UPDATE rooms SET status = 'scheduled'")
        .execute(&stage.shop.db.writer)
        .await
        .expect("all are planned");
    let begun = clock::now();
    for after_ms in [0, HOUR_MS] {
        stage
            .shop
            .live
            .keep_times(begun.plus_ms(after_ms))
            .await
            .expect("times are kept");
    }
    let mut starts: Vec<_> = stage
        .shop
        .db
        .rooms()
        .await
        .expect("rooms")
        .iter()
        .map(|room| room.starts_at)
        .collect();
    starts.sort();
    starts.dedup();
    assert_eq!(starts.len(), 3);
}

#[tokio::test]
async fn the_demo_town_keeps_its_times_by_itself() {
    for (no_demo, status) in [(false, "live"), (true, "scheduled")] {
        let town = Town::with(|config| config.no_demo = no_demo).await;
        sqlx::query("UPDATE rooms SET starts_at = 5 WHERE status = 'scheduled'")
            .execute(&town.shop.db.writer)
            .await
            .expect("they are due");
        // The errands run once a second.
        tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
        let room = town.get("/api/v1/rooms/r-en-02").await;
        assert_eq!(room.text("/card/status"), status);
        assert_eq!(room.list("/playback").is_empty(), no_demo);
    }
}

impl Stage {
    async fn planned(&self) -> (RoomStatus, Timestamp) {
        let room = self
            .shop
            .db
            .room(&SCHEDULED.into(), None)
            .await
            .expect("rooms")
            .expect("a room");
        (room.card.status, room.card.starts_at)
    }

    async fn wait_for(&self, body: &EventBody) {
        while !self
            .events_stored(SCHEDULED)
            .await
            .iter()
            .any(|event| event.body == *body)
        {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
}
