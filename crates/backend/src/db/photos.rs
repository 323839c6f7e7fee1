//! Photos that shoppers sent: whose they are, and which are used.

use std::future::Future;

use meadow_wire::{Photo, PhotoId, Timestamp};
use sqlx::{Row, sqlite::SqliteRow};

use super::{Db, DbError, SessionId, rows, sessions};

/// So many photos that nothing uses can a session have.
const UNUSED_MAX: i64 = 40;

/// Photos of shoppers.
pub trait Photos {
    /// The photo that the session made of this content before; it is young again.
    fn known_photo(
        &self,
        session: &SessionId,
        content_hash: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Photo>, DbError>> + Send;

    /// Whether the session has as many unused photos as it may.
    fn has_enough_photos(&self, session: &SessionId) -> impl Future<Output = Result<bool, DbError>> + Send;

    /// Keeps a photo, or says which one the session made of the same content meanwhile.
    fn keep_photo(
        &self,
        session: &SessionId,
        content_hash: &str,
        photo: &Photo,
        now: Timestamp,
    ) -> impl Future<Output = Result<Photo, DbError>> + Send;

    /// Forgets up to `limit` photos that nothing has used since before the time given; their files can go.
    fn forget_photos(
        &self,
        unused_since: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<PhotoId>, DbError>> + Send;

    /// Whether there is such a photo.
    fn has_photo(&self, id: &PhotoId) -> impl Future<Output = Result<bool, DbError>> + Send;
}

impl Photos for Db {
    async fn known_photo(
        &self,
        session: &SessionId,
        content_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Photo>, DbError> {
        let known = sqlx::query(
            "UPDATE photos SET at = $3 WHERE session = $1 AND content_hash = $2 RETURNING id, picture",
        )
        .bind(&session.0)
        .bind(content_hash)
        .bind(now.ms)
        .fetch_optional(&self.writer)
        .await?;
        known.as_ref().map(photo).transpose()
    }

    async fn has_enough_photos(&self, session: &SessionId) -> Result<bool, DbError> {
        let unused: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM photos f WHERE f.session = $1 \
             AND NOT EXISTS (SELECT 1 FROM review_photos u WHERE u.photo = f.id)",
        )
        .bind(&session.0)
        .fetch_one(&self.reader)
        .await?;
        Ok(unused >= UNUSED_MAX)
    }

    async fn keep_photo(
        &self,
        session: &SessionId,
        content_hash: &str,
        made: &Photo,
        now: Timestamp,
    ) -> Result<Photo, DbError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let kept = sqlx::query(
            "INSERT INTO photos (id, session, content_hash, picture, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (session, content_hash) DO UPDATE SET at = excluded.at RETURNING id, picture",
        )
        .bind(&made.id.0)
        .bind(&session.0)
        .bind(content_hash)
        .bind(serde_json::to_string(&made.picture)?)
        .bind(now.ms)
        .fetch_one(&mut *writing)
        .await?;
        writing.commit().await?;
        photo(&kept)
    }

    async fn forget_photos(&self, unused_since: Timestamp, limit: u32) -> Result<Vec<PhotoId>, DbError> {
        let unused = "SELECT f.id FROM photos f WHERE f.at <= $1 \
                      AND NOT EXISTS (SELECT 1 FROM review_photos u WHERE u.photo = f.id) LIMIT $2";
        let waiting: Option<String> = sqlx::query_scalar(unused)
            .bind(unused_since.ms)
            .bind(1)
            .fetch_optional(&self.reader)
            .await?;
        if waiting.is_none() {
            return Ok(Vec::new());
        }
        let mut writing = self.write().await?;
        let ids: Vec<String> = sqlx::query_scalar(unused)
            .bind(unused_since.ms)
            .bind(i64::from(limit))
            .fetch_all(&mut *writing)
            .await?;
        for id in &ids {
            sqlx::query("DELETE FROM photos WHERE id = $1")
                .bind(id)
                .execute(&mut *writing)
                .await?;
        }
        writing.commit().await?;
        Ok(ids.into_iter().map(PhotoId).collect())
    }

    async fn has_photo(&self, id: &PhotoId) -> Result<bool, DbError> {
        let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM photos WHERE id = $1")
            .bind(&id.0)
            .fetch_optional(&self.reader)
            .await?;
        Ok(found.is_some())
    }
}

fn photo(row: &SqliteRow) -> Result<Photo, DbError> {
    Ok(Photo {
        id: PhotoId(row.try_get("id")?),
        picture: rows::json(row, "picture")?,
    })
}
