//! Notes and the marks on them.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::limits::COMMENTS_PAGE;
use meadow_wire::{CommentSort, Marks, Note, NoteId, Switch};

use super::{
    ask::{Body, Id, Viewer, Who},
    comments, etag, note_refusals,
    openapi::{Busy, Gone, NeedsSession, Unknown, WrongBody},
    problem::AppError,
};
use crate::{
    Shop,
    db::{MarkKind, Marked, Notes, SessionId},
    seed::sentinels,
};

/// `GET /api/v1/notes/{id}`: all of a note.
#[utoipa::path(get, path = "/api/v1/notes/{id}", tag = "notes", params(("id" = String, Path)),
    responses((status = 200, body = Note), (status = 304, description = "Not modified"), Unknown, Gone, Busy))]
pub async fn note(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let id = NoteId(id);
    let Some(mut note) = shop.db.note(&id, viewer.id()).await? else {
        return Err(missing(&shop, &id).await);
    };
    comments::cut(&mut note.comments, CommentSort::Best, COMMENTS_PAGE);
    match note.card.id.as_str() {
        sentinels::NOTE_500 => return Err(AppError::Broken("a sentinel, on purpose".to_owned())),
        sentinels::NOTE_SLOW => tokio::time::sleep(sentinels::SLOW).await,
        _ => {}
    }
    etag::answer(&headers, &note)
}

/// `PUT /api/v1/notes/{id}/like`: likes a note, or not any more. Saying it twice changes once.
#[utoipa::path(put, path = "/api/v1/notes/{id}/like", tag = "notes", security(("session" = [])),
    params(("id" = String, Path)), request_body = Switch,
    responses((status = 200, body = Marks), Unknown, Gone, NeedsSession, WrongBody, Busy))]
pub async fn like(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(switch): Body<Switch>,
) -> Result<Response, AppError> {
    mark(&shop, &known.id, NoteId(id), MarkKind::Like, switch.on).await
}

/// `PUT /api/v1/notes/{id}/collect`: keeps a note, or not any more. Saying it twice changes once.
#[utoipa::path(put, path = "/api/v1/notes/{id}/collect", tag = "notes", security(("session" = [])),
    params(("id" = String, Path)), request_body = Switch,
    responses((status = 200, body = Marks), Unknown, Gone, NeedsSession, WrongBody, Busy))]
pub async fn collect(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(switch): Body<Switch>,
) -> Result<Response, AppError> {
    mark(&shop, &known.id, NoteId(id), MarkKind::Collect, switch.on).await
}

async fn mark(
    shop: &Shop,
    session: &SessionId,
    note: NoteId,
    kind: MarkKind,
    on: bool,
) -> Result<Response, AppError> {
    match shop.db.mark(session, &note, kind, on).await? {
        Some(marks) => Ok(etag::written(StatusCode::OK, marks)),
        None => Err(missing(shop, &note).await),
    }
}

/// Why a note is not there.
async fn missing(shop: &Shop, note: &NoteId) -> AppError {
    match shop.db.note_standing(note).await {
        Ok(standing) => note_refusals::not_here(&standing),
        Err(error) => error.into(),
    }
}
