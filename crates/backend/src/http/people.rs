//! People and their notes.

use axum::{extract::State, http::HeaderMap, response::Response};
use meadow_domain::limits::PAGE_DEFAULT;
use meadow_wire::{NoteCard, Page, Person, PersonId};

use super::{
    ask::{Asked, Id, PageParams, Viewer},
    cursor, etag,
    openapi::{Busy, Unknown, WrongPage},
    problem::AppError,
};
use crate::{
    Shop,
    db::{Notes, People},
};

/// `GET /api/v1/people/{id}`: a person's page, with the first page of their notes.
#[utoipa::path(get, path = "/api/v1/people/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, body = Person), (status = 304, description = "Not modified"), Unknown, Busy))]
pub async fn person(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let id = PersonId(id);
    let Some(mut person) = shop.db.person(&id).await? else {
        return Err(AppError::missing("person"));
    };
    person.notes = page(&shop, &id, &viewer, None, PAGE_DEFAULT).await?;
    etag::answer(&headers, &person)
}

/// `GET /api/v1/people/{id}/notes?cursor=`: a person's notes, newest first.
#[utoipa::path(get, path = "/api/v1/people/{id}/notes", tag = "people", params(("id" = String, Path), PageParams),
    responses((status = 200, body = Page<NoteCard>), (status = 304, description = "Not modified"), Unknown, WrongPage, Busy))]
pub async fn notes(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let id = PersonId(id);
    if shop.db.person(&id).await?.is_none() {
        return Err(AppError::missing("person"));
    }
    let after = asked.after("notes")?;
    let page = page(&shop, &id, &viewer, after, asked.limit).await?;
    etag::answer(&headers, &page)
}

async fn page(
    shop: &Shop,
    id: &PersonId,
    viewer: &Viewer,
    after: Option<(i64, String)>,
    limit: u32,
) -> Result<Page<NoteCard>, AppError> {
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut items = shop.db.notes_of(id, after, limit + 1, viewer.id()).await?;
    let next = cursor::cut("notes", &mut items, limit, |note| (note.at.ms, note.id.as_str()));
    Ok(Page { items, next })
}
