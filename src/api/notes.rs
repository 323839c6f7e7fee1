//! Notes and the marks on them.

use gloo_net::http::Method;
use meadow_wire::{Marks, Note, NoteId, Switch};

use super::client::{self, ApiError};

/// `GET /api/v1/notes/{id}`: all of a note.
pub async fn read(id: &NoteId) -> Result<Note, ApiError> {
    client::get(&client::path("/api/v1/notes/", id.as_str(), ""), &[]).await
}

/// `PUT /api/v1/notes/{id}/like`: likes a note, or no longer.
pub async fn like(id: &NoteId, on: bool) -> Result<Marks, ApiError> {
    client::send(
        Method::PUT,
        &client::path("/api/v1/notes/", id.as_str(), "/like"),
        &Switch { on },
    )
    .await
}

/// `PUT /api/v1/notes/{id}/collect`: collects a note, or no longer.
pub async fn collect(id: &NoteId, on: bool) -> Result<Marks, ApiError> {
    client::send(
        Method::PUT,
        &client::path("/api/v1/notes/", id.as_str(), "/collect"),
        &Switch { on },
    )
    .await
}
