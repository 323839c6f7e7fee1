//! The cards of a page of results, each with what is to be marked.

use std::collections::HashMap;

use meadow_domain::search::{Wanted, excerpt, ranges};
use meadow_wire::{FoundItem, FoundPerson, MarkedText, SearchHit};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::super::{
    DbError, SessionId,
    rows::{note_card, note_columns, person_card, person_columns, product_card, product_columns},
};

/// How much of a text a result shows, in characters.
const EXCERPT: u32 = 140;

/// The results with these numbers, in their order. One that is gone meanwhile is left out.
pub async fn hits(
    reader: &mut SqliteConnection,
    docs: &[i64],
    wanted: &Wanted,
    viewer: Option<&SessionId>,
) -> Result<Vec<SearchHit>, DbError> {
    let wish = serde_json::to_string(docs)?;
    let mut found: HashMap<i64, SearchHit> = HashMap::new();
    let notes = sqlx::query(concat!(
        "SELECT d.doc, n.body, ",
        note_columns!(),
        " FROM json_each($1) w JOIN search_docs d ON d.doc = w.value AND d.kind = 'note' \
         JOIN notes n ON n.id = d.item JOIN people p ON p.id = n.author \
         LEFT JOIN marks m ON m.session = $2 AND m.note = n.id AND m.kind = 'like'"
    ))
    .bind(&wish)
    .bind(viewer.map_or("", |viewer| viewer.0.as_str()))
    .fetch_all(&mut *reader)
    .await?;
    for row in &notes {
        let card = note_card(row)?;
        let hit = hit(
            wanted,
            &card.title.clone(),
            row.try_get("body")?,
            FoundItem::Note(card),
        );
        found.insert(row.try_get("doc")?, hit);
    }
    let products = sqlx::query(concat!(
        "SELECT d.doc, g.tagline || ' — ' || g.description AS body, ",
        product_columns!(),
        " FROM json_each($1) w JOIN search_docs d ON d.doc = w.value AND d.kind = 'product' \
         JOIN products g ON g.id = d.item JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
         GROUP BY d.doc"
    ))
    .bind(&wish)
    .fetch_all(&mut *reader)
    .await?;
    for row in &products {
        let card = product_card(row)?;
        let hit = hit(
            wanted,
            &card.name.clone(),
            row.try_get("body")?,
            FoundItem::Product(card),
        );
        found.insert(row.try_get("doc")?, hit);
    }
    let people = sqlx::query(concat!(
        "SELECT d.doc, p.bio AS body, p.handle, p.place, ",
        person_columns!(),
        " FROM json_each($1) w JOIN search_docs d ON d.doc = w.value AND d.kind = 'person' \
         JOIN people p ON p.id = d.item"
    ))
    .bind(&wish)
    .fetch_all(&mut *reader)
    .await?;
    for row in &people {
        let person = person(row)?;
        let hit = hit(
            wanted,
            &person.card.name.clone(),
            row.try_get("body")?,
            FoundItem::Person(person),
        );
        found.insert(row.try_get("doc")?, hit);
    }
    Ok(docs.iter().filter_map(|doc| found.remove(doc)).collect())
}

/// Somebody, of `people p` with handle and place.
pub fn person(row: &SqliteRow) -> Result<FoundPerson, DbError> {
    Ok(FoundPerson {
        card: person_card(row)?,
        handle: row.try_get("handle")?,
        place: row.try_get("place")?,
    })
}

fn hit(wanted: &Wanted, title: &str, body: &str, item: FoundItem) -> SearchHit {
    SearchHit {
        item,
        marks: ranges(title, wanted),
        excerpt: excerpt(body, wanted, EXCERPT).map(|piece| MarkedText {
            text: piece.text,
            marks: piece.ranges,
        }),
    }
}
