//! What people answer under a note.

use axum::{
    extract::{FromRequestParts, Query, State},
    http::{HeaderMap, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use meadow_domain::comment::check_comment;
use meadow_wire::{
    Comment, CommentId, CommentLikes, CommentPlace, CommentRequest, CommentSort, Comments, NoteId, Page,
    Switch,
};
use serde::Deserialize;

use super::{
    ask::{Asked, Body, Id, PageParams, Viewer, Who, check_key, hash},
    cursor, etag, note_refusals,
    openapi::{Busy, Gone, NeedsSession, NotYours, Unknown, WrongBody, WrongPage},
    problem::AppError,
    talk_refusals as refusals,
};
use crate::{
    Shop, clock,
    db::{After, CommentError, CommentReads, CommentWrites, as_word, place_of},
};

/// In which order.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SortParams {
    /// `best` without it.
    #[param(value_type = Option<CommentSort>)]
    sort: Option<String>,
}

/// In which order, checked.
pub struct Sorted(CommentSort);

impl FromRequestParts<Shop> for Sorted {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, AppError> {
        let Query(params) = Query::<SortParams>::from_request_parts(parts, shop)
            .await
            .map_err(|_| AppError::field("query", "Give each parameter once."))?;
        match params.sort.as_deref() {
            None | Some("best") => Ok(Self(CommentSort::Best)),
            Some("newest") => Ok(Self(CommentSort::Newest)),
            Some(_) => Err(AppError::field("sort", "Sort by `best` or `newest`.")),
        }
    }
}

/// `GET /api/v1/notes/{id}/comments?sort=&cursor=`: a note's comments, each with its first replies. The pinned one stands
/// first.
#[utoipa::path(get, path = "/api/v1/notes/{id}/comments", tag = "comments", security((), ("session" = [])),
    params(("id" = String, Path), SortParams, PageParams),
    responses((status = 200, body = Comments), (status = 304, description = "Not modified"),
        Unknown, Gone, WrongPage, Busy))]
pub async fn comments(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    Sorted(sort): Sorted,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = asked
        .cursor
        .as_deref()
        .map(|cursor| read_place(sort, cursor))
        .transpose()?;
    let mut comments = shop
        .db
        .comments(&NoteId(id), sort, after, asked.limit + 1, viewer.id())
        .await
        .map_err(refusal)?;
    cut(&mut comments, sort, asked.limit);
    etag::answer(&headers, &comments)
}

/// `GET /api/v1/comments/{id}/replies?cursor=`: the replies under a comment, oldest first.
#[utoipa::path(get, path = "/api/v1/comments/{id}/replies", tag = "comments", security((), ("session" = [])),
    params(("id" = String, Path), PageParams),
    responses((status = 200, body = Page<Comment>), (status = 304, description = "Not modified"),
        Unknown, Gone, WrongPage, Busy))]
pub async fn replies(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = asked.after("replies")?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut items = shop
        .db
        .replies(&CommentId(id), after, asked.limit + 1, viewer.id())
        .await
        .map_err(refusal)?;
    let next = cursor::cut("replies", &mut items, asked.limit, |reply| {
        (reply.at.ms, reply.id.as_str())
    });
    etag::answer(&headers, &Page { items, next })
}

/// `GET /api/v1/comments/{id}`: one comment where it stands: a link to it finds it wherever it is in the list.
#[utoipa::path(get, path = "/api/v1/comments/{id}", tag = "comments", security((), ("session" = [])),
    params(("id" = String, Path)),
    responses((status = 200, body = CommentPlace), (status = 304, description = "Not modified"),
        Unknown, Gone, Busy))]
pub async fn comment(
    State(shop): State<Shop>,
    viewer: Viewer,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let (mut place, whole) = shop
        .db
        .comment_place(&CommentId(id), viewer.id())
        .await
        .map_err(refusal)?;
    point_on(&mut place.root, whole);
    etag::answer(&headers, &place)
}

/// `POST /api/v1/notes/{id}/comments`: says something under a note, or answers a comment. Guests too.
///
/// Each key is one comment: asking again with it gives the first answer, and 410 once that comment is taken back.
#[utoipa::path(post, path = "/api/v1/notes/{id}/comments", tag = "comments", security(("session" = [])),
    params(("id" = String, Path)), request_body = CommentRequest,
    responses((status = 201, body = Comment, description = "Said"),
        (status = 200, body = Comment, description = "Said before with this key"),
        NeedsSession, Unknown, Gone, WrongBody, Busy))]
pub async fn write(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(asked): Body<CommentRequest>,
) -> Result<Response, AppError> {
    check_key(asked.key.as_str())?;
    let text = check_comment(&asked.text).map_err(|refusal| AppError::field("text", refusal.to_string()))?;
    let note = NoteId(id);
    let hash = hash(&(&note, &asked))?;
    let (comment, is_new) = shop
        .db
        .comment(&known.id, &note, &asked, &text, &hash, clock::now())
        .await
        .map_err(refusal)?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok(etag::written(status, comment))
}

