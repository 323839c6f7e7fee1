//! Accounts: who has one, and what is known about them.

use std::future::Future;

use meadow_wire::{Account, PersonCard};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{Db, DbError, SessionId, passkeys, rows};

/// Names an account inside the backend; it never leaves.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AccountId(pub String);

/// An account with what only the backend may know.
#[derive(Debug, Clone)]
pub struct KnownAccount {
    /// Its name inside the backend.
    pub id: AccountId,
    /// The session that everything of the account hangs on.
    pub root: SessionId,
    /// The hash of its password, if it has one.
    pub password: Option<String>,
    /// What its passkeys know it by.
    pub passkey_user: String,
    /// What its owner may see.
    pub account: Account,
}

/// Accounts.
pub trait Accounts {
    /// The account of an email address, in the form in which addresses are compared.
    fn account_of(
        &self,
        email_key: &str,
    ) -> impl Future<Output = Result<Option<KnownAccount>, DbError>> + Send;

    /// An account.
    fn account(&self, id: &AccountId) -> impl Future<Output = Result<Option<KnownAccount>, DbError>> + Send;

    /// Gives an account another name.
    fn rename(&self, id: &AccountId, name: &str) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Sets an account's password, and ends all its sessions but one.
    fn set_password(
        &self,
        id: &AccountId,
        hash: &str,
        stays: &SessionId,
    ) -> impl Future<Output = Result<(), DbError>> + Send;
}

impl Accounts for Db {
    async fn account_of(&self, email_key: &str) -> Result<Option<KnownAccount>, DbError> {
        let mut reader = self.reader.begin().await?;
        let id: Option<String> = sqlx::query_scalar("SELECT id FROM accounts WHERE email_key = $1")
            .bind(email_key)
            .fetch_optional(&mut *reader)
            .await?;
        match id {
            Some(id) => load(&mut reader, &AccountId(id)).await,
            None => Ok(None),
        }
    }

    async fn account(&self, id: &AccountId) -> Result<Option<KnownAccount>, DbError> {
        let mut reader = self.reader.begin().await?;
        load(&mut reader, id).await
    }

    async fn rename(&self, id: &AccountId, name: &str) -> Result<(), DbError> {
        let mut writing = self.write().await?;
        let Some(mut known) = load(&mut writing, id).await? else {
            return Err(DbError::Over);
        };
        known.account.person.name = name.to_owned();
        sqlx::query("UPDATE sessions SET person = $2 WHERE id = $1")
            .bind(&known.root.0)
            .bind(serde_json::to_string(&known.account.person)?)
            .execute(&mut *writing)
            .await?;
        // Whoever published has a page under the same name.
        sqlx::query("UPDATE people SET name = $2 WHERE id = $1")
            .bind(known.account.person.id.as_str())
            .bind(name)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(())
    }

    async fn set_password(&self, id: &AccountId, hash: &str, stays: &SessionId) -> Result<(), DbError> {
        let mut writing = self.write().await?;
        sqlx::query("UPDATE accounts SET password = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(hash)
            .execute(&mut *writing)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE account = $1 AND id <> $2")
            .bind(&id.0)
            .bind(&stays.0)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        self.sessions_ended();
        Ok(())
    }
}

/// An account, on a connection.
pub(super) async fn load(
    reader: &mut SqliteConnection,
    id: &AccountId,
) -> Result<Option<KnownAccount>, DbError> {
    let found =
        sqlx::query("SELECT a.*, r.person FROM accounts a JOIN sessions r ON r.id = a.root WHERE a.id = $1")
            .bind(&id.0)
            .fetch_optional(&mut *reader)
            .await?;
    let Some(row) = found else { return Ok(None) };
    let mut known = known(&row)?;
    known.account.passkeys = passkeys::of_account(reader, id).await?;
    Ok(Some(known))
}

fn known(row: &SqliteRow) -> Result<KnownAccount, DbError> {
    let password: Option<String> = row.try_get("password")?;
    Ok(KnownAccount {
        id: AccountId(row.try_get("id")?),
        root: SessionId(row.try_get("root")?),
        passkey_user: row.try_get("passkey_user")?,
        account: Account {
            person: rows::json::<PersonCard>(row, "person")?,
            email: row.try_get("email")?,
            has_password: password.is_some(),
            passkeys: Vec::new(),
            created_at: rows::moment(row, "created_at")?,
        },
        password,
    })
}
