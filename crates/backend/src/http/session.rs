//! Who is asking.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use meadow_wire::{Session, SessionToken, Timestamp};

use super::{
    ask::Who,
    etag,
    guests::guest,
    openapi::{Busy, NeedsSession},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{DbError, Known, SessionId, Sessions},
    rules::SESSION_MS,
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// `POST /api/v1/session`: makes a guest's session. The token stands only in this answer.
#[utoipa::path(post, path = "/api/v1/session", tag = "session",
    responses((status = 201, body = Session, description = "A new session, with its token"), Busy))]
pub async fn make(State(shop): State<Shop>, headers: HeaderMap) -> Result<Response, AppError> {
    let token = new_token();
    let (person, expires_at) = (guest(languages(&headers)), end(clock::now()));
    let id = SessionId(clock::random_id("s"));
    shop.db.create_session(&id, &token, &person, expires_at).await?;
    let session = Session {
        token: Some(token),
        person,
        guest: true,
        expires_at,
    };
    Ok(etag::written(StatusCode::CREATED, session))
}

/// A token that nobody has.
pub fn new_token() -> SessionToken {
    SessionToken(URL_SAFE_NO_PAD.encode(clock::random_bytes::<32>()))
}

/// The languages that the browser asks for.
pub fn languages(headers: &HeaderMap) -> &str {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// `GET /api/v1/session`: the session of the token.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", security(("session" = [])),
    responses((status = 200, body = Session, description = "The session, without its token"), NeedsSession, Busy))]
pub async fn tell(Who(known): Who, headers: HeaderMap) -> Result<Response, AppError> {
    etag::answer(&headers, &known.session)
}

/// Moves the end of a session that is used: at most once a day, and once an hour where its owner is told when it was used.
pub async fn keep_alive(shop: &Shop, known: &Known) -> Result<(), DbError> {
    let end = end(clock::now());
    let rest = if known.account.is_some() { HOUR_MS } else { DAY_MS };
    if known.session.expires_at.plus_ms(rest) < end {
        shop.db.extend_session(&known.own, end).await?;
    }
    Ok(())
}

/// When a session that is used now is over.
pub fn end(now: Timestamp) -> Timestamp {
    now.plus_ms(SESSION_MS)
}
