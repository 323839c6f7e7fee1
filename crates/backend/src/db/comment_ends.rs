//! Taking comments back: what goes, and whose place stays.

use sqlx::SqliteConnection;

use super::{DbError, inbox};

/// Takes back all that a session said.
pub(super) async fn take_all_back(writing: &mut SqliteConnection, session: &str) -> Result<(), DbError> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM comments WHERE session = $1")
        .bind(session)
        .fetch_all(&mut *writing)
        .await?;
    take_back(writing, &ids).await?;
    sqlx::query("DELETE FROM comment_keys WHERE session = $1")
        .bind(session)
        .execute(writing)
        .await?;
    Ok(())
}

/// Nothing of these is left but their places, and those only while replies need them.
pub(super) async fn take_back(writing: &mut SqliteConnection, ids: &[String]) -> Result<(), DbError> {
    for id in ids {
        for statement in [
            "DELETE FROM comment_likes WHERE comment = $1",
            "DELETE FROM comment_pins WHERE comment = $1",
            "UPDATE comments SET withdrawn = TRUE, body = '', likes = 0, session = NULL, author = NULL WHERE id = $1",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *writing).await?;
        }
        inbox::forget_answer(writing, id).await?;
        let mut place = Some(id.clone());
        while let Some(empty) = place {
            // The one that it answered may have stood for this one alone.
            place = sqlx::query_scalar(
                "DELETE FROM comments WHERE id = $1 AND withdrawn AND NOT EXISTS \
                 (SELECT 1 FROM comments k WHERE k.parent = $1 OR k.root = $1) RETURNING parent",
            )
            .bind(empty)
            .fetch_optional(&mut *writing)
            .await?
            .flatten();
        }
    }
    Ok(())
}
