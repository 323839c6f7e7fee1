//! The real server as a process of its own, to be killed.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::shop_stage::{DESK, order};

/// A server process; killed when dropped.
pub struct Server {
    pub process: Child,
    pub address: SocketAddr,
}

impl Server {
    pub fn start(data: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_meadow-backend"))
            .args([
                "--listen",
                "127.0.0.1:0",
                "--rate-per-second",
                "0",
                "--no-demo",
                "--payment-test-later-ms",
                "1500",
                "--data",
            ])
            .arg(data)
            .env("RUST_LOG", "meadow_backend=info,meadow_backend::limits=off")
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let log = BufReader::new(process.stderr.take().expect("a log"));
        let mut lines = log.lines().map_while(Result::ok);
        let address = lines
            .find_map(|line| line.split("open on http://").nth(1)?.trim().parse().ok())
            .expect("the server says where it listens");
        // Somebody must read on, or the server stops when the pipe is full.
        std::thread::spawn(move || lines.count());
        Self { process, address }
    }

    pub fn kill(mut self) {
        self.process.kill().expect("SIGKILL");
        self.process.wait().expect("it is dead");
    }

    /// SIGTERM, as every supervisor sends it.
    pub fn ask_to_stop(&self) {
        let told = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status();
        assert!(told.expect("kill is there").success());
    }

    /// How it ended, once it did.
    pub async fn end(&mut self) -> ExitStatus {
        for _ in 0..600 {
            if let Some(status) = self.process.try_wait().expect("a child") {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("it does not end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
    }
}

/// One request on its own connection; `None` if it was cut.
pub async fn ask(
    to: SocketAddr,
    method: &str,
    path: &str,
    token: &str,
    body: &Value,
) -> Option<(u16, Value)> {
    let body = body.to_string();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(to).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

/// A shopper who holds one thing.
pub struct Ready {
    pub token: String,
    pub checkout: String,
}

pub async fn get_ready(to: SocketAddr) -> Option<Ready> {
    let (_, session) = ask(to, "POST", "/api/v1/session", "", &Value::Null).await?;
    let token = session["token"].as_str()?.to_owned();
    let change = json!({"changes": [{"id": "1", "variant": DESK, "delta": 1}]});
    let (_, cart) = ask(to, "POST", "/api/v1/cart/changes", &token, &change).await?;
    let hold = json!({"key": "k", "cart_version": cart["version"]});
    let (_, held) = ask(to, "POST", "/api/v1/checkouts", &token, &hold).await?;
    Some(Ready {
        checkout: held["id"].as_str()?.to_owned(),
        token,
    })
}

pub async fn buy(to: SocketAddr, ready: &Ready, card: &str) -> Option<(u16, Value)> {
    ask(
        to,
        "POST",
        "/api/v1/orders",
        &ready.token,
        &order("k", &ready.checkout, card),
    )
    .await
}
