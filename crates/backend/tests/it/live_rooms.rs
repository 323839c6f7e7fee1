//! Joining, coming back, missing nothing; and what a room shows by itself.

use meadow_domain::live::{RoomView, Taken};
use meadow_wire::{ClientFrame, ServerFrame, Since};

use crate::live_stage::{LIVE, Props, REPLAY, Stage, VARIANT, texts};

#[tokio::test]
async fn who_joins_gets_the_room_as_it_is_and_then_what_is_said() {
    let stage = Stage::open().await;
    let mut mira = stage.speaker("mira").await;
    mira.join(LIVE, None).await;
    let mut view = RoomView::new(LIVE.into());
    let snap = mira.next().await.expect("a frame");
    assert_eq!(view.apply(&snap), Taken::Snapped);
    assert!(view.state().live);
    assert_eq!(view.state().tick.stock[0].left, 7);
    mira.say(1, "  hello  ").await;
    let mut event = None;
    let seq = mira
        .find(|frame| match frame {
            ServerFrame::Events { ref events, .. } => {
                view.apply(&frame);
                event = texts(events).pop().or(event.take());
                None
            }
            ServerFrame::Ack { seq, .. } => Some(seq),
            _ => None,
        })
        .await;
    assert_eq!(event.as_deref(), Some("hello"), "the event comes before its ack");
    assert_eq!(view.since().map(|since| since.seq), Some(seq));
    assert_eq!((view.gaps(), view.repeats()), (0, 0));
}

/// Many drops at arbitrary moments: what one client took over all its connections is the log, once and in order.
#[tokio::test]
async fn who_drops_and_comes_back_has_exactly_the_log() {
    let stage = Stage::open().await;
    let mut mira = stage.speaker("mira").await;
    let talk = tokio::spawn(async move {
        for number in 1..=400 {
            mira.say(number, &format!("line {number}")).await;
            if number % 7 == 0 {
                mira.ack(number).await;
            }
        }
        mira.ack(400).await
    });
    let mut view = RoomView::new(LIVE.into());
    let mut resumes = 0;
    let mut connections = 0_usize;
    let mut last = None;
    while last.is_none_or(|last| view.since().is_none_or(|since| since.seq < last)) {
        let mut looker = stage.looker().await;
        looker.join(LIVE, view.since()).await;
        // A different number of frames each time, often none after the answer to `join`.
        for _ in 0..=(connections * 7 % 5) {
            let frame = looker.next().await.expect("a frame");
            resumes += usize::from(matches!(frame, ServerFrame::Resume { .. }));
            assert_ne!(view.apply(&frame), Taken::Rejoin, "a gap");
            if talk.is_finished() && matches!(frame, ServerFrame::Tick { .. } | ServerFrame::Resume { .. }) {
                break;
            }
        }
        connections += 1;
        if talk.is_finished() && last.is_none() {
            last = Some(stage.events_stored(LIVE).await.last().expect("events").seq);
        }
    }
    assert_eq!((view.gaps(), view.repeats()), (0, 0));
    assert!(
        resumes >= connections - 2,
        "{resumes} of {connections} came back by resume"
    );
    let stored = stage.events_stored(LIVE).await;
    assert_eq!(texts(&stored).len(), 400);
    let kept: Vec<_> = view.lines().iter().map(|line| line.seq).collect();
    let newest: Vec<_> = stored
        .iter()
        .rev()
        .take(kept.len())
        .rev()
        .map(|event| event.seq)
        .collect();
    assert_eq!(kept, newest);
    talk.await.expect("the talk ends");
}

/// Joins fall between commits and fan-outs of a busy room: the answer and the events after it must meet.
#[tokio::test]
async fn nothing_falls_between_the_answer_to_join_and_the_first_event() {
    let stage = Stage::open().await;
    let mut mira = stage.speaker("mira").await;
    let talk = tokio::spawn(async move {
        for number in 1..=1_500 {
            mira.say(number, "x").await;
        }
        mira.ack(1_500).await
    });
    let mut tried = 0;
    while !talk.is_finished() && tried < 100 {
        let mut looker = stage.looker().await;
        looker.join(LIVE, None).await;
        let mut view = RoomView::new(LIVE.into());
        for _ in 0..3 {
            let frame = looker.next().await.expect("a frame");
            assert_ne!(view.apply(&frame), Taken::Rejoin);
        }
        assert_eq!((view.gaps(), view.repeats()), (0, 0));
        tried += 1;
    }
    let last = talk.await.expect("the talk ends");
    assert_eq!(
        last, 1_501,
        "the script's Start and every message have a number each"
    );
    assert!(tried > 5);
}

