//! Saying something: once, in order, capped, or refused with a reason.

use meadow_backend::clock;
use meadow_wire::{ClientFrame, NackCode, ServerFrame};

use crate::live_stage::{LIVE, Props, REPLAY, SCHEDULED, Stage, say, texts};

#[tokio::test]
async fn what_arrives_twice_is_one_message_with_one_number_even_after_a_restart() {
    let mut stage = Stage::open().await;
    let mut seqs = Vec::new();
    for round in 0..2 {
        let mut mira = stage.speaker("mira").await;
        for _ in 0..3 {
            mira.say(1, "once").await;
            seqs.push(mira.ack(1).await);
        }
        drop(mira);
        if round == 0 {
            stage = stage.reopen().await;
        }
    }
    seqs.dedup();
    assert_eq!(seqs.len(), 1);
    assert_eq!(texts(&stage.events_stored(LIVE).await), ["once"]);
}

#[tokio::test]
async fn anothers_outbox_can_not_be_used_up() {
    let stage = Stage::open().await;
    let (mut mira, mut thief) = (stage.speaker("mira").await, stage.speaker("thief").await);
    thief.say(1, "mine").await;
    thief.ack(1).await;
    mira.say(1, "hers").await;
    mira.ack(1).await;
    assert_eq!(texts(&stage.events_stored(LIVE).await), ["mine", "hers"]);
}

#[tokio::test]
async fn many_messages_share_a_commit_and_a_frame() {
    let stage = Stage::open().await;
    let mut mira = stage.speaker("mira").await;
    mira.join(LIVE, None).await;
    let many = 2_000;
    let mut numbers = Vec::new();
    let (mut acks, mut frames, mut sent, mut said) = (0, 0, 0, 0);
    while acks < many {
        while sent < many && sent - acks < 60 {
            sent += 1;
            mira.say(sent, "x").await;
        }
        match mira.next().await.expect("a frame") {
            ServerFrame::Ack { .. } => acks += 1,
            ServerFrame::Events { events, .. } => {
                frames += 1;
                said += texts(&events).len() as u64;
                numbers.extend(events.iter().map(|event| event.seq));
            }
            _ => {}
        }
    }
    assert!(numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]), "no gap");
    assert_eq!(said, many);
    assert!(frames * 5 < many, "{frames} frames for {many} messages");
}

#[tokio::test]
async fn a_cap_acts_before_numbering_and_says_when_to_try_again() {
    let stage = Stage::with(Props {
        chat_rate: 1,
        ..Props::default()
    })
    .await;
    let mut mira = stage.speaker("mira").await;
    for number in 1..=6 {
        mira.say(number, "quick").await;
    }
    let (code, wait) = mira.find(nack).await;
    assert_eq!(code, NackCode::TooFast);
    assert!(wait.is_some_and(|wait| (1..=1_001).contains(&wait)), "{wait:?}");
    tokio::time::sleep(std::time::Duration::from_millis(
        u64::from(wait.unwrap_or(0)) + 20,
    ))
    .await;
    mira.say(6, "quick").await;
    mira.ack(6).await;
    let stored = stage.events_stored(LIVE).await;
    assert_eq!(texts(&stored).len(), 6);
    assert!(stored.windows(2).all(|pair| pair[0].seq == pair[1].prev));
}

#[tokio::test]
async fn guests_of_one_address_speak_no_faster_than_five_together() {
    let stage = Stage::with(Props {
        chat_rate: 1,
        ..Props::default()
    })
    .await;
    let mut speakers = Vec::new();
    for number in 0..12 {
        speakers.push(stage.speaker(&format!("guest {number}")).await);
    }
    let started = std::time::Instant::now();
    for speaker in &mut speakers {
        for number in 1..=5 {
            speaker.say(number, "quick").await;
        }
    }
    let (mut said, mut refused) = (0, 0);
    for speaker in &mut speakers {
        for _ in 0..5 {
            let answer = |frame| match frame {
                ServerFrame::Ack { .. } => Some(None),
                other => nack(other).map(Some),
            };
            match speaker.find(answer).await {
                None => said += 1,
                Some((code, wait)) => {
                    assert_eq!(code, NackCode::TooFast);
                    assert!(wait.is_some_and(|wait| (1..=201).contains(&wait)), "{wait:?}");
                    refused += 1;
                }
            }
        }
    }
    let most = 26 + 5 * started.elapsed().as_secs();
    assert!((25..=most).contains(&said), "{said} were said, {refused} refused");
}

#[tokio::test]
async fn what_can_not_be_said_is_refused_with_its_reason() {
    let stage = Stage::open().await;
    let (mut mira, mut looker) = (stage.speaker("mira").await, stage.looker().await);
    let long = "x".repeat(301);
    for (text, code) in [("   ", NackCode::Empty), (long.as_str(), NackCode::TooLong)] {
        mira.say(1, text).await;
        assert_eq!(mira.find(nack).await.0, code);
    }
    for room in [REPLAY, SCHEDULED, "r-nowhere"] {
        mira.send(&ClientFrame::Say(say(room, 1, "hello"))).await;
        assert_eq!(mira.find(nack).await.0, NackCode::Closed, "{room}");
    }
    looker.say(1, "hello").await;
    assert_eq!(looker.find(nack).await.0, NackCode::NoSession);
}

#[tokio::test]
async fn what_is_stored_is_acked_again_even_when_the_room_is_over_or_the_session_gone() {
    let stage = Stage::open().await;
    let mut mira = stage.speaker("mira").await;
    mira.say(1, " hello ").await;
    let stored = mira.ack(1).await;
    let mut nobody = stage.looker().await;
    nobody.say(1, "something else").await;
    assert_eq!(nobody.find(nack).await.0, NackCode::NoSession);
    nobody.say(1, " hello ").await;
    assert_eq!(nobody.ack(1).await, stored);
    stage.end(LIVE).await;
    let mut mira = stage.speaker("mira").await;
    mira.say(1, " hello ").await;
    assert_eq!(mira.ack(1).await, stored);
    mira.say(2, "too late").await;
    assert_eq!(mira.find(nack).await.0, NackCode::Closed);
}

impl Stage {
    /// Takes a room off.
    async fn end(&self, room: &str) {
        sqlx::query("UPDATE rooms SET on_until = 0 WHERE id = $1")
            .bind(room)
            .execute(&self.shop.db.writer)
            .await
            .expect("it is over");
        self.shop
            .live
            .keep_times(clock::now())
            .await
            .expect("times are kept");
    }
}

fn nack(frame: ServerFrame) -> Option<(NackCode, Option<u32>)> {
    match frame {
        ServerFrame::Nack {
            code, retry_after_ms, ..
        } => Some((code, retry_after_ms)),
        _ => None,
    }
}
