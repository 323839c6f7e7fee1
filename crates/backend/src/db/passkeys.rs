//! Passkeys, and the challenges that are out.

use std::future::Future;

use meadow_wire::{CeremonyId, PasskeyId, PasskeyInfo, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{AccountId, Db, DbError, rows};

/// So many passkeys an account may have.
pub const PASSKEYS_MAX: usize = 20;

/// A passkey to be kept.
#[derive(Debug, Clone)]
pub struct NewPasskey {
    /// Its id.
    pub id: PasskeyId,
    /// Where it was made, in words.
    pub device: String,
    /// What is kept of it.
    pub public_key: String,
}

/// Passkeys.
pub trait Passkeys {
    /// Remembers a challenge until its end.
    fn keep_ceremony(
        &self,
        id: &CeremonyId,
        state: &str,
        ends_at: Timestamp,
    ) -> impl Future<Output = Result<(), DbError>> + Send;

    /// The challenge, once: whoever asks again finds nothing.
    fn take_ceremony(
        &self,
        id: &CeremonyId,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<String>, DbError>> + Send;

    /// Adds a passkey to an account. `false` if it is somebody's already, or the account has too many.
    fn add_passkey(
        &self,
        account: &AccountId,
        passkey: &NewPasskey,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, DbError>> + Send;

    /// Whose passkey it is, and what is kept of it.
    fn passkey(
        &self,
        id: &PasskeyId,
    ) -> impl Future<Output = Result<Option<(AccountId, String)>, DbError>> + Send;

    /// It was used; `public_key` if something about it changed.
    fn passkey_used(
        &self,
        id: &PasskeyId,
        public_key: Option<&str>,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Takes a passkey from an account. `false` if nobody could sign in any more.
    fn remove_passkey(
        &self,
        account: &AccountId,
        id: &PasskeyId,
    ) -> impl Future<Output = Result<bool, DbError>> + Send;
}

impl Passkeys for Db {
    async fn keep_ceremony(&self, id: &CeremonyId, state: &str, ends_at: Timestamp) -> Result<(), DbError> {
        sqlx::query("INSERT INTO ceremonies (id, state, ends_at) VALUES ($1, $2, $3)")
            .bind(&id.0)
            .bind(state)
            .bind(ends_at.ms)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn take_ceremony(&self, id: &CeremonyId, now: Timestamp) -> Result<Option<String>, DbError> {
        Ok(
            sqlx::query_scalar("DELETE FROM ceremonies WHERE id = $1 AND ends_at > $2 RETURNING state")
                .bind(&id.0)
                .bind(now.ms)
                .fetch_optional(&self.writer)
                .await?,
        )
    }

    async fn add_passkey(
        &self,
        account: &AccountId,
        passkey: &NewPasskey,
        now: Timestamp,
    ) -> Result<bool, DbError> {
        let mut writing = self.write().await?;
        let full = of_account(&mut writing, account).await?.len() >= PASSKEYS_MAX;
        let added = !full && insert(&mut writing, account, passkey, now).await?;
        writing.commit().await?;
        Ok(added)
    }

    async fn passkey(&self, id: &PasskeyId) -> Result<Option<(AccountId, String)>, DbError> {
        let found = sqlx::query("SELECT account, public_key FROM passkeys WHERE id = $1")
            .bind(&id.0)
            .fetch_optional(&self.reader)
            .await?;
        found
            .map(|row| Ok((AccountId(row.try_get("account")?), row.try_get("public_key")?)))
            .transpose()
    }

    async fn passkey_used(
        &self,
        id: &PasskeyId,
        public_key: Option<&str>,
        now: Timestamp,
    ) -> Result<(), DbError> {
        sqlx::query("UPDATE passkeys SET used_at = $2, public_key = COALESCE($3, public_key) WHERE id = $1")
            .bind(&id.0)
            .bind(now.ms)
            .bind(public_key)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn remove_passkey(&self, account: &AccountId, id: &PasskeyId) -> Result<bool, DbError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM passkeys WHERE id = $1 AND account = $2")
            .bind(&id.0)
            .bind(&account.0)
            .execute(&mut *writing)
            .await?;
        let ways: i64 = sqlx::query_scalar(
            "SELECT (SELECT COUNT(*) FROM passkeys WHERE account = $1) \
             + (SELECT COUNT(*) FROM accounts WHERE id = $1 AND password IS NOT NULL)",
        )
        .bind(&account.0)
        .fetch_one(&mut *writing)
        .await?;
        if ways == 0 {
            return Ok(false);
        }
        writing.commit().await?;
        Ok(true)
    }
}

/// Keeps a passkey; `false` if it is somebody's already.
pub(super) async fn insert(
    writing: &mut SqliteConnection,
    account: &AccountId,
    passkey: &NewPasskey,
    now: Timestamp,
) -> Result<bool, DbError> {
    let added = sqlx::query(
        "INSERT INTO passkeys (id, account, device, public_key, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
    )
    .bind(&passkey.id.0)
    .bind(&account.0)
    .bind(&passkey.device)
    .bind(&passkey.public_key)
    .bind(now.ms)
    .execute(writing)
    .await?;
    Ok(added.rows_affected() > 0)
}

/// The passkeys of an account, oldest first.
pub(super) async fn of_account(
    reader: &mut SqliteConnection,
    account: &AccountId,
) -> Result<Vec<PasskeyInfo>, DbError> {
    sqlx::query(
        "SELECT id, device, created_at, used_at FROM passkeys WHERE account = $1 ORDER BY created_at, id",
    )
    .bind(&account.0)
    .fetch_all(reader)
    .await?
    .iter()
    .map(|row| {
        let used_at: Option<i64> = row.try_get("used_at")?;
        Ok(PasskeyInfo {
            id: PasskeyId(row.try_get("id")?),
            device: row.try_get("device")?,
            created_at: rows::moment(row, "created_at")?,
            used_at: used_at.map(Timestamp::from_ms),
        })
    })
    .collect()
}