#[tokio::test]
async fn an_unknown_place_or_one_too_far_behind_starts_afresh() {
    let stage = Stage::open().await;
    let mut mira = stage.speaker("mira").await;
    mira.join(LIVE, None).await;
    let epoch = mira
        .find(|frame| match frame {
            ServerFrame::Snap { epoch, .. } => Some(epoch),
            _ => None,
        })
        .await;
    mira.say(1, "hello").await;
    let last = mira.ack(1).await;
    for (since, resumes) in [
        (
            Since {
                epoch: epoch.clone(),
                seq: last,
            },
            true,
        ),
        (
            Since {
                epoch: epoch.clone(),
                seq: 0,
            },
            true,
        ),
        (
            Since {
                epoch: epoch.clone(),
                seq: last + 1,
            },
            false,
        ),
        (
            Since {
                epoch: "another".into(),
                seq: last,
            },
            false,
        ),
    ] {
        let mut looker = stage.looker().await;
        looker.join(LIVE, Some(since.clone())).await;
        let answer = looker.next().await.expect("a frame");
        assert_eq!(
            matches!(answer, ServerFrame::Resume { .. }),
            resumes,
            "{since:?}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn stock_moves_in_the_room_when_it_moves_in_the_shop() {
    let stage = Stage::open().await;
    let mut looker = stage.looker().await;
    looker.join(LIVE, None).await;
    sqlx::query("UPDATE stock SET reserved = 5")
        .execute(&stage.shop.db.writer)
        .await
        .expect("stock");
    stage.shop.live.stock_changed(&[VARIANT.into()]);
    let left = looker
        .find(|frame| match frame {
            ServerFrame::Tick { tick, .. } => tick
                .stock
                .first()
                .map(|stock| stock.left)
                .filter(|left| *left != 7),
            _ => None,
        })
        .await;
    assert_eq!(left, 4);
}

#[tokio::test]
async fn hearts_are_added_up_and_viewers_counted() {
    let stage = Stage::open().await;
    let (mut one, mut two) = (stage.looker().await, stage.looker().await);
    one.join(LIVE, None).await;
    two.join(LIVE, None).await;
    one.send(&ClientFrame::Like {
        room: LIVE.into(),
        count: 50,
    })
    .await;
    two.send(&ClientFrame::Like {
        room: LIVE.into(),
        count: 3,
    })
    .await;
    let viewers = one
        .find(|frame| match frame {
            ServerFrame::Tick { tick, .. } if tick.likes == 53 => Some(tick.viewers),
            _ => None,
        })
        .await;
    assert_eq!(viewers, 2);
    drop(two);
    one.find(|frame| match frame {
        ServerFrame::Tick { tick, .. } if tick.viewers == 1 => Some(()),
        _ => None,
    })
    .await;
    let likes = { stage.reopen().await }.looker_sees_likes().await;
    assert_eq!(likes, 53, "hearts outlive a restart");
}

#[tokio::test]
async fn a_replays_log_is_written_once() {
    let stage = Stage::open().await;
    let first = stage.events_stored(REPLAY).await;
    assert_eq!(first.len(), 3);
    assert_eq!(
        first.iter().map(|event| event.at.ms).collect::<Vec<_>>(),
        [1_000, 1_500, 5_500]
    );
    let stage = stage.reopen().await;
    assert_eq!(stage.events_stored(REPLAY).await, first);
}

const SCRIPT: &str = r#"[
    {"at_ms":0,"body":{"chat":{"by":{"id":"p-2","name":"Lin","avatar":{"sources":[],"width":1,"height":1,"thumbhash":"","alt":""}},"text":"a","client_id":"","client_seq":0}}},
    {"at_ms":100,"body":{"pin":{"product":"g-1"}}}]"#;

#[tokio::test]
async fn a_script_fills_the_room_and_a_restart_says_nothing_twice() {
    let stage = Stage::with(Props {
        script: SCRIPT,
        ..Props::default()
    })
    .await;
    assert_eq!(
        stage.shop.live.viewers(&LIVE.into()),
        1,
        "the script's only speaker"
    );
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let stage = stage.reopen().await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let stored = stage.events_stored(LIVE).await;
    assert!(
        texts(&stored).len() >= 25,
        "two minutes of a script of four seconds: {}",
        texts(&stored).len()
    );
    let mut times: Vec<_> = stored.iter().skip(1).map(|event| event.at.ms).collect();
    let all = times.len();
    times.dedup();
    assert_eq!(times.len(), all);
    assert!(stored.windows(2).all(|pair| pair[0].seq == pair[1].prev));
}

impl Stage {
    async fn looker_sees_likes(&self) -> u64 {
        let mut looker = self.looker().await;
        looker.join(LIVE, None).await;
        looker
            .find(|frame| match frame {
                ServerFrame::Snap { state, .. } => Some(state.tick.likes),
                _ => None,
            })
            .await
    }
}
