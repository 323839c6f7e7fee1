//! Sessions: who is asking. Only the hash of a token is stored.

use std::future::Future;

use meadow_wire::{PersonCard, Session, SessionToken, Timestamp};
use sha2::{Digest, Sha256};
use sqlx::Row;

use super::{Db, DbError, rows};

/// Names a session inside the backend; it is not the token and never leaves.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionId(pub String);

/// A session that was found.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its name inside the backend.
    pub id: SessionId,
    /// What its owner may see, without the token.
    pub session: Session,
}

/// Sessions.
pub trait Sessions {
    /// Keeps a new guest's session.
    fn create_session(
        &self,
        id: &SessionId,
        token: &SessionToken,
        person: &PersonCard,
        expires_at: Timestamp,
    ) -> impl Future<Output = Result<(), DbError>> + Send;

    /// The session of a token, unless it is over.
    fn session(
        &self,
        token: &SessionToken,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Known>, DbError>> + Send;

    /// Moves the end of a session that is being used.
    fn extend_session(
        &self,
        id: &SessionId,
        expires_at: Timestamp,
    ) -> impl Future<Output = Result<(), DbError>> + Send;
}

impl Sessions for Db {
    async fn create_session(
        &self,
        id: &SessionId,
        token: &SessionToken,
        person: &PersonCard,
        expires_at: Timestamp,
    ) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO sessions (id, token_hash, person, guest, expires_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&id.0)
        .bind(hash(token))
        .bind(serde_json::to_string(person)?)
        .bind(true)
        .bind(expires_at.ms)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn session(&self, token: &SessionToken, now: Timestamp) -> Result<Option<Known>, DbError> {
        let row = sqlx::query(
            "SELECT id, person, guest, expires_at FROM sessions WHERE token_hash = $1 AND expires_at > $2",
        )
        .bind(hash(token))
        .bind(now.ms)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|row| {
            Ok(Known {
                id: SessionId(row.try_get("id")?),
                session: Session {
                    token: None,
                    person: rows::json(&row, "person")?,
                    guest: row.try_get("guest")?,
                    expires_at: rows::moment(&row, "expires_at")?,
                },
            })
        })
        .transpose()
    }

    async fn extend_session(&self, id: &SessionId, expires_at: Timestamp) -> Result<(), DbError> {
        sqlx::query("UPDATE sessions SET expires_at = $2 WHERE id = $1 AND expires_at < $2")
            .bind(&id.0)
            .bind(expires_at.ms)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// The token has 256 random bits, so a plain hash is enough: there is nothing to guess.
fn hash(token: &SessionToken) -> String {
    Sha256::digest(token.0.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
