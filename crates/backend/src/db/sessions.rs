//! Sessions: who is asking. Only the hash of a token is stored.

use std::future::Future;

use meadow_wire::{PersonCard, Session, SessionToken, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{AccountId, Db, DbError, rows};
use crate::digest;

/// Names a session inside the backend; it is not the token.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionId(pub String);

/// A session that was found.
#[derive(Debug, Clone)]
pub struct Known {
    /// Whose cart, marks, checkouts and orders these are: the account's root, or the guest itself.
    pub id: SessionId,
    /// The session that was asked with: the same for a guest, one of several for an account.
    pub own: SessionId,
    /// Who is signed in; nobody for a guest.
    pub account: Option<AccountId>,
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

    /// Whether a token that was good is so no more: signed out, given up or not used for long.
    fn is_over(
        &self,
        token: &SessionToken,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, DbError>> + Send;

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
            "SELECT s.id AS own, s.account, s.guest, s.expires_at, COALESCE(r.id, s.id) AS owner, \
             COALESCE(r.person, s.person) AS person FROM sessions s LEFT JOIN accounts a ON a.id = s.account \
             LEFT JOIN sessions r ON r.id = a.root \
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.merged_into IS NULL",
        )
        .bind(hash(token))
        .bind(now.ms)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|row| {
            let account: Option<String> = row.try_get("account")?;
            Ok(Known {
                id: SessionId(row.try_get("owner")?),
                own: SessionId(row.try_get("own")?),
                account: account.map(AccountId),
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

    async fn is_over(&self, token: &SessionToken, now: Timestamp) -> Result<bool, DbError> {
        let good: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM sessions WHERE token_hash = $1 AND expires_at > $2")
                .bind(hash(token))
                .bind(now.ms)
                .fetch_one(&self.reader)
                .await?;
        Ok(good == 0)
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

/// Refuses to write for a guest who signed in between asking and being served: what they change now belongs into the
/// account, and their browser asks again with its new token.
pub(super) async fn still(reader: &mut SqliteConnection, id: &SessionId) -> Result<(), DbError> {
    let over: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM sessions WHERE id = $1 AND merged_into IS NOT NULL")
            .bind(&id.0)
            .fetch_one(reader)
            .await?;
    match over {
        0 => Ok(()),
        _ => Err(DbError::Over),
    }
}

/// The token has 256 random bits, so a plain hash is enough: there is nothing to guess.
pub(super) fn hash(token: &SessionToken) -> String {
    digest::hex(token.0.as_bytes())
}
