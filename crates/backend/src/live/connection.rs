//! `GET /api/v1/live`: one socket, its way out, its pulse and its end.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, Utf8Bytes, WebSocket},
    },
    response::Response,
    routing::get,
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use meadow_wire::ServerFrame;
use tokio::{
    sync::watch,
    time::{Instant, sleep_until, timeout},
};

use super::{
    hub::Seat,
    inbound::{Client, Heard},
    outbound::{Next, Outbound},
};
use crate::{Shop, clock, http::problem::AppError, limits::Address};

/// `hello` must come within this time.
const HELLO: Duration = Duration::from_secs(10);
/// How often the server asks whether the client is there.
const PING: Duration = Duration::from_secs(10);
/// A client that says nothing for this long is gone.
const SILENCE: Duration = Duration::from_secs(30);
/// A client that does not take what is given to its socket at once, about `FRAME_BYTES`, in this time is closed. Who reads
/// slowly but steadily takes it in time, however much waits.
const NO_PROGRESS: Duration = Duration::from_secs(10);
/// The last frames of a connection that the server closes may take this long.
const LAST_FRAMES: Duration = Duration::from_secs(2);
/// No frame may be larger. Those over `inbound::FRAME_MAX` are refused in words, those over this end the connection.
const HARD_MAX: usize = 64 * 1024;
/// With so many answers waiting, nothing more is read.
const ANSWERS: usize = 64;
/// Frames given to the socket at once.
const AT_ONCE: usize = 16;

/// The socket's route.
pub fn router() -> Router<Shop> {
    Router::new().route("/api/v1/live", get(upgrade))
}

/// `GET /api/v1/live`: becomes a WebSocket. 429 if the address has too many open.
async fn upgrade(
    State(shop): State<Shop>,
    address: Option<Extension<Address>>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, AppError> {
    let seat = shop
        .live
        .seat(address.map(|Extension(address)| address))
        .ok_or(AppError::TooMany { retry_after_secs: 10 })?;
    let upgrade = upgrade.max_message_size(HARD_MAX).max_frame_size(HARD_MAX);
    Ok(upgrade.on_upgrade(move |socket| serve(socket, shop, seat)))
}

/// Both directions in one task: between looking what is behind and catching up nothing else of this client happens.
async fn serve(socket: WebSocket, shop: Shop, seat: Seat) {
    let out = Arc::new(Outbound::default());
    let (sink, stream) = socket.split();
    let mut client = Client::new(shop.clone(), seat, Arc::clone(&out));
    let connection = client.connection();
    let write = write(sink, shop, connection, &out);
    tokio::pin!(write);
    let finish = tokio::select! {
        () = &mut write => false,
        finish = read(stream, &mut client, &out) => finish,
    };
    if finish {
        out.close();
        if timeout(LAST_FRAMES, write).await.is_err() {
            tracing::debug!("a client did not take its last frames");
        }
    }
}

/// Reads until the client is gone (false) or has to go (true).
async fn read(mut stream: SplitStream<WebSocket>, client: &mut Client, out: &Outbound) -> bool {
    let started = Instant::now();
    loop {
        out.shorter_than(ANSWERS).await;
        let patience = if client.said_hello() {
            SILENCE
        } else {
            HELLO.saturating_sub(started.elapsed())
        };
        let message = match timeout(patience, stream.next()).await {
            Ok(Some(Ok(message))) => message,
            Ok(None | Some(Err(_))) => return false,
            Err(_) => return true,
        };
        let heard = match message {
            Message::Text(text) => client.hear(&text).await,
            Message::Binary(_) => client.problem(None, "Frames are text: one JSON object in each."),
            Message::Ping(_) | Message::Pong(_) => Heard::GoOn,
            Message::Close(_) => return false,
        };
        if heard == Heard::Enough {
            return true;
        }
    }
}

/// Sends what waits until the client is gone or does not take it.
async fn write(mut sink: SplitSink<WebSocket, Message>, shop: Shop, connection: u64, out: &Arc<Outbound>) {
    let mut stopping = shop.live.stopping();
    let mut ping_at = Instant::now() + PING;
    loop {
        if Instant::now() >= ping_at {
            ping_at = Instant::now() + PING;
            out.answer(&ServerFrame::Ping);
        }
        match out.next(AT_ONCE) {
            Next::Send(frames) => {
                if !send(&mut sink, frames).await {
                    return;
                }
            }
            Next::CatchUp(rooms) => {
                for (room, since) in rooms {
                    if let Some(room) = shop.live.room(&room) {
                        room.enter(connection, out, Some(&since));
                    }
                }
            }
            Next::Close => {
                // The peer may be gone already: then there is nobody to tell.
                if let Err(error) = sink.close().await {
                    tracing::debug!(%error, "a socket was closed before its last word");
                }
                return;
            }
            Next::Wait => tokio::select! {
                () = out.filled() => {}
                () = sleep_until(ping_at) => {}
                () = stops(&mut stopping) => {
                    out.answer(&ServerFrame::Bye { reconnect_after_ms: scattered_ms() });
                    out.close();
                }
            },
        }
    }
}

/// False if the client is gone or took too long.
async fn send(sink: &mut SplitSink<WebSocket, Message>, frames: Vec<Utf8Bytes>) -> bool {
    for frame in frames {
        if !matches!(
            timeout(NO_PROGRESS, sink.feed(Message::Text(frame))).await,
            Ok(Ok(()))
        ) {
            return false;
        }
    }
    matches!(timeout(NO_PROGRESS, sink.flush()).await, Ok(Ok(())))
}

/// Comes when the server stops, or its hub is gone.
async fn stops(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stops| *stops).await.is_err() {
        tracing::debug!("the hub is gone");
    }
}

/// 200 to 3,000 ms, so that not all come back at once.
fn scattered_ms() -> u32 {
    let random = u16::from_le_bytes(clock::random_bytes());
    200 + u32::from(random) % 2_801
}
