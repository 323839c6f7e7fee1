//! A client of the live room, as the storefront's: it comes back, joins where it was, and says what was not acked.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use meadow_domain::live::{RoomView, Taken};
use meadow_domain::reconnect;
use meadow_tests::history::{Message, Watched};
use meadow_wire::{ClientFrame, Event, EventBody, Join, RoomId, ServerFrame, SessionToken};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, interval, sleep, timeout};
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::outboxes::{Mode, Waiting};

/// The storefront waits 15 s; here a probe goes out twice a second, so that a shorter silence means the same.
const SILENCE: Duration = Duration::from_millis(2_000);
const PROBE: Duration = Duration::from_millis(500);
/// Nobody wants to wait for the longest delays in a test of a minute.
const LONGEST_DELAY_MS: u32 = 1_000;

/// Who speaks, where, and what.
#[derive(Debug, Clone)]
pub struct Role {
    /// The speaker's number in the history.
    pub who: u32,
    /// Through the proxy.
    pub address: SocketAddr,
    /// Which room.
    pub room: RoomId,
    /// Whose session.
    pub token: SessionToken,
    /// How many messages; 0 for a watcher.
    pub messages: u32,
    /// The time between two.
    pub says_every: Duration,
    /// Right, or how broken.
    pub mode: Mode,
}

/// What a client knows at the end.
#[derive(Debug)]
pub struct Told {
    /// What it handed to its outbox.
    pub said: Vec<Message>,
    /// What it took from the log.
    pub watched: Watched,
    /// How often it came back.
    pub reconnects: u32,
}

/// What the test tells its clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Go on.
    GoOn,
    /// Leave when everything is said and the view stands at this event or later.
    LeaveAt(u64),
    /// Leave now.
    Leave,
}

/// One client.
pub struct Chatter {
    role: Role,
    view: RoomView,
    waiting: Waiting,
    told: Told,
    word: watch::Receiver<Word>,
    /// Whether everything is said and acked.
    quiet: watch::Sender<bool>,
    random: u32,
    resting_until: Instant,
}

impl Chatter {
    /// A client that has not come yet.
    pub fn new(role: Role, word: watch::Receiver<Word>, quiet: watch::Sender<bool>) -> Self {
        Self {
            view: RoomView::new(role.room.clone()),
            waiting: Waiting::new(role.mode, format!("client-{}", role.who).into()),
            told: Told {
                said: Vec::new(),
                watched: Watched::default(),
                reconnects: 0,
            },
            word,
            quiet,
            random: role.who.wrapping_mul(2_654_435_761),
            resting_until: Instant::now(),
            role,
        }
    }

    /// Lives until it is told to leave.
    pub async fn run(mut self) -> Told {
        let mut attempt = 0;
        while !self.may_leave() {
            if self.visit().await {
                attempt = 0;
            }
            self.waiting.on_drop();
            self.told.reconnects += 1;
            self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let delay = reconnect::delay_ms(attempt, self.random).min(LONGEST_DELAY_MS);
            attempt += 1;
            sleep(Duration::from_millis(delay.into())).await;
        }
        self.told.watched.to = self.view.since().map_or(0, |since| since.seq);
        self.told
    }

    /// One connection, from hello to its end. Says whether the room was entered.
    async fn visit(&mut self) -> bool {
        let Some(mut socket) = self.enter().await else {
            return false;
        };
        let mut joined = false;
        let mut probe = interval(PROBE);
        let mut says = interval(self.role.says_every);
        says.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
        let mut heard = Instant::now();
        while !self.may_leave() && heard.elapsed() < SILENCE {
            tokio::select! {
                frame = socket.next() => match frame {
                    Some(Ok(Frame::Text(text))) => {
                        heard = Instant::now();
                        let frame = serde_json::from_str(&text).expect("the server's frames can be read");
                        match self.hear(&frame, &mut joined) {
                            Some(reply) if send(&mut socket, &reply).await.is_none() => return joined,
                            _ => {}
                        }
                    }
                    Some(Ok(Frame::Close(_)) | Err(_)) | None => return joined,
                    Some(Ok(_)) => heard = Instant::now(),
                },
                _ = probe.tick() => {
                    if send(&mut socket, &ClientFrame::Time { client_ms: 0 }).await.is_none() {
                        return joined;
                    }
                }
                _ = says.tick() => self.think_of_something(),
            }
            while joined && Instant::now() >= self.resting_until {
                let Some(say) = self.waiting.next() else { break };
                if send(&mut socket, &ClientFrame::Say(say)).await.is_none() {
                    return joined;
                }
            }
            let is_quiet = self.is_done();
            self.quiet
                .send_if_modified(|quiet| std::mem::replace(quiet, is_quiet) != is_quiet);
        }
        joined
    }

