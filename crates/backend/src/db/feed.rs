//! The feed in its first order. The device reorders it; the server only deals the cards.

use std::{collections::BTreeMap, future::Future};

use meadow_wire::FeedItem;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    Db, DbError, SessionId,
    rows::{
        not_muted, note_card, note_columns, note_stands, product_card, product_columns, room_card,
        room_columns,
    },
};

/// The feed.
pub trait Feed {
    /// Up to `limit` cards after the rank `after`, with their ranks. `None` if nothing has the rank `after`.
    fn feed(
        &self,
        after: Option<i64>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Vec<(i64, FeedItem)>>, DbError>> + Send;
}

impl Feed for Db {
    async fn feed(
        &self,
        after: Option<i64>,
        limit: u32,
        viewer: Option<&SessionId>,
    ) -> Result<Option<Vec<(i64, FeedItem)>>, DbError> {
        let mut reader = self.reader.acquire().await?;
        if let Some(after) = after {
            let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM feed WHERE rank = $1")
                .bind(after)
                .fetch_one(&mut *reader)
                .await?;
            if known == 0 {
                return Ok(None);
            }
        }
        let after = after.unwrap_or(i64::MIN);
        let session = viewer.map_or("", |viewer| viewer.0.as_str());
        let last: Option<i64> = sqlx::query_scalar(
            "SELECT MAX(rank) FROM (SELECT rank FROM feed WHERE rank > $1 \
             AND item NOT IN (SELECT note FROM removed_notes) \
             AND item NOT IN (SELECT n.id FROM mutes u JOIN notes n ON n.author = u.person WHERE u.session = $3) \
             AND item NOT IN (SELECT r.id FROM mutes u JOIN rooms r ON r.host = u.person WHERE u.session = $3) \
             ORDER BY rank LIMIT $2) AS page",
        )
        .bind(after)
        .bind(i64::from(limit))
        .bind(session)
        .fetch_one(&mut *reader)
        .await?;
        let Some(last) = last else {
            return Ok(Some(Vec::new()));
        };

        let mut items = BTreeMap::new();
        let notes = sqlx::query(concat!(
            "SELECT f.rank, ",
            note_columns!(),
            " FROM feed f JOIN notes n ON n.id = f.item JOIN people p ON p.id = n.author \
             LEFT JOIN marks m ON m.session = $3 AND m.note = n.id AND m.kind = 'like' \
             WHERE f.rank > $1 AND f.rank <= $2 AND f.kind = 'note' AND ",
            note_stands!(),
            " AND ",
            not_muted!("n.author", "$3")
        ))
        .bind(after)
        .bind(last)
        .bind(session)
        .fetch_all(&mut *reader)
        .await?;
        place(&mut items, &notes, |row| Ok(FeedItem::Note(note_card(row)?)))?;
        let products = sqlx::query(concat!(
            "SELECT f.rank, ",
            product_columns!(),
            " FROM feed f JOIN products g ON g.id = f.item JOIN variants v ON v.product = g.id \
             JOIN stock s ON s.sku = v.id \
             WHERE f.rank > $1 AND f.rank <= $2 AND f.kind = 'product' GROUP BY f.rank, g.id"
        ))
        .bind(after)
        .bind(last)
        .fetch_all(&mut *reader)
        .await?;
        place(&mut items, &products, |row| {
            Ok(FeedItem::Product(product_card(row)?))
        })?;
        let rooms = sqlx::query(concat!(
            "SELECT f.rank, ",
            room_columns!(),
            " FROM feed f JOIN rooms r ON r.id = f.item JOIN people p ON p.id = r.host \
             WHERE f.rank > $1 AND f.rank <= $2 AND f.kind = 'room' AND ",
            not_muted!("r.host", "$3")
        ))
        .bind(after)
        .bind(last)
        .bind(session)
        .fetch_all(&mut *reader)
        .await?;
        place(&mut items, &rooms, |row| Ok(FeedItem::Room(room_card(row)?)))?;
        Ok(Some(items.into_iter().collect()))
    }
}

fn place(
    items: &mut BTreeMap<i64, FeedItem>,
    found: &[SqliteRow],
    read: impl Fn(&SqliteRow) -> Result<FeedItem, DbError>,
) -> Result<(), DbError> {
    for row in found {
        items.insert(row.try_get("rank")?, read(row)?);
    }
    Ok(())
}