/// `DELETE /api/v1/comments/{id}`: takes a comment back. By its author only; saying it twice changes once. Its place stays
/// while replies stand under it.
///
/// The key that it was said with names it too: whoever never got the answer knows no other name.
#[utoipa::path(delete, path = "/api/v1/comments/{id}", tag = "comments", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 204, description = "Gone"), NeedsSession, Unknown, Busy))]
pub async fn remove(State(shop): State<Shop>, Who(known): Who, Id(id): Id) -> Result<Response, AppError> {
    shop.db
        .withdraw(&known.id, &CommentId(id))
        .await
        .map_err(refusal)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/comments/{id}/like`: likes a comment, or not any more. Saying it twice changes once.
#[utoipa::path(put, path = "/api/v1/comments/{id}/like", tag = "comments", security(("session" = [])),
    params(("id" = String, Path)), request_body = Switch,
    responses((status = 200, body = CommentLikes), NeedsSession, Unknown, Gone, WrongBody, Busy))]
pub async fn like(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(switch): Body<Switch>,
) -> Result<Response, AppError> {
    let likes = shop
        .db
        .like_comment(&known.id, &CommentId(id), switch.on)
        .await
        .map_err(refusal)?;
    Ok(etag::written(StatusCode::OK, likes))
}

/// `PUT /api/v1/comments/{id}/pin`: lets a comment stand first, instead of any other, or not any more. By the note's author,
/// or whoever acts for them in the studio.
#[utoipa::path(put, path = "/api/v1/comments/{id}/pin", tag = "comments", security(("session" = [])),
    params(("id" = String, Path)), request_body = Switch,
    responses((status = 200, body = Switch), NeedsSession, NotYours, Unknown, Gone, WrongBody, Busy))]
pub async fn pin(
    State(shop): State<Shop>,
    Who(known): Who,
    Id(id): Id,
    Body(switch): Body<Switch>,
) -> Result<Response, AppError> {
    shop.db
        .pin(&known.id, &CommentId(id), switch.on)
        .await
        .map_err(refusal)?;
    Ok(etag::written(StatusCode::OK, switch))
}

/// Cuts comments that were asked for with one too many, and says where what is missing starts.
pub fn cut(comments: &mut Comments, sort: CommentSort, limit: u32) {
    let pinned = comments.items.first().is_some_and(|comment| comment.pinned);
    let fit = limit as usize + usize::from(pinned);
    let has_more = comments.items.len() > fit;
    comments.items.truncate(fit);
    comments.next = comments
        .items
        .last()
        .filter(|_| has_more)
        .map(|last| write_place(sort, last));
    for root in &mut comments.items {
        let whole = root.replies.len();
        point_on(root, whole);
    }
}

/// Says where what is missing under a comment starts: behind the first `whole` of its replies.
fn point_on(root: &mut Comment, whole: usize) {
    root.replies_next = root
        .replies
        .get(..whole)
        .and_then(<[Comment]>::last)
        .filter(|_| (whole as u32) < root.reply_count)
        .map(|last| cursor::write_moment("replies", last.at.ms, last.id.as_str()));
}

/// `comments-best` or `comments-newest`.
fn kind(sort: CommentSort) -> String {
    format!("comments-{}", as_word(&sort).unwrap_or_default())
}

fn write_place(sort: CommentSort, last: &Comment) -> String {
    let After { likes, at, id } = place_of(last, sort);
    cursor::write(&kind(sort), &format!("{likes}:{at}:{id}"))
}

fn read_place(sort: CommentSort, text: &str) -> Result<After, AppError> {
    let place = cursor::read(&kind(sort), text)?;
    let read = || {
        let (likes, rest) = place.split_once(':')?;
        let (at, id) = rest.split_once(':')?;
        Some(After {
            likes: likes.parse().ok()?,
            at: at.parse().ok()?,
            id: id.to_owned(),
        })
    };
    read().ok_or_else(cursor::unknown)
}

/// Why nothing came of it, in words.
pub fn refusal(error: CommentError) -> AppError {
    match error {
        CommentError::NoNote => AppError::missing("note"),
        CommentError::NoteRemoved => note_refusals::removed(),
        CommentError::NoteWithdrawn => note_refusals::withdrawn(),
        CommentError::NoComment => AppError::missing("comment"),
        CommentError::Gone => refusals::comment_gone(),
        CommentError::OtherNote => AppError::field("parent", "That comment stands under another note."),
        CommentError::TakenBack => refusals::comment_taken_back(),
        CommentError::KeyReused => AppError::KeyReused,
        CommentError::NotTheAuthor => refusals::not_the_author(),
        CommentError::Reply => AppError::field("id", "Only a comment on the note itself can stand first."),
        CommentError::Db(error) => error.into(),
    }
}
