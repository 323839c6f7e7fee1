//! Returns, row by row.

use meadow_wire::{
    Order, OrderId, Photo, PhotoId, Return, ReturnId, ReturnLine, ReturnRequest, ReturnState, ReturnStep,
    Timestamp,
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    DbError,
    rows::{self, as_word, euros, word},
};
use crate::clock;

/// The returns of an order, oldest first.
pub(super) async fn of_order(reader: &mut SqliteConnection, id: &OrderId) -> Result<Vec<Return>, DbError> {
    let rows = sqlx::query("SELECT * FROM returns WHERE order_id = $1 ORDER BY position")
        .bind(&id.0)
        .fetch_all(&mut *reader)
        .await?;
    let mut returns: Vec<Return> = rows.iter().map(from_row).collect::<Result<_, _>>()?;
    if !returns.is_empty() {
        show(reader, id, &mut returns).await?;
    }
    Ok(returns)
}

/// Puts the photos to the returns of an order.
async fn show(reader: &mut SqliteConnection, id: &OrderId, returns: &mut [Return]) -> Result<(), DbError> {
    let rows = sqlx::query(
        "SELECT u.return_id, u.photo, u.picture FROM returns r JOIN return_photos u ON u.return_id = r.id \
         WHERE r.order_id = $1 ORDER BY u.position",
    )
    .bind(&id.0)
    .fetch_all(reader)
    .await?;
    for row in &rows {
        let of: &str = row.try_get("return_id")?;
        if let Some(one) = returns.iter_mut().find(|one| one.id.as_str() == of) {
            one.photos.push(Photo {
                id: PhotoId(row.try_get("photo")?),
                picture: rows::json(row, "picture")?,
            });
        }
    }
    Ok(())
}

fn from_row(row: &SqliteRow) -> Result<Return, DbError> {
    Ok(Return {
        id: ReturnId(row.try_get("id")?),
        lines: rows::json(row, "lines")?,
        reason: word(row.try_get("reason")?)?,
        words: row.try_get("words")?,
        photos: Vec::new(),
        state: word(row.try_get("state")?)?,
        steps: rows::json(row, "steps")?,
        answer: row.try_get("answer")?,
        refund: row.try_get::<Option<i64>, _>("refund")?.map(euros),
    })
}

/// Writes down what was asked for, and says under which names: one return for each owner, because each decides about their
/// own goods only. The first has the key by which the request is known again. Photos are put beside them by
/// `photos::use_in_returns`.
pub(super) async fn insert(
    writing: &mut SqliteConnection,
    order: &Order,
    request: &ReturnRequest,
    hash: &str,
    now: Timestamp,
) -> Result<Vec<ReturnId>, DbError> {
    let step = ReturnStep {
        state: ReturnState::Requested,
        at: now,
    };
    let parts = by_owner(writing, order, &request.lines).await?;
    let mut ids = Vec::with_capacity(parts.len());
    for (index, lines) in parts.iter().enumerate() {
        let id = ReturnId(clock::random_id("ret"));
        let key = match index {
            0 => request.key.0.clone(),
            _ => format!("{} {id}", request.key),
        };
        sqlx::query(
            "INSERT INTO returns (id, order_id, key, request_hash, position, state, lines, steps, reason, words, \
             answer, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11)",
        )
        .bind(&id.0)
        .bind(&order.id.0)
        .bind(key)
        .bind(hash)
        .bind(i64::try_from(order.returns.len() + index).unwrap_or(i64::MAX))
        .bind(as_word(&step.state)?)
        .bind(serde_json::to_string(lines)?)
        .bind(serde_json::to_string(&[step])?)
        .bind(as_word(&request.reason)?)
        .bind(request.words.trim())
        .bind(now.ms)
        .execute(&mut *writing)
        .await?;
        ids.push(id);
    }
    Ok(ids)
}

/// The lines of each owner, in the order asked.
async fn by_owner(
    reader: &mut SqliteConnection,
    order: &Order,
    lines: &[ReturnLine],
) -> Result<Vec<Vec<ReturnLine>>, DbError> {
    let mut parts: Vec<(Option<String>, Vec<ReturnLine>)> = Vec::new();
    for line in lines {
        let bought = order.lines.iter().find(|bought| bought.variant == line.variant);
        let owner: Option<String> = sqlx::query_scalar("SELECT owner FROM products WHERE id = $1")
            .bind(bought.map_or("", |bought| bought.product.as_str()))
            .fetch_optional(&mut *reader)
            .await?;
        match parts.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, part)) => part.push(line.clone()),
            None => parts.push((owner, vec![line.clone()])),
        }
    }
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

/// Writes a return down as it is now, with its last step.
pub(super) async fn write(
    writing: &mut SqliteConnection,
    one: &mut Return,
    now: Timestamp,
) -> Result<(), DbError> {
    one.steps.push(ReturnStep {
        state: one.state,
        at: now,
    });
    sqlx::query("UPDATE returns SET state = $2, steps = $3, answer = $4, refund = $5 WHERE id = $1")
        .bind(&one.id.0)
        .bind(as_word(&one.state)?)
        .bind(serde_json::to_string(&one.steps)?)
        .bind(&one.answer)
        .bind(one.refund.map(|refund| refund.minor))
        .execute(writing)
        .await?;
    Ok(())
}
