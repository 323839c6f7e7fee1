//! People and their notes.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::limits::PAGE_DEFAULT;
use meadow_wire::{NoteCard, Page, Person, PersonId, Relationship, Switch};

use super::{
    ask::{Asked, Body, Id, PageParams, Viewer, Who},
    cursor, etag,
    feed::watched,
    openapi::{Busy, NeedsSession, Unknown, WrongBody, WrongPage},
    problem::AppError,
};
use crate::{
    Shop, clock,
    db::{Notes, NotesOf, People, Relationships, SessionId, Tie},
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
    let Some(mut person) = shop.db.person(&id, viewer.id()).await? else {
        return Err(AppError::missing("person"));
    };
    person.rooms = person
        .rooms
        .into_iter()
        .map(|room| watched(&shop, room))
        .collect();
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
    if shop.db.relationship(&id, viewer.id()).await?.is_none() {
        return Err(AppError::missing("person"));
    }
    let after = asked.after("notes")?;
    let page = page(&shop, &id, &viewer, after, asked.limit).await?;
    etag::answer(&headers, &page)
}

/// `PUT /api/v1/people/{id}/follow`: follows a person, or not any more. Saying it twice changes once.
#[utoipa::path(put, path = "/api/v1/people/{id}/follow", tag = "people", security(("session" = [])),
    params(("id" = String, Path)), request_body = Switch,
    responses((status = 200, body = Relationship), Unknown, NeedsSession, WrongBody, Busy))]
pub async fn follow(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(switch): Body<Switch>,
) -> Result<Response, AppError> {
    tie(&shop, &known.id, PersonId(id), Tie::Follow, switch.on).await
}

/// `PUT /api/v1/people/{id}/mute`: leaves a person's notes and rooms out of all lists but their own page's, or no longer.
/// Saying it twice changes once; who is followed stays followed.
#[utoipa::path(put, path = "/api/v1/people/{id}/mute", tag = "people", security(("session" = [])),
    params(("id" = String, Path)), request_body = Switch,
    responses((status = 200, body = Relationship), Unknown, NeedsSession, WrongBody, Busy))]
pub async fn mute(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(switch): Body<Switch>,
) -> Result<Response, AppError> {
    tie(&shop, &known.id, PersonId(id), Tie::Mute, switch.on).await
}

async fn tie(
    shop: &Shop,
    session: &SessionId,
    person: PersonId,
    tie: Tie,
    on: bool,
) -> Result<Response, AppError> {
    match shop.db.tie(session, &person, tie, on, clock::now()).await? {
        Some(relationship) => Ok(etag::written(StatusCode::OK, relationship)),
        None => Err(AppError::missing("person")),
    }
}

async fn page(
    shop: &Shop,
    id: &PersonId,
    viewer: &Viewer,
    after: Option<(i64, String)>,
    limit: u32,
) -> Result<Page<NoteCard>, AppError> {
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut items = shop
        .db
        .newest(NotesOf::Author(id), after, limit + 1, viewer.id())
        .await?;
    let next = cursor::cut("notes", &mut items, limit, |note| (note.at.ms, note.id.as_str()));
    Ok(Page { items, next })
}
