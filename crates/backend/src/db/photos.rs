//! Photos that shoppers sent: whose they are, and which are used.

use std::future::Future;

use meadow_wire::{Photo, PhotoId, PhotoUse, Picture, ReturnId, Timestamp};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{Db, DbError, SessionId, rows, sessions};

/// So many photos that nothing uses can a session have.
const UNUSED_MAX: i64 = 40;

/// That nothing uses a photo of `photos f`, as a further condition.
macro_rules! unused {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM review_photos u WHERE u.photo = f.id) \
          AND NOT EXISTS (SELECT 1 FROM note_photos u WHERE u.photo = f.id) \
          AND NOT EXISTS (SELECT 1 FROM return_photos u WHERE u.photo = f.id)"
    };
}

/// Why a photo can't be used; its words are for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefusal {
    /// The session has none like it.
    #[error("This photo is not here any more. Choose it again.")]
    Gone,
    /// It is shown somewhere already.
    #[error("This photo is used somewhere else already. Choose another one.")]
    Used,
}

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
        let unused: i64 = sqlx::query_scalar(concat!(
            "SELECT COUNT(*) FROM photos f WHERE f.session = $1",
            unused!()
        ))
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
        let unused = concat!(
            "SELECT f.id FROM photos f WHERE f.at <= $1",
            unused!(),
            " LIMIT $2"
        );
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

/// Where a photo can be seen by everybody: the statements that take it away from there and show it there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wall {
    /// Makes the photos of `$1` young again: they may be used for another day.
    free: &'static str,
    /// Takes them away from `$1`.
    clear: &'static str,
    /// Shows a photo: `$1` at the position `$2` has the photo `$3` as the picture `$4`.
    show: &'static str,
}

/// With a review.
pub(super) const REVIEW: Wall = Wall {
    free: "UPDATE photos SET at = $2 WHERE id IN (SELECT photo FROM review_photos WHERE review = $1)",
    clear: "DELETE FROM review_photos WHERE review = $1",
    show: "INSERT INTO review_photos (review, position, photo, picture) VALUES ($1, $2, $3, $4)",
};

/// In a note.
pub(super) const NOTE: Wall = Wall {
    free: "UPDATE photos SET at = $2 WHERE id IN (SELECT photo FROM note_photos WHERE note = $1)",
    clear: "DELETE FROM note_photos WHERE note = $1",
    show: "INSERT INTO note_photos (note, position, photo, picture) VALUES ($1, $2, $3, $4)",
};

/// Shows a photo of the session to everybody, and says what it looks like there.
pub(super) async fn show(
    writing: &mut SqliteConnection,
    session: &SessionId,
    wall: Wall,
    of: &str,
    position: usize,
    used: &PhotoUse,
) -> Result<Result<Picture, PhotoRefusal>, DbError> {
    let picture = match find(writing, session, used).await? {
        None => return Ok(Err(PhotoRefusal::Gone)),
        // What was shown to the shop only is not made public by a mistake.
        Some(found) if found.in_return => return Ok(Err(PhotoRefusal::Used)),
        Some(found) => found.picture,
    };
    sqlx::query(wall.show)
        .bind(of)
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .bind(&used.photo.0)
        .bind(serde_json::to_string(&picture)?)
        .execute(writing)
        .await?;
    Ok(Ok(picture))
}

/// Shows no photo there any more; they may be used again for a day.
pub(super) async fn clear(
    writing: &mut SqliteConnection,
    wall: Wall,
    of: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    sqlx::query(wall.free)
        .bind(of)
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
    sqlx::query(wall.clear).bind(of).execute(writing).await?;
    Ok(())
}

/// Shows a photo of the session with a return, and nowhere else from now on: the same picture, sent again, is another photo.
pub(super) async fn use_in_returns(
    writing: &mut SqliteConnection,
    session: &SessionId,
    of: &[ReturnId],
    position: usize,
    used: &PhotoUse,
) -> Result<Result<(), PhotoRefusal>, DbError> {
    let picture = match find(writing, session, used).await? {
        None => return Ok(Err(PhotoRefusal::Gone)),
        Some(found) if found.in_return || found.in_public => return Ok(Err(PhotoRefusal::Used)),
        Some(found) => found.picture,
    };
    for one in of {
        sqlx::query(
            "INSERT INTO return_photos (photo, return_id, position, picture) VALUES ($1, $2, $3, $4)",
        )
        .bind(&used.photo.0)
        .bind(&one.0)
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .bind(serde_json::to_string(&picture)?)
        .execute(&mut *writing)
        .await?;
    }
    sqlx::query("UPDATE photos SET content_hash = content_hash || ' ' || id WHERE id = $1")
        .bind(&used.photo.0)
        .execute(writing)
        .await?;
    Ok(Ok(()))
}

/// A photo, and where it is used.
struct Found {
    /// With the words of the use that was asked for.
    picture: Picture,
    in_public: bool,
    in_return: bool,
}

async fn find(
    reader: &mut SqliteConnection,
    session: &SessionId,
    used: &PhotoUse,
) -> Result<Option<Found>, DbError> {
    let row = sqlx::query(
        "SELECT picture, EXISTS (SELECT 1 FROM review_photos u WHERE u.photo = f.id) \
         OR EXISTS (SELECT 1 FROM note_photos u WHERE u.photo = f.id) AS in_public, \
         EXISTS (SELECT 1 FROM return_photos u WHERE u.photo = f.id) AS in_return \
         FROM photos f WHERE f.id = $1 AND f.session = $2",
    )
    .bind(&used.photo.0)
    .bind(&session.0)
    .fetch_optional(reader)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut picture: Picture = rows::json(&row, "picture")?;
    used.alt.trim().clone_into(&mut picture.alt);
    Ok(Some(Found {
        picture,
        in_public: row.try_get("in_public")?,
        in_return: row.try_get("in_return")?,
    }))
}

fn photo(row: &SqliteRow) -> Result<Photo, DbError> {
    Ok(Photo {
        id: PhotoId(row.try_get("id")?),
        picture: rows::json(row, "picture")?,
    })
}