    async fn enter(&self) -> Option<WebSocketStream<TcpStream>> {
        let connecting = async {
            let stream = TcpStream::connect(self.role.address).await.ok()?;
            stream.set_nodelay(true).ok()?;
            let url = format!("ws://{}/api/v1/live", self.role.address);
            Some(client_async(url, stream).await.ok()?.0)
        };
        let mut socket = timeout(SILENCE, connecting).await.ok()??;
        let token = Some(self.role.token.clone());
        send(&mut socket, &ClientFrame::Hello { token }).await?;
        send(&mut socket, &self.join()).await?;
        Some(socket)
    }

    fn join(&self) -> ClientFrame {
        ClientFrame::Join(Join {
            room: self.role.room.clone(),
            since: self.view.since(),
        })
    }

    /// Takes a frame; gives what must be answered.
    fn hear(&mut self, frame: &ServerFrame, joined: &mut bool) -> Option<ClientFrame> {
        match frame {
            ServerFrame::Ack {
                client_id,
                client_seq,
                ..
            } => self.waiting.on_ack(client_id, *client_seq),
            ServerFrame::Nack {
                client_id,
                client_seq,
                code,
                retry_after_ms,
                ..
            } => {
                self.waiting
                    .on_nack(client_id, *client_seq, *code, *retry_after_ms);
                self.resting_until =
                    Instant::now() + Duration::from_millis(retry_after_ms.unwrap_or(100).into());
            }
            ServerFrame::Ping => return Some(ClientFrame::Pong),
            ServerFrame::Problem { detail, .. } => panic!("the server can't use a frame: {detail}"),
            _ => {}
        }
        let before = self.view.since();
        let taken = self.view.apply(frame);
        let after = self.view.since().map_or(0, |since| since.seq);
        let (events, first_snap): (&[Event], bool) = match frame {
            ServerFrame::Events { events, .. } | ServerFrame::Resume { events, .. } => (events, false),
            ServerFrame::Snap { recent, .. } => (recent, before.is_none()),
            _ => (&[], false),
        };
        if first_snap {
            self.told.watched.from = after;
        }
        let from = before.map_or(after, |since| since.seq);
        for event in events
            .iter()
            .filter(|event| event.seq > from && event.seq <= after)
        {
            self.waiting.on_event(&event.body);
            if let EventBody::Chat { text, .. } = &event.body
                && Message::of(text).is_some()
            {
                self.told.watched.seqs.push(event.seq);
            }
        }
        *joined |= matches!(frame, ServerFrame::Snap { .. } | ServerFrame::Resume { .. });
        (taken == Taken::Rejoin).then(|| self.join())
    }

    fn think_of_something(&mut self) {
        let number = u32::try_from(self.told.said.len()).expect("few messages") + 1;
        if number > self.role.messages {
            return;
        }
        let message = Message {
            who: self.role.who,
            number,
        };
        self.told.said.push(message);
        self.waiting.say(&self.role.room, &message.text());
    }

    fn is_done(&self) -> bool {
        self.told.said.len() == self.role.messages as usize && self.waiting.is_empty()
    }

    fn may_leave(&self) -> bool {
        match *self.word.borrow() {
            Word::GoOn => false,
            Word::LeaveAt(seq) => self.is_done() && self.view.since().is_some_and(|since| since.seq >= seq),
            Word::Leave => true,
        }
    }
}

async fn send(socket: &mut WebSocketStream<TcpStream>, frame: &ClientFrame) -> Option<()> {
    let text = serde_json::to_string(frame).expect("the wire's types can be written");
    timeout(SILENCE, socket.send(Frame::text(text))).await.ok()?.ok()
}
