//! Publishing notes: once for each key, by somebody with an account; changing them and taking them back.

use std::future::Future;

use meadow_wire::{Note, NoteId, NoteKey, NoteWords, Timestamp};
use sqlx::SqliteConnection;

use super::{
    Db, DbError, PhotoRefusal, SessionId, authors, note_ends, note_rows,
    note_standing::{NoteStanding, standing},
    note_words, rows, sessions,
};
use crate::clock;

/// So many notes can somebody publish within an hour.
const AN_HOUR_MAX: i64 = 20;
const HOUR_MS: i64 = 3_600_000;

/// Why a note is not published.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// It is gone or never was, or it is somebody else's.
    #[error("no such note of theirs")]
    Not(NoteStanding),
    /// It was published with this key, and taken back.
    #[error("taken back")]
    TakenBack,
    /// The key was used for something else.
    #[error("the key was used for something else")]
    KeyReused,
    /// More than [`AN_HOUR_MAX`] within an hour.
    #[error("too many")]
    TooMany,
    /// A picture can't be shown with it; which of those named.
    #[error("no such photo")]
    Photo(usize, PhotoRefusal),
    /// There is no such product; which of those shown.
    #[error("no such product")]
    Product(usize),
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for NoteError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Publishing notes. The words are tidied and checked.
pub trait NoteWrites {
    /// Publishes a note and says whether it is new: the same key gives the same one. `hash` names the whole request.
    fn publish(
        &self,
        session: &SessionId,
        key: &NoteKey,
        words: &NoteWords,
        hash: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<(Note, bool), NoteError>> + Send;

    /// Says something else.
    fn change_note(
        &self,
        session: &SessionId,
        id: &NoteId,
        words: &NoteWords,
        now: Timestamp,
    ) -> impl Future<Output = Result<Note, NoteError>> + Send;

    /// Takes a note back with all that was said under it; one that is taken back already stays so.
    fn withdraw_note(
        &self,
        session: &SessionId,
        id: &NoteId,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), NoteError>> + Send;
}

impl NoteWrites for Db {
    async fn publish(
        &self,
        session: &SessionId,
        key: &NoteKey,
        words: &NoteWords,
        hash: &str,
        now: Timestamp,
    ) -> Result<(Note, bool), NoteError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        if let Some(note) = known(&mut writing, session, key, hash).await? {
            return Ok((note, false));
        }
        let lately: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM notes WHERE session = $1 AND at > $2")
            .bind(&session.0)
            .bind(now.ms - HOUR_MS)
            .fetch_one(&mut *writing)
            .await?;
        if lately >= AN_HOUR_MAX {
            return Err(NoteError::TooMany);
        }
        let author = authors::page_of(&mut writing, session, &words.lang).await?;
        let id = NoteId(clock::random_id("n"));
        sqlx::query(
            "INSERT INTO notes (id, author, session, title, body, pictures, topics, place, lang, paid, likes, collects, \
             product_count, at) VALUES ($1, $2, $3, '', '', '[]', '[]', '', '', FALSE, 0, 0, 0, $4)",
        )
        .bind(id.as_str())
        .bind(author.as_str())
        .bind(&session.0)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
        // In front of everything that was dealt before.
        sqlx::query(
            "INSERT INTO feed (rank, kind, item) SELECT COALESCE(MIN(rank), 0) - 1, 'note', $1 FROM feed",
        )
        .bind(id.as_str())
        .execute(&mut *writing)
        .await?;
        sqlx::query("INSERT INTO note_keys (session, key, request_hash, note) VALUES ($1, $2, $3, $4)")
            .bind(&session.0)
            .bind(&key.0)
            .bind(hash)
            .bind(id.as_str())
            .execute(&mut *writing)
            .await?;
        note_words::say(&mut writing, session, &id, words, now).await?;
        let note = read(&mut writing, session, &id).await?;
        writing.commit().await?;
        Ok((note, true))
    }

    async fn change_note(
        &self,
        session: &SessionId,
        id: &NoteId,
        words: &NoteWords,
        now: Timestamp,
    ) -> Result<Note, NoteError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        if !is_theirs(&mut writing, session, id).await? {
            return Err(NoteError::Not(standing(&mut writing, id).await?));
        }
        note_words::say(&mut writing, session, id, words, now).await?;
        sqlx::query("UPDATE notes SET edited_at = $2 WHERE id = $1")
            .bind(id.as_str())
            .bind(now.ms)
            .execute(&mut *writing)
            .await?;
        let note = read(&mut writing, session, id).await?;
        writing.commit().await?;
        Ok(note)
    }

    async fn withdraw_note(&self, session: &SessionId, id: &NoteId, now: Timestamp) -> Result<(), NoteError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        // Its key outlives it: who takes it back again gets the same answer.
        let ours: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM note_keys WHERE note = $1 AND session = $2")
                .bind(id.as_str())
                .bind(&session.0)
                .fetch_optional(&mut *writing)
                .await?;
        if ours.is_none() {
            return Err(NoteError::Not(standing(&mut writing, id).await?));
        }
        note_ends::erase(&mut writing, id.as_str(), now).await?;
        authors::tell_traits(&mut writing, session).await?;
        writing.commit().await?;
        Ok(())
    }
}

/// The note that was published with this key. A key is over with its note.
async fn known(
    reader: &mut SqliteConnection,
    session: &SessionId,
    key: &NoteKey,
    hash: &str,
) -> Result<Option<Note>, NoteError> {
    let known: Option<(String, String)> =
        sqlx::query_as("SELECT request_hash, note FROM note_keys WHERE session = $1 AND key = $2")
            .bind(&session.0)
            .bind(&key.0)
            .fetch_optional(&mut *reader)
            .await?;
    let Some((known, id)) = known else { return Ok(None) };
    if known != hash {
        return Err(NoteError::KeyReused);
    }
    match note_rows::load(reader, &NoteId(id), Some(session)).await? {
        Some(note) => Ok(Some(note)),
        None => Err(NoteError::TakenBack),
    }
}

async fn read(reader: &mut SqliteConnection, session: &SessionId, id: &NoteId) -> Result<Note, NoteError> {
    let note = note_rows::load(reader, id, Some(session)).await?;
    note.ok_or(NoteError::Not(NoteStanding::Unknown))
}

/// Whether a note can be read and is the session's.
async fn is_theirs(reader: &mut SqliteConnection, session: &SessionId, id: &NoteId) -> Result<bool, DbError> {
    let found: Option<i64> = sqlx::query_scalar(concat!(
        "SELECT 1 FROM notes n WHERE n.id = $1 AND n.session = $2 AND ",
        rows::note_stands!()
    ))
    .bind(id.as_str())
    .bind(&session.0)
    .fetch_optional(reader)
    .await?;
    Ok(found.is_some())
}
