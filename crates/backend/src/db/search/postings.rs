//! Which documents hold a word.

use sqlx::SqliteConnection;

use super::super::DbError;

/// Documents that hold any of these tokens.
pub fn anything(tokens: &[&str]) -> String {
    joined(tokens, " OR ")
}

/// Documents that hold all of these tokens.
pub fn everything(tokens: &[&str]) -> String {
    joined(tokens, " AND ")
}

fn joined(tokens: &[&str], by: &str) -> String {
    let quoted: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    format!("({})", quoted.join(by))
}

/// Documents with a token that begins so.
pub fn beginning(start: &str) -> String {
    format!("\"{start}\"*")
}

/// The same, but only what stands in the title or the topics.
pub fn at_the_top(expression: &str) -> String {
    format!("{{head topics}} : {expression}")
}

/// The documents of each expression, in the order of their numbers.
///
/// One statement for all of them, and one text for each: a row for every document would cost more than the search.
pub async fn of_each(
    reader: &mut SqliteConnection,
    expressions: &[String],
) -> Result<Vec<Vec<i64>>, DbError> {
    if expressions.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Option<String>> = sqlx::query_scalar(
        "SELECT (SELECT group_concat(rowid, ' ') FROM search_index WHERE search_index MATCH e.value) \
         FROM json_each($1) e ORDER BY e.key",
    )
    .bind(serde_json::to_string(expressions)?)
    .fetch_all(reader)
    .await?;
    Ok(found
        .iter()
        .map(|docs| numbers(docs.as_deref().unwrap_or_default()))
        .collect())
}

/// The numbers of a text that SQLite made of them.
pub fn numbers(text: &str) -> Vec<i64> {
    // Nothing else was put into it.
    text.split(' ').filter_map(|number| number.parse().ok()).collect()
}
