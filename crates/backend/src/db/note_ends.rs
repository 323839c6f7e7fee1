//! Taking notes back: what goes with them, and who leaves.

use meadow_wire::{PersonId, Timestamp};
use sqlx::SqliteConnection;

use super::{DbError, SessionId, photos};
use crate::clock;

/// What goes with the note `$1`, and itself: also what others said under it.
const GOES: [&str; 10] = [
    "DELETE FROM messages WHERE order_id IS NULL \
     AND event IN (SELECT 'answered:' || id FROM comments WHERE note = $1)",
    "DELETE FROM comment_likes WHERE comment IN (SELECT id FROM comments WHERE note = $1)",
    "DELETE FROM comment_pins WHERE note = $1",
    "DELETE FROM comments WHERE note = $1",
    "DELETE FROM marks WHERE note = $1",
    "DELETE FROM note_products WHERE note = $1",
    "DELETE FROM removed_notes WHERE note = $1",
    "DELETE FROM feed WHERE kind = 'note' AND item = $1",
    "UPDATE cases SET state = 'dismissed' WHERE note = $1 AND state = 'open'",
    "DELETE FROM notes WHERE id = $1",
];

/// Nothing of a note is left but that it was withdrawn.
pub(super) async fn erase(writing: &mut SqliteConnection, note: &str, now: Timestamp) -> Result<(), DbError> {
    photos::clear(writing, photos::NOTE, note, now).await?;
    for statement in GOES {
        sqlx::query(statement).bind(note).execute(&mut *writing).await?;
    }
    sqlx::query("INSERT INTO withdrawn_notes (note, at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(note)
        .bind(now.ms)
        .execute(writing)
        .await?;
    Ok(())
}

/// Takes back all that somebody published, and their page with it: they leave.
pub(super) async fn forget_author(
    writing: &mut SqliteConnection,
    session: &SessionId,
    person: &PersonId,
) -> Result<(), DbError> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM notes WHERE session = $1")
        .bind(&session.0)
        .fetch_all(&mut *writing)
        .await?;
    for id in ids {
        erase(writing, &id, clock::now()).await?;
    }
    sqlx::query("DELETE FROM note_keys WHERE session = $1")
        .bind(&session.0)
        .execute(&mut *writing)
        .await?;
    for statement in [
        "DELETE FROM follows WHERE person = $1",
        "DELETE FROM mutes WHERE person = $1",
        "DELETE FROM people WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(person.as_str())
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}
