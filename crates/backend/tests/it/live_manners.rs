//! What the socket does with clients that misbehave, and when the server stops.

use meadow_wire::{ClientFrame, ServerFrame};
use tokio_tungstenite::tungstenite::Message;

use crate::live_stage::{LIVE, Stage};

fn problem(frame: ServerFrame) -> Option<String> {
    match frame {
        ServerFrame::Problem { detail, .. } => Some(detail),
        _ => None,
    }
}

#[tokio::test]
async fn what_can_not_be_used_is_answered_in_words_and_the_fifth_time_closes() {
    let stage = Stage::open().await;
    let mut client = stage.looker().await;
    let huge = format!(r#"{{"join":{{"room":"{}"}}}}"#, "r".repeat(9_000));
    for message in [
        Message::text("{"),
        Message::text(r#"{"join":{"room":"r-live","surprise":1}}"#),
        Message::binary(vec![1, 2, 3]),
        Message::text(huge),
        Message::text(r#"{"join":{"room":"r-nowhere"}}"#),
    ] {
        client.raw(message).await;
        assert!(!client.find(problem).await.is_empty());
    }
    assert_eq!(client.next().await, None, "closed");
    let mut next = stage.looker().await;
    next.send(&ClientFrame::Time { client_ms: 5 }).await;
    assert!(
        matches!(next.next().await, Some(ServerFrame::Time { client_ms: 5, .. })),
        "others go on"
    );
}

#[tokio::test]
async fn hello_comes_first_and_once() {
    let stage = Stage::open().await;
    let mut client = stage.silent().await;
    client.join(LIVE, None).await;
    assert!(client.find(problem).await.contains("hello"));
    client.send(&ClientFrame::Hello { token: None }).await;
    assert!(matches!(
        client.next().await,
        Some(ServerFrame::Hello { viewer: None, .. })
    ));
    client.send(&ClientFrame::Hello { token: None }).await;
    assert!(client.find(problem).await.contains("once"));
}

#[tokio::test]
async fn a_token_nobody_gave_out_makes_a_looker_on() {
    let stage = Stage::open().await;
    let mut client = stage.silent().await;
    client
        .send(&ClientFrame::Hello {
            token: Some(meadow_wire::SessionToken("stolen".into())),
        })
        .await;
    assert!(matches!(
        client.next().await,
        Some(ServerFrame::Hello { viewer: None, .. })
    ));
}

#[tokio::test]
async fn a_server_that_stops_says_bye_with_a_delay() {
    let stage = Stage::open().await;
    let mut client = stage.looker().await;
    let shop = stage.shop.clone();
    let stop = tokio::spawn(async move { shop.live.stop().await });
    let delay = client
        .find(|frame| match frame {
            ServerFrame::Bye { reconnect_after_ms } => Some(reconnect_after_ms),
            _ => None,
        })
        .await;
    assert!((200..=3_000).contains(&delay));
    assert_eq!(client.next().await, None);
    stop.await.expect("it stops");
}
