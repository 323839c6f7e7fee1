//! Notes.

use std::future::Future;

use meadow_domain::limits::COMMENTS_PAGE;
use meadow_wire::{
    CommentSort, Hotspot, Note, NoteCard, NoteId, PersonId, Picture, Place, ProductCard, ProductId,
};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId, comment_pages, relationships,
    rows::{self, not_muted, note_card, note_columns, note_stands, product_card, product_columns},
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
        let found = sqlx::query(concat!(
            "SELECT ",
            note_columns!(),
            ", n.body, n.place, n.collects, c.note IS NOT NULL AS collected \
             FROM notes n JOIN people p ON p.id = n.author \
             LEFT JOIN marks m ON m.session = $2 AND m.note = n.id AND m.kind = 'like' \
             LEFT JOIN marks c ON c.session = $2 AND c.note = n.id AND c.kind = 'collect' WHERE n.id = $1 AND ",
            note_stands!()
        ))
        .bind(id.as_str())
        .bind(viewer.map_or("", |viewer| viewer.0.as_str()))
        .fetch_optional(&mut *reader)
        .await?;
        let Some(row) = found else { return Ok(None) };
        let card = note_card(&row)?;
        Ok(Some(Note {
            relationship: relationships::load(&mut reader, &card.author.id, viewer)
                .await?
                .unwrap_or_default(),
            card,
            text: row.try_get("body")?,
            pictures: rows::json::<Vec<Picture>>(&row, "pictures")?,
            hotspots: hotspots(&mut reader, id).await?,
            products: tagged(&mut reader, id).await?,
            place: row.try_get("place")?,
            collects: rows::count(&row, "collects")?,
            collected: row.try_get("collected")?,
            comments: comment_pages::page(
                &mut reader,
                id,
                CommentSort::Best,
                None,
                COMMENTS_PAGE + 1,
                viewer,
            )
            .await?,
        }))
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

async fn hotspots(reader: &mut SqliteConnection, note: &NoteId) -> Result<Vec<Hotspot>, DbError> {
    let found = sqlx::query(
        "SELECT picture, x_permille, y_permille, product FROM note_products WHERE note = $1 ORDER BY position",
    )
    .bind(note.as_str())
    .fetch_all(reader)
    .await?;
    found
        .iter()
        .map(|row| {
            Ok(Hotspot {
                picture: rows::count(row, "picture")?,
                x_permille: rows::count(row, "x_permille")?,
                y_permille: rows::count(row, "y_permille")?,
                product: ProductId(row.try_get("product")?),
            })
        })
        .collect()
}

async fn tagged(reader: &mut SqliteConnection, note: &NoteId) -> Result<Vec<ProductCard>, DbError> {
    // A product may be tagged in two pictures; it is listed once, where it came first.
    let found = sqlx::query(concat!(
        "SELECT ",
        product_columns!(),
        " FROM products g JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
         JOIN (SELECT product, MIN(position) AS position FROM note_products WHERE note = $1 GROUP BY product) t \
         ON t.product = g.id GROUP BY g.id, t.position ORDER BY t.position"
    ))
    .bind(note.as_str())
    .fetch_all(reader)
    .await?;
    found.iter().map(product_card).collect()
}
