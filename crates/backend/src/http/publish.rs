//! Notes that people publish themselves.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use meadow_domain::{
    limits::COMMENTS_PAGE,
    publish::{check_note, tidied},
};
use meadow_wire::{CommentSort, FieldError, Note, NoteId, NoteRequest, NoteWords};

use super::{
    ask::{Body, Id, Member, check_key, hash},
    comments, etag,
    note_refusals::refusal,
    openapi::{Busy, Crowded, Gone, NeedsAccount, NotYours, Unknown, WrongBody},
    problem::AppError,
};
use crate::{Shop, clock, db::NoteWrites};

/// `POST /api/v1/notes`: publishes a note, in front of the feed. By somebody with an account, who gets a page of their own
/// with the first.
///
/// Each key is one note: asking again with it gives the first answer, and 410 once that note is taken back. Invisible letters
/// are left out, and so are spaces around the words.
#[utoipa::path(post, path = "/api/v1/notes", tag = "notes", security(("session" = [])), request_body = NoteRequest,
    responses((status = 201, body = Note, description = "Published"),
        (status = 200, body = Note, description = "Published before with this key"),
        NeedsAccount, Gone, Crowded, WrongBody, Busy))]
pub async fn publish(
    State(shop): State<Shop>,
    member: Member,
    Body(asked): Body<NoteRequest>,
) -> Result<Response, AppError> {
    check_key(asked.key.as_str())?;
    let words = checked(&asked.words, "words.")?;
    let hash = hash(&asked)?;
    let (note, is_new) = shop
        .db
        .publish(&member.root, &asked.key, &words, &hash, clock::now())
        .await
        .map_err(|error| refusal(error, "words."))?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok(answer(status, note))
}

/// `PUT /api/v1/notes/{id}`: a note as its author wants it, all of it. By its author only.
#[utoipa::path(put, path = "/api/v1/notes/{id}", tag = "notes", security(("session" = [])),
    params(("id" = String, Path)), request_body = NoteWords,
    responses((status = 200, body = Note), NeedsAccount, NotYours, Unknown, Gone, WrongBody, Busy))]
pub async fn change(
    State(shop): State<Shop>,
    member: Member,
    Id(id): Id,
    Body(words): Body<NoteWords>,
) -> Result<Response, AppError> {
    let words = checked(&words, "")?;
    let note = shop
        .db
        .change_note(&member.root, &NoteId(id), &words, clock::now())
        .await
        .map_err(|error| refusal(error, ""))?;
    Ok(answer(StatusCode::OK, note))
}

/// `DELETE /api/v1/notes/{id}`: takes a note back, with all that was said under it. By its author only; saying it twice
/// changes once. A link to it says that it is gone.
#[utoipa::path(delete, path = "/api/v1/notes/{id}", tag = "notes", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 204, description = "Gone"), NeedsAccount, NotYours, Unknown, Gone, Busy))]
pub async fn withdraw(State(shop): State<Shop>, member: Member, Id(id): Id) -> Result<Response, AppError> {
    shop.db
        .withdraw_note(&member.root, &NoteId(id), clock::now())
        .await
        .map_err(|error| refusal(error, ""))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn checked(words: &NoteWords, before: &str) -> Result<NoteWords, AppError> {
    let words = tidied(words);
    let errors: Vec<FieldError> = check_note(&words)
        .into_iter()
        .map(|wrong| FieldError {
            field: format!("{before}{}", wrong.field),
            ..wrong
        })
        .collect();
    match errors.is_empty() {
        true => Ok(words),
        false => Err(AppError::Invalid(errors)),
    }
}

fn answer(status: StatusCode, mut note: Note) -> Response {
    comments::cut(&mut note.comments, CommentSort::Best, COMMENTS_PAGE);
    etag::written(status, note)
}
