//! Writing comments: once for each key, by any session; liking them; what stands first.

use std::future::Future;

use meadow_wire::{Comment, CommentId, CommentLikes, CommentRequest, CommentState, NoteId, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId,
    comment_ends::take_back,
    comment_rows::acts_as,
    comments::{note_of, one},
    inbox,
    note_standing::standing,
    rows, sessions,
};
use crate::clock;

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    /// There is no such note.
    #[error("no such note")]
    NoNote,
    /// A moderator took the note away.
    #[error("the note is removed")]
    NoteRemoved,
    /// Its author took the note back.
    #[error("the note is withdrawn")]
    NoteWithdrawn,
    /// There is no such comment, or it is another session's.
    #[error("no such comment")]
    NoComment,
    /// What is answered, liked or pinned is gone.
    #[error("the comment is gone")]
    Gone,
    /// What is answered stands under another note.
    #[error("under another note")]
    OtherNote,
    /// It was written with this key, and taken back.
    #[error("taken back")]
    TakenBack,
    /// The key was used for something else.
    #[error("the key was used for something else")]
    KeyReused,
    /// The note is another person's.
    #[error("not the note's author")]
    NotTheAuthor,
    /// A reply can't stand first.
    #[error("a reply")]
    Reply,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for CommentError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Writing comments.
pub trait CommentWrites {
    /// Says something under a note, and says whether it is new: the same key gives the same comment. `text` is what
    /// stands, checked.
    fn comment(
        &self,
        session: &SessionId,
        note: &NoteId,
        asked: &CommentRequest,
        text: &str,
        hash: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<(Comment, bool), CommentError>> + Send;

    /// Takes a comment back, by its id or the key it was said with; one that is taken back already stays so.
    fn withdraw(
        &self,
        session: &SessionId,
        id: &CommentId,
    ) -> impl Future<Output = Result<(), CommentError>> + Send;

    /// Likes a comment, or no longer; doing it twice changes once.
    fn like_comment(
        &self,
        session: &SessionId,
        id: &CommentId,
        on: bool,
    ) -> impl Future<Output = Result<CommentLikes, CommentError>> + Send;

    /// Puts a comment first, in the place of another, or no longer.
    fn pin(
        &self,
        session: &SessionId,
        id: &CommentId,
        on: bool,
    ) -> impl Future<Output = Result<(), CommentError>> + Send;
}

impl CommentWrites for Db {
    async fn comment(
        &self,
        session: &SessionId,
        note: &NoteId,
        asked: &CommentRequest,
        text: &str,
        hash: &str,
        now: Timestamp,
    ) -> Result<(Comment, bool), CommentError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        if let Some(comment) = known(&mut writing, session, asked, hash).await? {
            return Ok((comment, false));
        }
        standing(&mut writing, note).await?.here()?;
        let root = match &asked.parent {
            Some(parent) => Some(root_of(&mut writing, note, parent).await?),
            None => None,
        };
        let id = CommentId(clock::random_id("c"));
        sqlx::query(
            "INSERT INTO comments (id, note, root, parent, session, body, likes, at) \
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
        )
        .bind(&id.0)
        .bind(note.as_str())
        .bind(root)
        .bind(asked.parent.as_ref().map(CommentId::as_str))
        .bind(&session.0)
        .bind(text)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
        sqlx::query("INSERT INTO comment_keys (session, key, request_hash, comment) VALUES ($1, $2, $3, $4)")
            .bind(&session.0)
            .bind(&asked.key.0)
            .bind(hash)
            .bind(&id.0)
            .execute(&mut *writing)
            .await?;
        let comment = one(&mut writing, &id, Some(session)).await?;
        let comment = comment.ok_or(CommentError::NoComment)?;
        if let Some(parent) = &asked.parent {
            inbox::tell_answer(&mut writing, session, note, parent, &comment, now).await?;
        }
        writing.commit().await?;
        Ok((comment, true))
    }

