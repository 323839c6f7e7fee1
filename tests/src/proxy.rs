//! A TCP proxy that breaks on purpose: browsers' own network emulation does not touch open WebSockets.

use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How the network is, for connections that are open and for new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    /// Everything passes.
    Fine,
    /// Everything passes, but each piece waits this long.
    Slow(Duration),
    /// Nobody answers: new connections are reset, open ones go on.
    Refuses,
    /// What is sent vanishes and nobody is told.
    BlackHole,
    /// The server hears the client, the client hears nothing: acks get lost.
    Deaf,
    /// Deaf only for connections on which the client says this from now on: just that answer gets lost.
    DeafAfter(&'static str),
    /// Connections on which the client says this are reset; the others go on.
    ResetsOn(&'static str),
}

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Not,
    Reset,
    Fin,
}

#[derive(Debug)]
struct Sky {
    weather: watch::Sender<Weather>,
    end: watch::Sender<(u64, End)>,
    upstream: SocketAddr,
}

/// A proxy in front of one address. It ends with its owner.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    sky: Arc<Sky>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// Listens on a free port.
    pub async fn start(upstream: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("this machine has a free port");
        let address = listener.local_addr().expect("it is bound");
        let sky = Arc::new(Sky {
            weather: watch::Sender::new(Weather::Fine),
            end: watch::Sender::new((0, End::Not)),
            upstream,
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&sky)));
        Self { address, sky, task }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes the weather.
    pub fn turn(&self, weather: Weather) {
        self.sky.weather.send_replace(weather);
    }

    /// Ends all open connections with a reset.
    pub fn reset_all(&self) {
        self.end_all(End::Reset);
    }

    /// Ends all open connections politely.
    pub fn finish_all(&self) {
        self.end_all(End::Fin);
    }

    fn end_all(&self, end: End) {
        self.sky.end.send_modify(|(count, how)| {
            *count += 1;
            *how = end;
        });
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
        self.reset_all();
    }
}

async fn accept(listener: TcpListener, sky: Arc<Sky>) {
    loop {
        let Ok((client, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        if *sky.weather.borrow() == Weather::Refuses {
            slam(&client);
            continue;
        }
        tokio::spawn(serve(client, Arc::clone(&sky)));
    }
}

async fn serve(mut client: TcpStream, sky: Arc<Sky>) {
    let mut end = sky.end.subscribe();
    let Ok(mut server) = TcpStream::connect(sky.upstream).await else {
        slam(&client);
        return;
    };
    // A proxy that gathers bytes would hide faults of timing.
    if client.set_nodelay(true).and(server.set_nodelay(true)).is_err() {
        return;
    }
    let how = {
        let (from_client, to_client) = client.split();
        let (from_server, to_server) = server.split();
        let deaf = AtomicBool::new(false);
        let mut up = pin!(pass(from_client, to_server, &sky, &deaf, false));
        let mut down = pin!(pass(from_server, to_client, &sky, &deaf, true));
        let both = async {
            tokio::select! {
                how = &mut up => if how == End::Reset { how } else { down.await },
                how = &mut down => if how == End::Reset { how } else { up.await },
            }
        };
        tokio::select! {
            how = both => how,
            // What the two hold in their hands is lost, as on a wire.
            changed = end.changed() => changed.map_or(End::Reset, |()| end.borrow().1),
        }
    };
    if how == End::Reset {
        slam(&client);
        slam(&server);
    }
}

/// Copies one direction until it ends.
async fn pass(
    mut from: ReadHalf<'_>,
    mut to: WriteHalf<'_>,
    sky: &Sky,
    deaf: &AtomicBool,
    to_client: bool,
) -> End {
    let mut piece = vec![0; 16 * 1024];
    // A stream with a hole in it never goes on: TCP loses nothing in the middle.
    let mut hole = false;
    loop {
        let count = from.read(&mut piece).await.unwrap_or(0);
        let now = *sky.weather.borrow();
        if let Weather::ResetsOn(words) = now
            && !to_client
            && says(piece.get(..count), words)
        {
            return End::Reset;
        }
        hole |= match now {
            Weather::BlackHole => true,
            Weather::Deaf => to_client,
            Weather::DeafAfter(words) if !to_client && says(piece.get(..count), words) => {
                deaf.store(true, Ordering::Relaxed);
                false
            }
            _ => to_client && deaf.load(Ordering::Relaxed),
        };
        match piece.get(..count) {
            Some(bytes) if count > 0 && !hole => {
                if let Weather::Slow(delay) = now {
                    tokio::time::sleep(delay).await;
                }
                if to.write_all(bytes).await.is_err() {
                    return End::Fin;
                }
            }
            _ if count > 0 => {}
            _ if hole => return std::future::pending().await,
            _ => {
                // The other side may be gone already; then there is nobody to tell.
                drop(to.shutdown().await);
                return End::Fin;
            }
        }
    }
}

fn says(piece: Option<&[u8]>, words: &str) -> bool {
    piece.is_some_and(|piece| {
        piece
            .windows(words.len())
            .any(|window| window == words.as_bytes())
    })
}

/// Ends a connection so that the other side sees a reset.
fn slam(stream: &TcpStream) {
    if let Err(error) = stream.set_zero_linger() {
        eprintln!("a connection ends politely instead of with a reset: {error}");
    }
}
