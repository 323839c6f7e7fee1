//! Reading what people answer, page by page.

use std::future::Future;

use meadow_domain::limits::REPLIES_FIRST;
use meadow_wire::{Comment, CommentId, CommentPlace, CommentSort, Comments, NoteId, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    CommentError, Db, DbError, SessionId, comment_pages,
    comment_rows::{self, comment_columns, viewer_of},
    note_standing::standing,
};

/// Where a page of comments starts: after these likes, this time and this id. Those that are sorted by time only count no
/// likes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// How many like the one before.
    pub likes: i64,
    /// When it was written.
    pub at: i64,
    /// Which it is.
    pub id: String,
}

/// So many replies come at most with a comment that was asked for by itself.
const PLACE_REPLIES: i64 = 200;

/// Reading comments.
pub trait CommentReads {
    /// Up to `limit` of a note's comments after the place given, each with its first replies. The pinned one comes
    /// first, on the first page, and is not counted.
    fn comments(
        &self,
        note: &NoteId,
        sort: CommentSort,
        after: Option<After>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Comments, CommentError>> + Send;

    /// Up to `limit` replies under a comment, oldest first, after the time and id given.
    fn replies(
        &self,
        root: &CommentId,
        after: Option<(i64, &str)>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Vec<Comment>, CommentError>> + Send;

    /// A comment with what it stands under; and how many of the replies there stand without a gap: only behind those is
    /// anything left to read.
    fn comment_place(
        &self,
        id: &CommentId,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<(CommentPlace, usize), CommentError>> + Send;
}

impl CommentReads for Db {
    async fn comments(
        &self,
        note: &NoteId,
        sort: CommentSort,
        after: Option<After>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> Result<Comments, CommentError> {
        let mut reader = self.reader.begin().await?;
        standing(&mut reader, note).await?.here()?;
        Ok(comment_pages::page(&mut reader, note, sort, after, limit, viewer).await?)
    }

    async fn replies(
        &self,
        root: &CommentId,
        after: Option<(i64, &str)>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> Result<Vec<Comment>, CommentError> {
        let mut reader = self.reader.begin().await?;
        note_of(&mut reader, root).await?;
        let limit = i64::from(limit);
        Ok(under(&mut reader, root, after, limit, viewer).await?)
    }

    async fn comment_place(
        &self,
        id: &CommentId,
        viewer: Option<&SessionId>,
    ) -> Result<(CommentPlace, usize), CommentError> {
        let mut reader = self.reader.begin().await?;
        let note = note_of(&mut reader, id).await?;
        let found = one(&mut reader, id, viewer)
            .await?
            .ok_or(CommentError::NoComment)?;
        let Some(root) = found.root.clone() else {
            let mut root = found;
            root.replies = first_replies(&mut reader, &root, viewer).await?;
            let whole = root.replies.len();
            return Ok((CommentPlace { note, root }, whole));
        };
        let mut root = one(&mut reader, &root, viewer)
            .await?
            .ok_or(CommentError::NoComment)?;
        // All up to it, so that nothing is missing between.
        root.replies = under(&mut reader, &root.id, None, PLACE_REPLIES, viewer).await?;
        match root.replies.iter().position(|reply| reply.id == found.id) {
            Some(place) => root.replies.truncate((place + 1).max(REPLIES_FIRST as usize)),
            None => root.replies.truncate(REPLIES_FIRST as usize),
        }
        let whole = root.replies.len();
        if root.replies.iter().all(|reply| reply.id != found.id) {
            root.replies.push(found);
        }
        Ok((CommentPlace { note, root }, whole))
    }
}

/// One comment, without its replies.
pub(super) async fn one(
    reader: &mut SqliteConnection,
    id: &CommentId,
    viewer: Option<&SessionId>,
) -> Result<Option<Comment>, DbError> {
    let found = sqlx::query(concat!(comment_columns!(), " WHERE c.id = $2"))
        .bind(viewer_of(viewer))
        .bind(id.as_str())
        .fetch_all(&mut *reader)
        .await?;
    Ok(comment_rows::comments(reader, &found, viewer).await?.pop())
}

/// All that a session said, newest first; with its words also where a moderator took it away: they are its author's.
pub(super) async fn of_session(
    reader: &mut SqliteConnection,
    session: &SessionId,
) -> Result<Vec<Comment>, DbError> {
    let found = sqlx::query(concat!(
        comment_columns!(),
        " WHERE c.session = $1 ORDER BY c.at DESC, c.id"
    ))
    .bind(&session.0)
    .fetch_all(&mut *reader)
    .await?;
    let mut comments = comment_rows::comments(reader, &found, Some(session)).await?;
    for (comment, row) in comments.iter_mut().zip(&found) {
        comment.text = row.try_get("body")?;
    }
    Ok(comments)
}

async fn first_replies(
    reader: &mut SqliteConnection,
    root: &Comment,
    viewer: Option<&SessionId>,
) -> Result<Vec<Comment>, DbError> {
    match root.reply_count {
        0 => Ok(Vec::new()),
        _ => under(reader, &root.id, None, i64::from(REPLIES_FIRST), viewer).await,
    }
}

async fn under(
    reader: &mut SqliteConnection,
    root: &CommentId,
    after: Option<(i64, &str)>,
    limit: i64,
    viewer: Option<&SessionId>,
) -> Result<Vec<Comment>, DbError> {
    let (at, id) = after.unwrap_or((i64::MIN, ""));
    let found = sqlx::query(concat!(
        comment_columns!(),
        " WHERE c.root = $2 AND (c.at > $3 OR (c.at = $3 AND c.id > $4)) ORDER BY c.at, c.id LIMIT $5"
    ))
    .bind(viewer_of(viewer))
    .bind(root.as_str())
    .bind(at)
    .bind(id)
    .bind(limit)
    .fetch_all(&mut *reader)
    .await?;
    comment_rows::comments(reader, &found, viewer).await
}

/// The note that a comment stands under, if both can be read.
pub(super) async fn note_of(reader: &mut SqliteConnection, id: &CommentId) -> Result<NoteId, CommentError> {
    let note: Option<String> = sqlx::query_scalar("SELECT note FROM comments WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(&mut *reader)
        .await?;
    let note = NoteId(note.ok_or(CommentError::NoComment)?);
    standing(reader, &note).await?.here()?;
    Ok(note)
}

/// The place of a comment, for the page after it.
pub fn place_of(comment: &Comment, sort: CommentSort) -> After {
    let Timestamp { ms } = comment.at;
    After {
        likes: match sort {
            CommentSort::Best => i64::from(comment.likes),
            CommentSort::Newest => 0,
        },
        at: ms,
        id: comment.id.0.clone(),
    }
}
