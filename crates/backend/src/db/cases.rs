//! What people report, and what moderators do about it.

use std::future::Future;

use meadow_wire::{Case, CaseAct, CaseId, CaseMove, CaseState, PersonId, ReportRequest, Reported, Timestamp};
use sqlx::SqliteConnection;

use super::{
    CommentError, Db, DbError, SessionId,
    case_rows::{self, columns},
    comment_writes::readable,
    inbox,
    note_standing::standing,
    rows, sessions,
};
use crate::clock;

/// Why a moderator's move is not made.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such case.
    #[error("no such case")]
    NotFound,
    /// The thing's state does not allow it, in words.
    #[error("{0}")]
    NotPossible(&'static str),
    /// The key was used for something else.
    #[error("the key was used for something else")]
    KeyReused,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for CaseError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Where a page of cases starts: after one that is open or not, of this time and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterCase {
    /// Whether it is open.
    pub open: bool,
    /// When it was reported last.
    pub at: i64,
    /// Which it is.
    pub id: String,
}

/// Reports and moderators.
pub trait Cases {
    /// Notes that a session reports something; says whether that is new. `words` are checked.
    fn report(
        &self,
        session: &SessionId,
        about: &Reported,
        asked: &ReportRequest,
        words: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, CommentError>> + Send;

    /// Up to `limit` cases after the place given: open ones first, each kind by its last report.
    fn cases(
        &self,
        after: Option<AfterCase>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Case>, DbError>> + Send;

    /// Makes a move, once for each key; `hash` names its body.
    fn case_move(
        &self,
        moderator: &PersonId,
        id: &CaseId,
        asked: &CaseMove,
        hash: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<Case, CaseError>> + Send;
}

impl Cases for Db {
    async fn report(
        &self,
        session: &SessionId,
        about: &Reported,
        asked: &ReportRequest,
        words: &str,
        now: Timestamp,
    ) -> Result<bool, CommentError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let (kind, thing, note) = match about {
            Reported::Note(note) => {
                standing(&mut writing, note).await?.here()?;
                ("note", note.as_str(), note.clone())
            }
            Reported::Comment(id) => ("comment", id.as_str(), readable(&mut writing, id).await?),
        };
        sqlx::query(
            "INSERT INTO cases (id, kind, thing, note, state, at) VALUES ($1, $2, $3, $4, 'open', $5) \
             ON CONFLICT DO NOTHING",
        )
        .bind(clock::random_id("case"))
        .bind(kind)
        .bind(thing)
        .bind(note.as_str())
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
        let new = sqlx::query(
            "INSERT INTO reports (case_id, session, reason, words, at) SELECT id, $3, $4, $5, $6 FROM cases \
             WHERE kind = $1 AND thing = $2 ON CONFLICT DO NOTHING",
        )
        .bind(kind)
        .bind(thing)
        .bind(&session.0)
        .bind(rows::as_word(&asked.reason)?)
        .bind(words)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?
        .rows_affected()
            > 0;
        if new {
            // What was let through is looked at again when somebody else reports it.
            sqlx::query("UPDATE cases SET state = 'open', at = $3 WHERE kind = $1 AND thing = $2")
                .bind(kind)
                .bind(thing)
                .bind(now.ms)
                .execute(&mut *writing)
                .await?;
        }
        writing.commit().await?;
        Ok(new)
    }

    async fn cases(&self, after: Option<AfterCase>, limit: u32) -> Result<Vec<Case>, DbError> {
        let mut reader = self.reader.begin().await?;
        let after = after.unwrap_or(AfterCase {
            open: true,
            at: i64::MAX,
            id: String::new(),
        });
        let found = sqlx::query(concat!(
            columns!(),
            " WHERE (k.state = 'open') < $1 OR ((k.state = 'open') = $1 AND (k.at < $2 OR (k.at = $2 AND k.id > $3))) \
             ORDER BY k.state = 'open' DESC, k.at DESC, k.id LIMIT $4"
        ))
        .bind(after.open)
        .bind(after.at)
        .bind(&after.id)
        .bind(i64::from(limit))
        .fetch_all(&mut *reader)
        .await?;
        case_rows::cases(&mut reader, &found).await
    }

    async fn case_move(
        &self,
        moderator: &PersonId,
        id: &CaseId,
        asked: &CaseMove,
        hash: &str,
        now: Timestamp,
    ) -> Result<Case, CaseError> {
        let mut writing = self.write().await?;
        let case = case_rows::load(&mut writing, id)
            .await?
            .ok_or(CaseError::NotFound)?;
        let known: Option<String> = sqlx::query_scalar(
            "SELECT request_hash FROM case_moves WHERE case_id = $1 AND moderator = $2 AND key = $3",
        )
        .bind(id.as_str())
        .bind(moderator.as_str())
        .bind(&asked.key.0)
        .fetch_optional(&mut *writing)
        .await?;
        match known {
            Some(known) if known == hash => return Ok(case),
            Some(_) => return Err(CaseError::KeyReused),
            None => {}
        }
        act(&mut writing, &case, &asked.act, now).await?;
        sqlx::query(
            "INSERT INTO case_moves (case_id, moderator, key, request_hash, act, at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.as_str())
        .bind(moderator.as_str())
        .bind(&asked.key.0)
        .bind(hash)
        .bind(serde_json::to_string(&asked.act).map_err(DbError::from)?)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
        let case = case_rows::load(&mut writing, id)
            .await?
            .ok_or(CaseError::NotFound)?;
        writing.commit().await?;
        Ok(case)
    }
}

async fn act(
    writing: &mut SqliteConnection,
    case: &Case,
    act: &CaseAct,
    now: Timestamp,
) -> Result<(), CaseError> {
    let state = match (act, case.state) {
        (CaseAct::Remove(_), CaseState::Removed) => {
            return Err(CaseError::NotPossible("It is removed already."));
        }
        (CaseAct::Remove(_), _) => "removed",
        (CaseAct::Restore, CaseState::Removed) | (CaseAct::Dismiss, CaseState::Open) => "dismissed",
        (CaseAct::Restore, _) => return Err(CaseError::NotPossible("It is not removed.")),
        (CaseAct::Dismiss, _) => return Err(CaseError::NotPossible("It is decided already.")),
    };
    match (&case.about, act) {
        (_, CaseAct::Dismiss) => {}
        (Reported::Note(note), CaseAct::Remove(_)) => {
            // Its author may have taken it back meanwhile: then there is nothing to remove.
            sqlx::query(
                "INSERT INTO removed_notes (note, at) SELECT id, $2 FROM notes WHERE id = $1 ON CONFLICT DO NOTHING",
            )
                .bind(note.as_str())
                .bind(now.ms)
                .execute(&mut *writing)
                .await?;
        }
        (Reported::Note(note), CaseAct::Restore) => {
            sqlx::query("DELETE FROM removed_notes WHERE note = $1")
                .bind(note.as_str())
                .execute(&mut *writing)
                .await?;
        }
        (Reported::Comment(id), _) => {
            let removes = matches!(act, CaseAct::Remove(_));
            sqlx::query("UPDATE comments SET removed = $2 WHERE id = $1")
                .bind(id.as_str())
                .bind(removes)
                .execute(&mut *writing)
                .await?;
            if removes {
                inbox::forget_answer(writing, id.as_str()).await?;
                sqlx::query("DELETE FROM comment_pins WHERE comment = $1")
                    .bind(id.as_str())
                    .execute(&mut *writing)
                    .await?;
            }
        }
    }
    sqlx::query("UPDATE cases SET state = $2 WHERE id = $1")
        .bind(case.id.as_str())
        .bind(state)
        .execute(writing)
        .await?;
    Ok(())
}
