//! Comments under notes, and reports of both.

use gloo_net::http::Method;
use meadow_wire::{
    Comment, CommentId, CommentLikes, CommentPlace, CommentRequest, CommentSort, Comments, NoteId, Page,
    ReportRequest, ReportTaken, Reported, Switch,
};

use super::client::{self, ApiError};

/// `GET /api/v1/notes/{id}/comments?sort=…&cursor=…`: a note's comments, each with its first replies.
pub async fn list(note: &NoteId, sort: CommentSort, cursor: Option<&str>) -> Result<Comments, ApiError> {
    let path = client::path("/api/v1/notes/", note.as_str(), "/comments");
    let sort = match sort {
        CommentSort::Best => "best",
        CommentSort::Newest => "newest",
    };
    match cursor {
        Some(cursor) => client::get(&path, &[("sort", sort), ("cursor", cursor)]).await,
        None => client::get(&path, &[("sort", sort)]).await,
    }
}

/// `GET /api/v1/comments/{id}/replies?cursor=…`: the next replies under a comment, oldest first.
pub async fn replies(root: &CommentId, cursor: &str) -> Result<Page<Comment>, ApiError> {
    let path = client::path("/api/v1/comments/", root.as_str(), "/replies");
    client::get(&path, &[("cursor", cursor)]).await
}

/// `GET /api/v1/comments/{id}`: one comment where it stands.
pub async fn place(id: &CommentId) -> Result<CommentPlace, ApiError> {
    client::get(&client::path("/api/v1/comments/", id.as_str(), ""), &[]).await
}

/// `POST /api/v1/notes/{id}/comments`: says something. Asking again with the same key says it once.
pub async fn write(note: &NoteId, asked: &CommentRequest) -> Result<Comment, ApiError> {
    let path = client::path("/api/v1/notes/", note.as_str(), "/comments");
    client::send(Method::POST, &path, asked).await
}

/// `DELETE /api/v1/comments/{id}`: takes one's own comment back.
pub async fn withdraw(id: &CommentId) -> Result<(), ApiError> {
    client::tell_empty(
        Method::DELETE,
        &client::path("/api/v1/comments/", id.as_str(), ""),
    )
    .await
}

/// `PUT /api/v1/comments/{id}/like`: likes a comment, or no longer.
pub async fn like(id: &CommentId, on: bool) -> Result<CommentLikes, ApiError> {
    let path = client::path("/api/v1/comments/", id.as_str(), "/like");
    client::send(Method::PUT, &path, &Switch { on }).await
}

/// `PUT /api/v1/comments/{id}/pin`: lets a comment stand first, or no longer.
pub async fn pin(id: &CommentId, on: bool) -> Result<Switch, ApiError> {
    let path = client::path("/api/v1/comments/", id.as_str(), "/pin");
    client::send(Method::PUT, &path, &Switch { on }).await
}

/// `POST /api/v1/notes/{id}/reports` and `…/comments/{id}/reports`: something should not be here.
pub async fn report(about: &Reported, asked: &ReportRequest) -> Result<ReportTaken, ApiError> {
    let path = match about {
        Reported::Note(id) => client::path("/api/v1/notes/", id.as_str(), "/reports"),
        Reported::Comment(id) => client::path("/api/v1/comments/", id.as_str(), "/reports"),
    };
    client::send(Method::POST, &path, asked).await
}
