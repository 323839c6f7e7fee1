//! What the shop tells this session.

use gloo_net::http::Method;
use meadow_wire::{Inbox, MessageId, Unread};

use super::client::{self, ApiError};

/// `GET /api/v1/inbox?cursor=…`: what the shop told this session, newest first.
pub async fn list(cursor: Option<&str>) -> Result<Inbox, ApiError> {
    match cursor {
        Some(cursor) => client::get("/api/v1/inbox", &[("cursor", cursor)]).await,
        None => client::get("/api/v1/inbox", &[]).await,
    }
}

/// `GET /api/v1/inbox?limit=1`: how many messages are not read.
pub async fn count() -> Result<u32, ApiError> {
    let inbox: Inbox = client::get("/api/v1/inbox", &[("limit", "1")]).await?;
    Ok(inbox.unread)
}

/// `POST /api/v1/inbox/{id}/read`: a message was read.
pub async fn read(id: &MessageId) -> Result<Unread, ApiError> {
    client::send_empty(
        Method::POST,
        &client::path("/api/v1/inbox/", id.as_str(), "/read"),
    )
    .await
}

/// `POST /api/v1/inbox/read`: all messages were read.
pub async fn read_all() -> Result<Unread, ApiError> {
    client::send_empty(Method::POST, "/api/v1/inbox/read").await
}