    async fn withdraw(&self, session: &SessionId, id: &CommentId) -> Result<(), CommentError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        // Its key outlives it: who takes it back again gets the same answer.
        let ours: Option<String> = sqlx::query_scalar(
            "SELECT comment FROM comment_keys WHERE session = $2 AND (comment = $1 OR key = $1) \
             UNION SELECT id FROM comments WHERE id = $1 AND session = $2",
        )
        .bind(id.as_str())
        .bind(&session.0)
        .fetch_optional(&mut *writing)
        .await?;
        let id = ours.ok_or(CommentError::NoComment)?;
        let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM comments WHERE id = $1 AND NOT withdrawn")
            .bind(id)
            .fetch_all(&mut *writing)
            .await?;
        take_back(&mut writing, &ids).await?;
        writing.commit().await?;
        Ok(())
    }

    async fn like_comment(
        &self,
        session: &SessionId,
        id: &CommentId,
        on: bool,
    ) -> Result<CommentLikes, CommentError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        readable(&mut writing, id).await?;
        let change = match on {
            true => "INSERT INTO comment_likes (session, comment) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            false => "DELETE FROM comment_likes WHERE session = $1 AND comment = $2",
        };
        let changed = sqlx::query(change)
            .bind(&session.0)
            .bind(id.as_str())
            .execute(&mut *writing)
            .await?
            .rows_affected();
        let row = sqlx::query("UPDATE comments SET likes = likes + $2 WHERE id = $1 RETURNING likes")
            .bind(id.as_str())
            .bind(match (changed, on) {
                (0, _) => 0_i64,
                (_, true) => 1,
                (_, false) => -1,
            })
            .fetch_one(&mut *writing)
            .await?;
        let likes = rows::count(&row, "likes")?;
        writing.commit().await?;
        Ok(CommentLikes { liked: on, likes })
    }

    async fn pin(&self, session: &SessionId, id: &CommentId, on: bool) -> Result<(), CommentError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let note = readable(&mut writing, id).await?;
        let author = standing(&mut writing, &note).await?.here()?;
        if !acts_as(&mut writing, session, &author).await? {
            return Err(CommentError::NotTheAuthor);
        }
        let root: Option<String> = sqlx::query_scalar("SELECT root FROM comments WHERE id = $1")
            .bind(id.as_str())
            .fetch_one(&mut *writing)
            .await?;
        if root.is_some() {
            return Err(CommentError::Reply);
        }
        sqlx::query(match on {
            true => {
                "INSERT INTO comment_pins (note, comment) VALUES ($1, $2) \
                 ON CONFLICT (note) DO UPDATE SET comment = excluded.comment"
            }
            false => "DELETE FROM comment_pins WHERE note = $1 AND comment = $2",
        })
        .bind(note.as_str())
        .bind(id.as_str())
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(())
    }
}

/// The comment that was written with this key. A key is over with its comment.
async fn known(
    reader: &mut SqliteConnection,
    session: &SessionId,
    asked: &CommentRequest,
    hash: &str,
) -> Result<Option<Comment>, CommentError> {
    let known = sqlx::query("SELECT request_hash, comment FROM comment_keys WHERE session = $1 AND key = $2")
        .bind(&session.0)
        .bind(&asked.key.0)
        .fetch_optional(&mut *reader)
        .await?;
    let Some(row) = known else { return Ok(None) };
    if row.try_get::<&str, _>("request_hash")? != hash {
        return Err(CommentError::KeyReused);
    }
    match one(reader, &CommentId(row.try_get("comment")?), Some(session)).await? {
        Some(comment) if comment.state != CommentState::Withdrawn => Ok(Some(comment)),
        _ => Err(CommentError::TakenBack),
    }
}

/// What a reply to this one stands under.
async fn root_of(
    reader: &mut SqliteConnection,
    note: &NoteId,
    parent: &CommentId,
) -> Result<String, CommentError> {
    let row = sqlx::query("SELECT note, root, withdrawn OR removed AS gone FROM comments WHERE id = $1")
        .bind(parent.as_str())
        .fetch_optional(reader)
        .await?;
    let Some(row) = row else {
        return Err(CommentError::Gone);
    };
    if row.try_get::<&str, _>("note")? != note.as_str() {
        return Err(CommentError::OtherNote);
    }
    if row.try_get("gone")? {
        return Err(CommentError::Gone);
    }
    let root: Option<String> = row.try_get("root")?;
    Ok(root.unwrap_or_else(|| parent.0.clone()))
}

/// The note of a comment that can be read.
pub(super) async fn readable(reader: &mut SqliteConnection, id: &CommentId) -> Result<NoteId, CommentError> {
    let note = note_of(reader, id).await?;
    let gone: bool = sqlx::query_scalar("SELECT withdrawn OR removed FROM comments WHERE id = $1")
        .bind(id.as_str())
        .fetch_one(reader)
        .await?;
    match gone {
        true => Err(CommentError::Gone),
        false => Ok(note),
    }
}
