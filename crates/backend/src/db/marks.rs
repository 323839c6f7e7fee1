//! Likes and collections.

use std::future::Future;

use meadow_wire::{Marks, NoteId};
use sqlx::Row;

use super::{Db, DbError, SessionId, rows, sessions};

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// "I like it."
    Like,
    /// "I keep it."
    Collect,
}

/// The marks of notes.
pub trait Marked {
    /// Turns a mark on or off; doing it twice changes once. `None` if there is no such note.
    fn mark(
        &self,
        session: &SessionId,
        note: &NoteId,
        kind: MarkKind,
        on: bool,
    ) -> impl Future<Output = Result<Option<Marks>, DbError>> + Send;
}

impl Marked for Db {
    async fn mark(
        &self,
        session: &SessionId,
        note: &NoteId,
        kind: MarkKind,
        on: bool,
    ) -> Result<Option<Marks>, DbError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        let known: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM notes WHERE id = $1 AND id NOT IN (SELECT note FROM removed_notes)",
        )
        .bind(note.as_str())
        .fetch_one(&mut *writing)
        .await?;
        if known == 0 {
            return Ok(None);
        }
        let change = match on {
            true => "INSERT INTO marks (session, note, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            false => "DELETE FROM marks WHERE session = $1 AND note = $2 AND kind = $3",
        };
        let changed = sqlx::query(change)
            .bind(&session.0)
            .bind(note.as_str())
            .bind(match kind {
                MarkKind::Like => "like",
                MarkKind::Collect => "collect",
            })
            .execute(&mut *writing)
            .await?
            .rows_affected();
        if changed > 0 {
            sqlx::query(match kind {
                MarkKind::Like => "UPDATE notes SET likes = likes + $2 WHERE id = $1",
                MarkKind::Collect => "UPDATE notes SET collects = collects + $2 WHERE id = $1",
            })
            .bind(note.as_str())
            .bind(if on { 1_i64 } else { -1 })
            .execute(&mut *writing)
            .await?;
        }
        let row = sqlx::query(
            "SELECT n.likes, n.collects, l.note IS NOT NULL AS liked, c.note IS NOT NULL AS collected FROM notes n \
             LEFT JOIN marks l ON l.session = $2 AND l.note = n.id AND l.kind = 'like' \
             LEFT JOIN marks c ON c.session = $2 AND c.note = n.id AND c.kind = 'collect' WHERE n.id = $1",
        )
        .bind(note.as_str())
        .bind(&session.0)
        .fetch_one(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(Some(Marks {
            liked: row.try_get("liked")?,
            likes: rows::count(&row, "likes")?,
            collected: row.try_get("collected")?,
            collects: rows::count(&row, "collects")?,
        }))
    }
}
