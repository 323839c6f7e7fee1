//! Signing up, in and out. A guest who signs in brings along what they have, and gets a new token.

use std::future::Future;

use meadow_wire::{PersonCard, SessionInfo, SessionToken, SignInId, Timestamp};
use sqlx::Row;

use super::{
    AccountId, Db, DbError, NewPasskey, SessionId,
    arrivals::{Before, arrive, before, make},
    rows,
};
use crate::rules::SESSION_MS;

/// The session that somebody who signs in gets.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its name inside the backend.
    pub id: SessionId,
    /// Its token.
    pub token: SessionToken,
    /// The browser, in words.
    pub device: String,
    /// When.
    pub now: Timestamp,
    /// The token that the browser had until now.
    pub before: Option<SessionToken>,
}

/// Somebody who signs up.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// As others see them; a guest who signs up stays who they are and gets this name.
    pub person: PersonCard,
    /// The address as it was typed, and as it is compared.
    pub email: (String, String),
    /// The hash of the password, if there is one.
    pub password: Option<String>,
    /// What the passkeys know the account by.
    pub passkey_user: String,
    /// The first passkey, if there is one.
    pub passkey: Option<NewPasskey>,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The address, or the passkey, belongs to an account.
    #[error("taken")]
    Taken,
    /// The guest pays for something just now.
    #[error("a payment is under way")]
    Paying,
    /// The account is gone.
    #[error("no such account")]
    Gone,
    /// The engine failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Signing up, in and out.
pub trait SignIns {
    /// Makes an account and signs in.
    fn sign_up(
        &self,
        new: &NewAccount,
        arrival: &Arrival,
    ) -> impl Future<Output = Result<PersonCard, SignInError>> + Send;

    /// Signs in; says as whom.
    fn sign_in(
        &self,
        account: &AccountId,
        arrival: &Arrival,
    ) -> impl Future<Output = Result<PersonCard, SignInError>> + Send;

    /// Where an account is signed in, the last used first. `own` is the one that asks.
    fn sign_ins(
        &self,
        account: &AccountId,
        own: &SessionId,
        now: Timestamp,
    ) -> impl Future<Output = Result<Vec<SessionInfo>, DbError>> + Send;

    /// Signs one session of an account out; says whether there was such a one.
    fn sign_out(
        &self,
        account: &AccountId,
        session: &SessionId,
    ) -> impl Future<Output = Result<bool, DbError>> + Send;

    /// Signs all others out.
    fn sign_others_out(
        &self,
        account: &AccountId,
        own: &SessionId,
    ) -> impl Future<Output = Result<(), DbError>> + Send;
}

impl SignIns for Db {
    async fn sign_up(&self, new: &NewAccount, arrival: &Arrival) -> Result<PersonCard, SignInError> {
        let mut writing = self.write().await?;
        let before = before(&mut writing, arrival).await?;
        let mut person = new.person.clone();
        if let Some(Before::Guest { person: guest, .. }) = &before {
            // In the live rooms they stay who they were.
            person = PersonCard {
                name: person.name,
                ..guest.clone()
            };
        }
        let account = make(&mut writing, new, &person, arrival.now).await?;
        let person = arrive(&mut writing, &self.tries, &account, before, arrival).await?;
        writing.commit().await?;
        self.sessions_ended();
        Ok(person)
    }

    async fn sign_in(&self, account: &AccountId, arrival: &Arrival) -> Result<PersonCard, SignInError> {
        let mut writing = self.write().await?;
        let before = before(&mut writing, arrival).await?;
        let person = arrive(&mut writing, &self.tries, account, before, arrival).await?;
        writing.commit().await?;
        self.sessions_ended();
        Ok(person)
    }

    async fn sign_ins(
        &self,
        account: &AccountId,
        own: &SessionId,
        now: Timestamp,
    ) -> Result<Vec<SessionInfo>, DbError> {
        sqlx::query(
            "SELECT id, device, created_at, expires_at FROM sessions WHERE account = $1 AND expires_at > $2 \
             ORDER BY expires_at DESC, id",
        )
        .bind(&account.0)
        .bind(now.ms)
        .fetch_all(&self.reader)
        .await?
        .iter()
        .map(|row| {
            let id: String = row.try_get("id")?;
            Ok(SessionInfo {
                current: id == own.0,
                id: SignInId(id),
                device: row.try_get("device")?,
                created_at: rows::moment(row, "created_at")?,
                used_at: rows::moment(row, "expires_at")?.plus_ms(-SESSION_MS),
            })
        })
        .collect()
    }

    async fn sign_out(&self, account: &AccountId, session: &SessionId) -> Result<bool, DbError> {
        let gone = sqlx::query("DELETE FROM sessions WHERE account = $1 AND id = $2")
            .bind(&account.0)
            .bind(&session.0)
            .execute(&self.writer)
            .await?;
        self.sessions_ended();
        Ok(gone.rows_affected() > 0)
    }

    async fn sign_others_out(&self, account: &AccountId, own: &SessionId) -> Result<(), DbError> {
        sqlx::query("DELETE FROM sessions WHERE account = $1 AND id <> $2")
            .bind(&account.0)
            .bind(&own.0)
            .execute(&self.writer)
            .await?;
        self.sessions_ended();
        Ok(())
    }
}
