//! Notes.

use std::future::Future;

use meadow_wire::{Note, NoteCard, NoteId, PersonId, Place};
use sqlx::Row;

use super::{
    Db, DbError, SessionId, note_rows,
    note_standing::{NoteStanding, standing},
    rows::{self, not_muted, note_card, note_columns, note_stands},
};

/// So many places are told.
const PLACES_MAX: i64 = 200;

/// Which notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotesOf<'a> {
    /// Those of a person.
    Author(&'a PersonId),
    /// Those of the people whom the viewer follows.
    Followed,
    /// Those that were written in a town; see `domain::place::town`.
    Town(&'a str),
}

/// Notes that meet all conditions, of `$1` for the viewer `$2`, after the time `$3` and id `$4`, up to `$5`.
macro_rules! newest {
    ($($condition:expr),+) => {
        concat!(
            "SELECT ",
            note_columns!(),
            " FROM notes n JOIN people p ON p.id = n.author \
             LEFT JOIN marks m ON m.session = $2 AND m.note = n.id AND m.kind = 'like' WHERE ",
            $($condition, " AND ",)+
            note_stands!(),
            " AND (n.at < $3 OR (n.at = $3 AND n.id > $4)) ORDER BY n.at DESC, n.id LIMIT $5"
        )
    };
}

/// Notes.
pub trait Notes {
    /// All of a note, as the viewer sees it, with one comment more than fits its first page. Nothing if a moderator took
    /// it away.
    fn note(
        &self,
        id: &NoteId,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Note>, DbError>> + Send;

    /// How it is with a note.
    fn note_standing(&self, id: &NoteId) -> impl Future<Output = Result<NoteStanding, DbError>> + Send;

    /// Up to `limit` of these notes, newest first, after the time and id given.
    fn newest(
        &self,
        of: NotesOf<'_>,
        after: Option<(i64, &str)>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Vec<NoteCard>, DbError>> + Send;

    /// Towns in which notes were written, those with most notes first.
    fn places(&self) -> impl Future<Output = Result<Vec<Place>, DbError>> + Send;
}

impl Notes for Db {
    async fn note(&self, id: &NoteId, viewer: Option<&SessionId>) -> Result<Option<Note>, DbError> {
        let mut reader = self.reader.acquire().await?;
        match standing(&mut reader, id).await? {
            NoteStanding::Here(_) => note_rows::load(&mut reader, id, viewer).await,
            _ => Ok(None),
        }
    }

    async fn note_standing(&self, id: &NoteId) -> Result<NoteStanding, DbError> {
        standing(&mut *self.reader.acquire().await?, id).await
    }

    async fn newest(
        &self,
        of: NotesOf<'_>,
        after: Option<(i64, &str)>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> Result<Vec<NoteCard>, DbError> {
        let (at, id) = after.unwrap_or((i64::MAX, ""));
        let viewer = viewer.map_or("", |viewer| viewer.0.as_str());
        let found = sqlx::query(match of {
            NotesOf::Author(_) => newest!("n.author = $1"),
            NotesOf::Followed => newest!(
                "n.author IN (SELECT person FROM follows WHERE session = $1)",
                not_muted!("n.author", "$2")
            ),
            NotesOf::Town(_) => newest!("n.town = $1", not_muted!("n.author", "$2")),
        })
        .bind(match of {
            NotesOf::Author(author) => author.as_str(),
            NotesOf::Followed => viewer,
            NotesOf::Town(town) => town,
        })
        .bind(viewer)
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        found.iter().map(note_card).collect()
    }

    async fn places(&self) -> Result<Vec<Place>, DbError> {
        let found = sqlx::query(concat!(
            "SELECT n.town, COUNT(*) AS notes FROM notes n WHERE n.town <> '' AND ",
            note_stands!(),
            " GROUP BY n.town ORDER BY COUNT(*) DESC, n.town LIMIT $1"
        ))
        .bind(PLACES_MAX)
        .fetch_all(&self.reader)
        .await?;
        found
            .iter()
            .map(|row| {
                Ok(Place {
                    name: row.try_get("town")?,
                    notes: rows::count(row, "notes")?,
                })
            })
            .collect()
    }
}
