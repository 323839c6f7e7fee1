//! What the shop tells its shoppers.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_wire::{Inbox, MessageId, Unread};

use super::{
    ask::{Asked, Id, PageParams, Viewer, Who},
    cursor, etag,
    openapi::{Busy, NeedsSession, Unknown, WrongPage},
    problem::AppError,
};
use crate::{
    Shop,
    db::{Messages, SessionId},
};

/// `GET /api/v1/inbox?cursor=`: what the shop told this session, newest first; nothing without a session.
#[utoipa::path(get, path = "/api/v1/inbox", tag = "inbox", security((), ("session" = [])), params(PageParams),
    responses((status = 200, body = Inbox), (status = 304, description = "Not modified"), WrongPage, Busy))]
pub async fn inbox(
    State(shop): State<Shop>,
    viewer: Viewer,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = asked.after("inbox")?;
    let Some(session) = viewer.id() else {
        return etag::answer(&headers, &Inbox::default());
    };
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut items = shop.db.messages(session, after, asked.limit + 1).await?;
    let next = cursor::cut("inbox", &mut items, asked.limit, |message| {
        (message.at.ms, message.id.as_str())
    });
    let unread = shop.db.unread(session).await?;
    etag::answer(&headers, &Inbox { items, next, unread })
}

/// `POST /api/v1/inbox/{id}/read`: a message was read. Saying it twice changes once.
#[utoipa::path(post, path = "/api/v1/inbox/{id}/read", tag = "inbox", security(("session" = [])),
    params(("id" = String, Path)), responses((status = 200, body = Unread), NeedsSession, Unknown, Busy))]
pub async fn read(State(shop): State<Shop>, Who(known): Who, Id(id): Id) -> Result<Response, AppError> {
    if !shop.db.mark_read(&known.id, Some(&MessageId(id))).await? {
        return Err(AppError::missing("message"));
    }
    left(&shop, &known.id).await
}

/// `POST /api/v1/inbox/read`: all messages were read.
#[utoipa::path(post, path = "/api/v1/inbox/read", tag = "inbox", security(("session" = [])),
    responses((status = 200, body = Unread), NeedsSession, Busy))]
pub async fn read_all(State(shop): State<Shop>, Who(known): Who) -> Result<Response, AppError> {
    shop.db.mark_read(&known.id, None).await?;
    left(&shop, &known.id).await
}

async fn left(shop: &Shop, session: &SessionId) -> Result<Response, AppError> {
    let unread = shop.db.unread(session).await?;
    Ok(etag::written(StatusCode::OK, Unread { unread }))
}
