//! The books of the test provider.

use std::future::Future;

use meadow_wire::Timestamp;

use super::{Db, DbError};
use crate::payment::Account;

/// The test provider's books.
pub trait Bank {
    /// Looks at one payment and changes it, in one transaction.
    fn account<T: Send>(
        &self,
        reference: &str,
        change: impl FnOnce(&mut Account) -> T + Send,
    ) -> impl Future<Output = Result<T, DbError>> + Send;

    /// What was taken and not given back, payment by payment, in minor units.
    fn takings(&self) -> impl Future<Output = Result<Vec<i64>, DbError>> + Send;

    /// Up to `limit` payments whose webhook is due.
    fn letters_due(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<String>, DbError>> + Send;
}

impl Bank for Db {
    async fn account<T: Send>(
        &self,
        reference: &str,
        change: impl FnOnce(&mut Account) -> T + Send,
    ) -> Result<T, DbError> {
        let mut writing = self.write().await?;
        let known: Option<String> =
            sqlx::query_scalar("SELECT account FROM bank_accounts WHERE reference = $1")
                .bind(reference)
                .fetch_optional(&mut *writing)
                .await?;
        let before: Account = match &known {
            Some(text) => serde_json::from_str(text)?,
            None => Account::default(),
        };
        let mut account = before.clone();
        let answer = change(&mut account);
        if account == before {
            return Ok(answer);
        }
        sqlx::query(
            "INSERT INTO bank_accounts (reference, account, taken, letter_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (reference) DO UPDATE SET account = excluded.account, taken = excluded.taken, \
             letter_at = excluded.letter_at",
        )
        .bind(reference)
        .bind(serde_json::to_string(&account)?)
        .bind(account.taken())
        .bind(account.letter_at.map(|at| at.ms))
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(answer)
    }

    async fn takings(&self) -> Result<Vec<i64>, DbError> {
        Ok(
            sqlx::query_scalar("SELECT taken FROM bank_accounts WHERE taken > 0")
                .fetch_all(&self.reader)
                .await?,
        )
    }

    async fn letters_due(&self, now: Timestamp, limit: u32) -> Result<Vec<String>, DbError> {
        let due = "SELECT reference FROM bank_accounts WHERE letter_at <= $1 ORDER BY letter_at LIMIT $2";
        Ok(sqlx::query_scalar(due)
            .bind(now.ms)
            .bind(i64::from(limit))
            .fetch_all(&self.reader)
            .await?)
    }
}
