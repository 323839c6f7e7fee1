//! Those who publish: whoever does so first gets a page of their own.

use meadow_wire::{PersonCard, PersonId};
use sqlx::SqliteConnection;

use super::{DbError, SessionId, rows};
use crate::clock;

/// The longest handle that is made of a name.
const HANDLE_MAX: usize = 20;
/// A shorter one is made longer.
const HANDLE_MIN: usize = 3;

/// The page of whoever the session is; made, if they have none.
pub(super) async fn page_of(
    writing: &mut SqliteConnection,
    session: &SessionId,
    lang: &str,
) -> Result<PersonId, DbError> {
    let row = sqlx::query("SELECT person FROM sessions WHERE id = $1")
        .bind(&session.0)
        .fetch_one(&mut *writing)
        .await?;
    let person: PersonCard = rows::json(&row, "person")?;
    let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM people WHERE id = $1")
        .bind(person.id.as_str())
        .fetch_optional(&mut *writing)
        .await?;
    if known.is_none() {
        sqlx::query(
            "INSERT INTO people (id, handle, name, kind, avatar, place, bio, lang, traits) \
             VALUES ($1, $2, $3, $4, $5, '', '', $6, '[]')",
        )
        .bind(person.id.as_str())
        .bind(free_handle(writing, &person.name).await?)
        .bind(&person.name)
        .bind(rows::as_word(&person.kind)?)
        .bind(serde_json::to_string(&person.avatar)?)
        .bind(lang)
        .execute(writing)
        .await?;
    }
    Ok(person.id)
}

/// Somebody tells about themselves what they told with the newest of their notes that tells anything.
pub(super) async fn tell_traits(writing: &mut SqliteConnection, session: &SessionId) -> Result<(), DbError> {
    let told: Option<String> = sqlx::query_scalar(
        "SELECT traits FROM notes WHERE session = $1 AND traits <> '[]' ORDER BY at DESC, id LIMIT 1",
    )
    .bind(&session.0)
    .fetch_optional(&mut *writing)
    .await?;
    sqlx::query(
        "UPDATE people SET traits = $2 WHERE id = (SELECT json_extract(person, '$.id') FROM sessions WHERE id = $1)",
    )
    .bind(&session.0)
    .bind(told.unwrap_or_else(|| "[]".to_owned()))
    .execute(writing)
    .await?;
    Ok(())
}

/// A handle that nobody has, as near to the name as can be.
async fn free_handle(reader: &mut SqliteConnection, name: &str) -> Result<String, DbError> {
    let wish = handle(name);
    for number in 1..=99_u32 {
        let wish = match number {
            1 => wish.clone(),
            number => format!("{wish}{number}"),
        };
        let taken: Option<i64> = sqlx::query_scalar("SELECT 1 FROM people WHERE handle = $1")
            .bind(&wish)
            .fetch_optional(&mut *reader)
            .await?;
        if taken.is_none() {
            return Ok(wish);
        }
    }
    let [a, b, c, d] = clock::random_bytes::<4>();
    Ok(format!("{wish}{}", u32::from_be_bytes([a, b, c, d])))
}

/// The latin letters and digits of a name, in small letters; `friend` if there are too few.
fn handle(name: &str) -> String {
    let handle: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(HANDLE_MAX)
        .collect();
    match handle.len() {
        HANDLE_MIN.. => handle.to_ascii_lowercase(),
        _ => "friend".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::handle;

    #[test]
    fn a_handle_is_made_of_the_letters_that_handles_have() {
        for (name, expected) in [
            ("Amber Heron", "amberheron"),
            ("Jörg 7", "jrg7"),
            ("小满", "friend"),
            ("A name that is far too long", "anamethatisfartoolon"),
        ] {
            assert_eq!(handle(name), expected);
        }
    }
}
