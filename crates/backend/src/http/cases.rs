//! What people report, and what moderators do about it.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use meadow_domain::{
    comment::{check_report, report_words},
    limits::REPORT_WORDS_MAX,
};
use meadow_wire::{
    Case, CaseAct, CaseId, CaseMove, CaseState, CommentId, NoteId, Page, PersonCard, ReportRequest,
    ReportTaken, Reported,
};

use super::{
    ask::{Asked, Body, Id, PageParams, Who, check_key, hash},
    comments::refusal,
    cursor, etag,
    openapi::{Busy, Conflict, Gone, NeedsSession, NoStudio, Unknown, WrongBody, WrongPage},
    problem::AppError,
    talk_refusals as refusals,
};
use crate::{
    Shop, clock,
    db::{AfterCase, CaseError, Cases, Known, StudioKeys},
};

/// `POST /api/v1/notes/{id}/reports`: this note should not be here. A session reports it once.
#[utoipa::path(post, path = "/api/v1/notes/{id}/reports", tag = "moderation", security(("session" = [])),
    params(("id" = String, Path)), request_body = ReportRequest,
    responses((status = 201, body = ReportTaken, description = "Taken"),
        (status = 200, body = ReportTaken, description = "Reported before"),
        NeedsSession, Unknown, Gone, WrongBody, Busy))]
pub async fn report_note(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<ReportRequest>,
) -> Result<Response, AppError> {
    report(&shop, &known, &Reported::Note(NoteId(id)), &asked).await
}

/// `POST /api/v1/comments/{id}/reports`: this comment should not be here. A session reports it once.
#[utoipa::path(post, path = "/api/v1/comments/{id}/reports", tag = "moderation", security(("session" = [])),
    params(("id" = String, Path)), request_body = ReportRequest,
    responses((status = 201, body = ReportTaken, description = "Taken"),
        (status = 200, body = ReportTaken, description = "Reported before"),
        NeedsSession, Unknown, Gone, WrongBody, Busy))]
pub async fn report_comment(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<ReportRequest>,
) -> Result<Response, AppError> {
    report(&shop, &known, &Reported::Comment(CommentId(id)), &asked).await
}

/// `GET /api/v1/studio/cases?cursor=`: what was reported, open cases first. For moderators.
#[utoipa::path(get, path = "/api/v1/studio/cases", tag = "moderation", security(("session" = [])), params(PageParams),
    responses((status = 200, body = Page<Case>), (status = 304, description = "Not modified"),
        NeedsSession, NoStudio, WrongPage, Busy))]
pub async fn cases(
    State(shop): State<Shop>,
    Who(known): Who,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    moderator(&shop, &known).await?;
    let after = asked.cursor.as_deref().map(read_place).transpose()?;
    let mut items = shop.db.cases(after, asked.limit + 1).await?;
    let has_more = items.len() > asked.limit as usize;
    items.truncate(asked.limit as usize);
    let next = items.last().filter(|_| has_more).map(write_place);
    etag::answer(&headers, &Page { items, next })
}

/// `POST /api/v1/studio/cases/{id}/moves`: removes the thing, brings it back, or leaves it where it is. For moderators.
///
/// Each key is one move: asking again with it changes once. Who did it and when is kept.
#[utoipa::path(post, path = "/api/v1/studio/cases/{id}/moves", tag = "moderation", security(("session" = [])),
    params(("id" = String, Path)), request_body = CaseMove,
    responses((status = 200, body = Case), NeedsSession, NoStudio, Unknown, Conflict, WrongBody, Busy))]
pub async fn moves(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<CaseMove>,
) -> Result<Response, AppError> {
    let moderator = moderator(&shop, &known).await?;
    check_key(asked.key.as_str())?;
    if let CaseAct::Remove(why) = &asked.act {
        let why = why.trim();
        if why.is_empty() || why.chars().nth(REPORT_WORDS_MAX).is_some() {
            return Err(AppError::field("act.remove", "Say why, in 1 to 500 characters."));
        }
    }
    let hash = hash(&asked)?;
    let made = shop
        .db
        .case_move(&moderator.id, &CaseId(id), &asked, &hash, clock::now())
        .await;
    match made {
        Ok(case) => Ok(etag::written(StatusCode::OK, case)),
        Err(CaseError::NotFound) => Err(AppError::missing("case")),
        Err(CaseError::NotPossible(why)) => Err(refusals::decided(why)),
        Err(CaseError::KeyReused) => Err(AppError::KeyReused),
        Err(CaseError::Db(error)) => Err(error.into()),
    }
}

async fn report(
    shop: &Shop,
    known: &Known,
    about: &Reported,
    asked: &ReportRequest,
) -> Result<Response, AppError> {
    if let Some(wrong) = check_report(asked) {
        return Err(AppError::Invalid(vec![wrong]));
    }
    let words = report_words(&asked.words);
    let is_new = shop
        .db
        .report(&known.id, about, asked, &words, clock::now())
        .await
        .map_err(refusal)?;
    let (status, detail) = match is_new {
        true => (StatusCode::CREATED, "Thank you. A moderator will look at it."),
        false => (
            StatusCode::OK,
            "You reported this already. A moderator will look at it.",
        ),
    };
    let taken = ReportTaken {
        detail: detail.to_owned(),
    };
    Ok(etag::written(status, taken))
}

async fn moderator(shop: &Shop, known: &Known) -> Result<PersonCard, AppError> {
    match shop.db.acts_for(&known.id).await? {
        Some(studio) if studio.moderator => Ok(studio.owner),
        _ => Err(refusals::not_a_moderator()),
    }
}

fn write_place(last: &Case) -> String {
    let open = i64::from(last.state == CaseState::Open);
    cursor::write("cases", &format!("{open}:{}:{}", last.at.ms, last.id))
}

fn read_place(text: &str) -> Result<AfterCase, AppError> {
    let place = cursor::read("cases", text)?;
    let read = || {
        let (open, rest) = place.split_once(':')?;
        let (at, id) = rest.split_once(':')?;
        Some(AfterCase {
            open: open == "1",
            at: at.parse().ok()?,
            id: id.to_owned(),
        })
    };
    read().ok_or_else(cursor::unknown)
}
