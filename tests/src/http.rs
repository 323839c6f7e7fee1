//! A small HTTP client for a network that breaks: one connection per request, and half an answer is no answer.

use std::net::SocketAddr;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// No whole answer came. The request may have been heard all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAnswer;

/// A whole answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The head, in lower case.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as one of the wire's types.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!(
                "{error} in {} {}",
                self.status,
                String::from_utf8_lossy(&self.body)
            )
        })
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(found, value)| (found == name).then_some(value.trim()))
    }
}

/// Asks one address, with one session.
#[derive(Debug, Clone)]
pub struct Http {
    address: SocketAddr,
    token: Option<String>,
    patience: Duration,
}

impl Http {
    /// Without a session.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            token: None,
            patience: Duration::from_secs(5),
        }
    }

    /// With a session's token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// Gives up after this long.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Result<Answer, NoAnswer> {
        self.ask("GET", path, None).await
    }

    /// `POST` with a body in JSON.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Result<Answer, NoAnswer> {
        let body = serde_json::to_string(body).expect("the wire's types can be written");
        self.ask("POST", path, Some(body)).await
    }

    async fn ask(&self, method: &str, path: &str, body: Option<String>) -> Result<Answer, NoAnswer> {
        let request = self.request(method, path, body.as_deref());
        let answer = timeout(self.patience, exchange(self.address, &request)).await;
        let bytes = answer.map_err(|_| NoAnswer)?.map_err(|_| NoAnswer)?;
        parse(&bytes).ok_or(NoAnswer)
    }

    fn request(&self, method: &str, path: &str, body: Option<&str>) -> String {
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n",
            self.address
        );
        if let Some(token) = &self.token {
            head.push_str(&format!("authorization: Bearer {token}\r\n"));
        }
        if let Some(body) = body {
            head.push_str(&format!(
                "content-type: application/json\r\ncontent-length: {}\r\n",
                body.len()
            ));
        } else if method != "GET" {
            head.push_str("content-length: 0\r\n");
        }
        format!("{head}\r\n{}", body.unwrap_or_default())
    }
}

async fn exchange(address: SocketAddr, request: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(bytes.get(..end)?).to_lowercase();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut answer = Answer {
        status,
        head,
        body: bytes.get(end + 4..)?.to_vec(),
    };
    let chunked = answer
        .header("transfer-encoding")
        .is_some_and(|coding| coding.contains("chunked"));
    if chunked {
        answer.body = unchunk(&answer.body)?;
    } else if let Some(length) = answer.header("content-length") {
        let length: usize = length.parse().ok()?;
        answer.body = answer.body.get(..length)?.to_vec();
    }
    Some(answer)
}

fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let from = end + 2;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(from..from + size)?);
        rest = rest.get(from + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn half_an_answer_is_no_answer() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd";
        assert_eq!(parse(whole).map(|answer| answer.body), Some(b"abcd".to_vec()));
        for end in 0..whole.len() {
            assert!(parse(&whole[..end]).is_none(), "{end}");
        }
        let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
        assert_eq!(parse(chunked).map(|answer| answer.body), Some(b"abc".to_vec()));
        assert!(parse(&chunked[..chunked.len() - 6]).is_none());
    }
}
