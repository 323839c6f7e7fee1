//! People.

use gloo_net::http::Method;
use meadow_wire::{NoteCard, Page, Person, PersonId, Relationship, Switch};

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

/// `PUT /api/v1/people/{id}/follow`: follows a person, or no longer.
pub async fn follow(id: &PersonId, on: bool) -> Result<Relationship, ApiError> {
    tie(id, "/follow", on).await
}

/// `PUT /api/v1/people/{id}/mute`: leaves a person out of lists, or no longer.
pub async fn mute(id: &PersonId, on: bool) -> Result<Relationship, ApiError> {
    tie(id, "/mute", on).await
}

async fn tie(id: &PersonId, what: &str, on: bool) -> Result<Relationship, ApiError> {
    client::send(
        Method::PUT,
        &client::path("/api/v1/people/", id.as_str(), what),
        &Switch { on },
    )
    .await
}
