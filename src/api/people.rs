//! People.

use meadow_wire::{NoteCard, Page, Person, PersonId};

use super::client::{self, ApiError};

/// `GET /api/v1/people/{id}`: a person's page.
pub async fn read(id: &PersonId) -> Result<Person, ApiError> {
    client::get(&client::path("/api/v1/people/", id.as_str(), ""), &[]).await
}

/// `GET /api/v1/people/{id}/notes?cursor=…`: more of a person's notes.
pub async fn notes(id: &PersonId, cursor: &str) -> Result<Page<NoteCard>, ApiError> {
    client::get(
        &client::path("/api/v1/people/", id.as_str(), "/notes"),
        &[("cursor", cursor)],
    )
    .await
}
