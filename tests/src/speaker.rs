//! Somebody else in a live room.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use meadow_wire::{ClientFrame, Join, RoomId, Say, ServerFrame, Session};
use serde_json::json;
use tokio::net::TcpStream;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

use crate::http::Http;

/// Enters a room as a new guest and says some lines; returns when all are stored.
pub async fn say(address: SocketAddr, room: &RoomId, lines: &[&str]) {
    let session = Http::new(address)
        .post("/api/v1/session", &json!({}))
        .await
        .expect("the shop answers");
    let session: Session = session.json();
    let stream = TcpStream::connect(address).await.expect("the shop listens");
    let url = format!("ws://{address}/api/v1/live");
    let (mut socket, _) = client_async(url, stream).await.expect("the shop takes sockets");
    let client_id = format!("speaker-{}", session.person.id);
    let mut frames = vec![
        ClientFrame::Hello { token: session.token },
        ClientFrame::Join(Join {
            room: room.clone(),
            since: None,
        }),
    ];
    frames.extend((1..).zip(lines).map(|(client_seq, line)| {
        ClientFrame::Say(Say {
            room: room.clone(),
            client_id: client_id.as_str().into(),
            client_seq,
            text: (*line).to_owned(),
        })
    }));
    for frame in frames {
        let text = serde_json::to_string(&frame).expect("the wire's types can be written");
        socket
            .send(Message::text(text))
            .await
            .expect("the socket is open");
    }
    let mut acked = 0;
    while acked < lines.len() {
        let frame = socket
            .next()
            .await
            .expect("the socket stays open")
            .expect("frames can be read");
        let Message::Text(text) = frame else { continue };
        match serde_json::from_str(&text).expect("frames are the wire's") {
            ServerFrame::Ack { .. } => acked += 1,
            ServerFrame::Nack { detail, .. } => panic!("a line was refused: {detail}"),
            _ => {}
        }
    }
}
