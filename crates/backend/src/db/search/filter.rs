//! What the filters leave of what was found, and in which order.

use std::collections::HashSet;

use meadow_wire::{NoteForm, SearchSince, SearchSort, Timestamp};
use sqlx::SqliteConnection;

use super::{
    super::{DbError, SessionId},
    SearchQuestion,
    postings::numbers,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Notes, products and people, each in their order.
///
/// A filter that a kind knows nothing about leaves it out: products and people have no time, people no price. Notes have
/// the prices of what they show.
pub async fn each_kind(
    reader: &mut SqliteConnection,
    best: [Vec<i64>; 3],
    question: &SearchQuestion,
    now: Timestamp,
    viewer: Option<&SessionId>,
) -> Result<[Vec<i64>; 3], DbError> {
    let [notes, products, people] = best;
    let about_notes = question.since.is_some() || !question.forms.is_empty();
    let about_goods = question.price_min.is_some() || question.price_max.is_some() || question.in_stock;
    let notes_move = about_notes
        || about_goods
        || question.lang.is_some()
        || matches!(question.sort, SearchSort::Newest | SearchSort::Liked);
    let goods_move = about_goods
        || question.lang.is_some()
        || matches!(question.sort, SearchSort::PriceUp | SearchSort::PriceDown);
    Ok([
        match notes_move {
            true => left(
                &notes,
                notes_left(reader, &notes, question, now, viewer).await?,
                question,
                true,
            ),
            false => notes,
        },
        match (about_notes, goods_move) {
            (true, _) => Vec::new(),
            (false, true) => left(
                &products,
                products_left(reader, &products, question).await?,
                question,
                false,
            ),
            (false, false) => products,
        },
        match (about_notes || about_goods, question.lang.is_some()) {
            (true, _) => Vec::new(),
            (false, true) => left(
                &people,
                people_left(reader, &people, question).await?,
                question,
                false,
            ),
            (false, false) => people,
        },
    ])
}

/// Without the notes of people whom the viewer mutes, and without those people.
pub async fn not_muted(
    reader: &mut SqliteConnection,
    best: [Vec<i64>; 3],
    viewer: Option<&SessionId>,
) -> Result<[Vec<i64>; 3], DbError> {
    let Some(viewer) = viewer else { return Ok(best) };
    let muted: Vec<i64> = sqlx::query_scalar(
        "SELECT d.doc FROM mutes u JOIN notes n ON n.author = u.person \
         JOIN search_docs d ON d.kind = 'note' AND d.item = n.id WHERE u.session = $1 \
         UNION ALL SELECT d.doc FROM mutes u JOIN search_docs d ON d.kind = 'person' AND d.item = u.person \
         WHERE u.session = $1",
    )
    .bind(&viewer.0)
    .fetch_all(reader)
    .await?;
    let muted: HashSet<i64> = muted.into_iter().collect();
    Ok(best.map(|docs| docs.into_iter().filter(|doc| !muted.contains(doc)).collect()))
}

/// In the order of what is left, if the question is for one that this kind has; else the best first.
fn left(best: &[i64], kept: Vec<i64>, question: &SearchQuestion, is_notes: bool) -> Vec<i64> {
    let ordered = match question.sort {
        SearchSort::Best => false,
        SearchSort::Newest | SearchSort::Liked => is_notes,
        SearchSort::PriceUp | SearchSort::PriceDown => !is_notes,
    };
    if ordered {
        return kept;
    }
    let kept: HashSet<i64> = kept.into_iter().collect();
    best.iter().copied().filter(|doc| kept.contains(doc)).collect()
}

async fn notes_left(
    reader: &mut SqliteConnection,
    docs: &[i64],
    question: &SearchQuestion,
    now: Timestamp,
    viewer: Option<&SessionId>,
) -> Result<Vec<i64>, DbError> {
    let since = question.since.map_or(i64::MIN, |since| {
        now.ms
            - DAY_MS
                * match since {
                    SearchSince::Day => 1,
                    SearchSince::Week => 7,
                    SearchSince::Month => 30,
                    SearchSince::Year => 365,
                }
    });
    let about_goods = question.price_min.is_some() || question.price_max.is_some() || question.in_stock;
    let kept: Option<String> = sqlx::query_scalar(
        "SELECT group_concat(doc, ' ') FROM (SELECT d.doc FROM json_each($1) c \
         JOIN search_docs d ON d.doc = c.value JOIN notes n ON n.id = d.item \
         WHERE n.at >= $2 AND ($3 = '' OR n.lang = $3) AND (NOT $4 OR n.product_count > 0) AND (NOT $5 OR NOT n.paid) \
         AND (NOT $6 OR EXISTS (SELECT 1 FROM note_products t JOIN variants v ON v.product = t.product \
         JOIN stock s ON s.sku = v.id WHERE t.note = n.id AND v.price >= $7 AND v.price <= $8 \
         AND (NOT $9 OR s.on_hand > s.reserved))) \
         AND (NOT $11 OR n.author IN (SELECT person FROM follows WHERE session = $12)) \
         ORDER BY CASE $10 WHEN 'newest' THEN n.at WHEN 'liked' THEN n.likes ELSE 0 END DESC, n.id LIMIT -1)",
    )
    .bind(serde_json::to_string(docs)?)
    .bind(since)
    .bind(question.lang.as_deref().unwrap_or_default())
    .bind(question.forms.contains(&NoteForm::WithProducts))
    .bind(question.forms.contains(&NoteForm::Unpaid))
    .bind(about_goods)
    .bind(question.price_min.unwrap_or(0))
    .bind(question.price_max.unwrap_or(i64::MAX))
    .bind(question.in_stock)
    .bind(match question.sort {
        SearchSort::Newest => "newest",
        SearchSort::Liked => "liked",
        _ => "",
    })
    .bind(question.forms.contains(&NoteForm::Followed))
    .bind(viewer.map_or("", |viewer| viewer.0.as_str()))
    .fetch_one(reader)
    .await?;
    Ok(numbers(kept.as_deref().unwrap_or_default()))
}

async fn products_left(
    reader: &mut SqliteConnection,
    docs: &[i64],
    question: &SearchQuestion,
) -> Result<Vec<i64>, DbError> {
    let kept: Option<String> = sqlx::query_scalar(
        "SELECT group_concat(doc, ' ') FROM (SELECT d.doc FROM json_each($1) c \
         JOIN search_docs d ON d.doc = c.value JOIN products g ON g.id = d.item \
         JOIN variants v ON v.product = g.id JOIN stock s ON s.sku = v.id \
         WHERE ($2 = '' OR g.lang = $2) AND v.price >= $3 AND v.price <= $4 AND (NOT $5 OR s.on_hand > s.reserved) \
         GROUP BY d.doc \
         ORDER BY MIN(v.price) * CASE $6 WHEN 'up' THEN 1 WHEN 'down' THEN -1 ELSE 0 END, d.doc LIMIT -1)",
    )
    .bind(serde_json::to_string(docs)?)
    .bind(question.lang.as_deref().unwrap_or_default())
    .bind(question.price_min.unwrap_or(0))
    .bind(question.price_max.unwrap_or(i64::MAX))
    .bind(question.in_stock)
    .bind(match question.sort {
        SearchSort::PriceUp => "up",
        SearchSort::PriceDown => "down",
        _ => "",
    })
    .fetch_one(reader)
    .await?;
    Ok(numbers(kept.as_deref().unwrap_or_default()))
}

async fn people_left(
    reader: &mut SqliteConnection,
    docs: &[i64],
    question: &SearchQuestion,
) -> Result<Vec<i64>, DbError> {
    let kept: Option<String> = sqlx::query_scalar(
        "SELECT group_concat(d.doc, ' ') FROM json_each($1) c JOIN search_docs d ON d.doc = c.value \
         JOIN people p ON p.id = d.item WHERE p.lang = $2",
    )
    .bind(serde_json::to_string(docs)?)
    .bind(question.lang.as_deref().unwrap_or_default())
    .fetch_one(reader)
    .await?;
    Ok(numbers(kept.as_deref().unwrap_or_default()))
}
