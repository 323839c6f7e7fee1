//! Who acts for which owner.

use std::future::Future;

use meadow_wire::Studio;
use sqlx::Row;

use super::{
    Db, DbError, SessionId,
    rows::{person_card, person_columns},
};
use crate::digest;

/// Who acts for whom.
pub trait StudioKeys {
    /// Gives each owner of the demo town the key that is made of its handle, unless there are keys already.
    fn plant_keys(&self, key: fn(&str) -> String) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Gives somebody of the demo town the moderator's key, unless there is one already.
    fn plant_moderator(&self, handle: &str, key: &str) -> impl Future<Output = Result<(), DbError>> + Send;

    /// From now on the session acts for whoever has the key. `None` if it is nobody's.
    fn enter(
        &self,
        session: &SessionId,
        key: &str,
    ) -> impl Future<Output = Result<Option<Studio>, DbError>> + Send;

    /// Whom the session acts for.
    fn acts_for(&self, session: &SessionId) -> impl Future<Output = Result<Option<Studio>, DbError>> + Send;
}

impl StudioKeys for Db {
    async fn plant_keys(&self, key: fn(&str) -> String) -> Result<(), DbError> {
        let mut writing = self.write().await?;
        let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM studio_keys WHERE NOT moderator")
            .fetch_one(&mut *writing)
            .await?;
        if known > 0 {
            return Ok(());
        }
        let owners: Vec<(String, String)> =
            sqlx::query_as("SELECT id, handle FROM people WHERE kind = 'owner'")
                .fetch_all(&mut *writing)
                .await?;
        for (id, handle) in owners {
            sqlx::query("INSERT INTO studio_keys (key_hash, owner) VALUES ($1, $2)")
                .bind(digest::hex(key(&handle).as_bytes()))
                .bind(id)
                .execute(&mut *writing)
                .await?;
        }
        Ok(writing.commit().await?)
    }

    async fn plant_moderator(&self, handle: &str, key: &str) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO studio_keys (key_hash, owner, moderator) SELECT $2, id, TRUE FROM people \
             WHERE handle = $1 AND NOT EXISTS (SELECT 1 FROM studio_keys WHERE moderator) ON CONFLICT DO NOTHING",
        )
        .bind(handle)
        .bind(digest::hex(key.as_bytes()))
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn enter(&self, session: &SessionId, key: &str) -> Result<Option<Studio>, DbError> {
        let entered = sqlx::query(
            "INSERT INTO studio_sessions (session, owner, moderator) \
             SELECT $1, owner, moderator FROM studio_keys WHERE key_hash = $2 \
             ON CONFLICT (session) DO UPDATE SET owner = excluded.owner, moderator = excluded.moderator",
        )
        .bind(&session.0)
        .bind(digest::hex(key.as_bytes()))
        .execute(&self.writer)
        .await?;
        match entered.rows_affected() {
            0 => Ok(None),
            _ => self.acts_for(session).await,
        }
    }

    async fn acts_for(&self, session: &SessionId) -> Result<Option<Studio>, DbError> {
        let found = sqlx::query(concat!(
            "SELECT s.moderator, ",
            person_columns!(),
            " FROM studio_sessions s JOIN people p ON p.id = s.owner WHERE s.session = $1"
        ))
        .bind(&session.0)
        .fetch_optional(&self.reader)
        .await?;
        let Some(row) = found else { return Ok(None) };
        Ok(Some(Studio {
            owner: person_card(&row)?,
            moderator: row.try_get("moderator")?,
        }))
    }
}
