//! How a request is made and what can go wrong.

use std::cell::RefCell;

use futures::future::LocalBoxFuture;
use gloo_net::http::{Method, Request, RequestBuilder};
use meadow_wire::{Problem, SessionToken};
use serde::{Serialize, de::DeserializeOwned};

/// After this long without an answer a request is given up, in milliseconds. The slow test card takes ten seconds.
const PATIENCE_MS: u32 = 20_000;

thread_local! {
    static TOKEN: RefCell<Option<SessionToken>> = const { RefCell::new(None) };
}

/// Why a call brought nothing back, in the terms a page must act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// No answer came. The page offers "Try again".
    #[error("We can't reach the shop")]
    Unreachable,
    /// The server said no and why. The page shows the reason.
    #[error("{}", .0.detail)]
    Refused(Problem),
    /// The answer made no sense: half a body, or not ours. The page offers "Try again".
    #[error("The shop's answer could not be read")]
    Garbled,
}

impl ApiError {
    /// The HTTP status, 0 if there was none.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(problem) => problem.status,
            _ => 0,
        }
    }

    /// Whether asking the same again may help.
    pub fn passing(&self) -> bool {
        !matches!(self, Self::Refused(problem) if problem.status < 500 && problem.status != 429)
    }

    /// What happened and what the shopper can do about it, as whole sentences.
    pub fn in_words(&self) -> String {
        sentences(&self.to_string(), &self.next_step())
    }

    /// What the shopper can do, in words.
    pub fn next_step(&self) -> String {
        match self {
            Self::Unreachable => "Check your connection. We keep trying, and nothing is lost.".to_owned(),
            Self::Garbled => "Try again in a moment.".to_owned(),
            Self::Refused(problem) => problem.next_step.clone(),
        }
    }
}

/// Two sentences after each other, the first with a full stop at its end: the server's have one, ours stand alone as titles.
fn sentences(first: &str, second: &str) -> String {
    let stop = if first.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{stop} {second}")
}

/// Sets the token that every request from now on carries.
pub fn set_token(token: Option<SessionToken>) {
    TOKEN.set(token);
}

/// The token in use.
pub fn token() -> Option<SessionToken> {
    TOKEN.with_borrow(Clone::clone)
}

/// A path with an id in it, which may hold anything: `path("/api/v1/notes/", "n/1", "/like")`.
pub fn path(before: &str, id: &str, after: &str) -> String {
    format!(
        "{before}{}{after}",
        String::from(js_sys::encode_uri_component(id))
    )
}

/// Asks for something.
pub async fn get<T: DeserializeOwned>(path: &str, query: &[(&str, &str)]) -> Result<T, ApiError> {
    parse(
        &answer(builder(path, Method::GET).query(query.iter().copied()).build())
            .await?
            .1,
    )
}

/// Asks for something that is kept as it comes.
pub async fn text(path: &str) -> Result<String, ApiError> {
    Ok(answer(builder(path, Method::GET).build()).await?.1)
}

/// Sends something.
pub async fn send<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &B,
) -> Result<T, ApiError> {
    parse(&send_told(method, path, body).await?.1)
}

/// Sends something that is answered in more than one way: the status and the text of a good answer.
pub async fn send_told<B: Serialize>(
    method: Method,
    path: &str,
    body: &B,
) -> Result<(u16, String), ApiError> {
    answer(with_body(method, path, body)?).await
}

/// Sends something that is answered by nothing.
pub async fn tell<B: Serialize>(method: Method, path: &str, body: &B) -> Result<(), ApiError> {
    answer(with_body(method, path, body)?).await.map(drop)
}

/// Sends a request without a body that is answered by nothing.
pub async fn tell_empty(method: Method, path: &str) -> Result<(), ApiError> {
    answer(builder(path, method).build()).await.map(drop)
}

/// Sends a request without a body.
pub async fn send_empty<T: DeserializeOwned>(method: Method, path: &str) -> Result<T, ApiError> {
    parse(&answer(builder(path, method).build()).await?.1)
}

/// Reads the JSON of an answer that somebody else asked for.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    meadow_json::from_str(text).map_err(|_| ApiError::Garbled)
}

fn with_body<B: Serialize>(
    method: Method,
    path: &str,
    body: &B,
) -> Result<Result<Request, gloo_net::Error>, ApiError> {
    let body = meadow_json::to_string(body).map_err(|_| ApiError::Garbled)?;
    Ok(builder(path, method)
        .header("content-type", "application/json")
        .body(body))
}

fn builder(path: &str, method: Method) -> RequestBuilder {
    let request = RequestBuilder::new(path)
        .method(method)
        .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(PATIENCE_MS)));
    match token() {
        Some(token) => request.header("authorization", &format!("Bearer {}", token.0)),
        None => request,
    }
}

/// The status and the text of a good answer. It is boxed and knows no type, so that the browser downloads it once, not
/// once per type.
fn answer(
    request: Result<Request, gloo_net::Error>,
) -> LocalBoxFuture<'static, Result<(u16, String), ApiError>> {
    Box::pin(async move {
        let request = request.map_err(|_| ApiError::Garbled)?;
        let answer = request.send().await.map_err(|_| ApiError::Unreachable)?;
        let text = answer.text().await.map_err(|_| ApiError::Unreachable)?;
        if answer.ok() {
            return Ok((answer.status(), text));
        }
        match meadow_json::from_str::<Problem>(&text) {
            Ok(problem) => Err(ApiError::Refused(problem)),
            // A proxy without a backend behind it answers 502 in its own words.
            Err(_) if matches!(answer.status(), 500..) => Err(ApiError::Unreachable),
            Err(_) => Err(ApiError::Garbled),
        }
    })
}
