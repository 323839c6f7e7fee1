//! A guest signs in: what was theirs is the account's from now on, in one transaction.

use meadow_domain::cart::MAX_QUANTITY;
use meadow_wire::VariantId;
use sqlx::{Row, SqliteConnection};

use super::{DbError, SessionId, carts, tries::Tries};

/// Whether a payment of the guest is under way just now: then nothing can be moved.
pub(super) async fn is_paying(
    reader: &mut SqliteConnection,
    tries: &Tries,
    session: &SessionId,
) -> Result<bool, DbError> {
    let runs: Vec<String> =
        sqlx::query_scalar("SELECT run FROM attempts WHERE session = $1 AND state = 'paying'")
            .bind(&session.0)
            .fetch_all(reader)
            .await?;
    Ok(runs.iter().any(|run| tries.is_under_way(run)))
}

/// Moves everything from a guest to the root of an account. The guest's token is over.
pub(super) async fn into_account(
    writing: &mut SqliteConnection,
    guest: &SessionId,
    root: &SessionId,
) -> Result<(), DbError> {
    cart(writing, guest, root).await?;
    marks(writing, guest, root).await?;
    ties(writing, guest, root).await?;
    purchases(writing, guest, root).await?;
    reviews(writing, guest, root).await?;
    talk(writing, guest, root).await?;
    sqlx::query("UPDATE sessions SET merged_into = $2 WHERE id = $1")
        .bind(&guest.0)
        .bind(&root.0)
        .execute(writing)
        .await?;
    Ok(())
}

/// Quantities are added up. The version is higher than both, so that the browser takes the cart for newer; and the ids
/// of changes go along, so that one that is sent again is skipped.
async fn cart(writing: &mut SqliteConnection, guest: &SessionId, root: &SessionId) -> Result<(), DbError> {
    sqlx::query("INSERT INTO carts (session, version) VALUES ($1, 0) ON CONFLICT DO NOTHING")
        .bind(&root.0)
        .execute(&mut *writing)
        .await?;
    let lines = sqlx::query("SELECT variant, quantity FROM cart_lines WHERE session = $1 ORDER BY position")
        .bind(&guest.0)
        .fetch_all(&mut *writing)
        .await?;
    for line in &lines {
        let quantity =
            i32::try_from(line.try_get::<i64, _>("quantity")?).unwrap_or(MAX_QUANTITY.cast_signed());
        carts::add(writing, root, &VariantId(line.try_get("variant")?), quantity).await?;
    }
    for statement in [
        "UPDATE carts SET version = (SELECT MAX(version) FROM carts WHERE session = $1 OR session = $2), \
         destination = (SELECT destination FROM carts WHERE session = $1) WHERE session = $2 \
         AND EXISTS (SELECT 1 FROM carts WHERE session = $1)",
        "INSERT INTO cart_changes (session, id, at) SELECT $2, id, at FROM cart_changes WHERE session = $1 \
         ON CONFLICT DO NOTHING",
        "INSERT INTO cart_coupons (session, code, position) SELECT $2, code, position + \
         (SELECT COALESCE(MAX(position), 0) FROM cart_coupons WHERE session = $2) \
         FROM cart_coupons WHERE session = $1 ON CONFLICT DO NOTHING",
        "INSERT INTO saved (session, variant, list, quantity, price, at) \
         SELECT $2, variant, list, quantity, price, at FROM saved WHERE session = $1 ON CONFLICT DO NOTHING",
    ] {
        both(writing, statement, guest, root).await?;
    }
    for statement in [
        "DELETE FROM cart_changes WHERE session = $1",
        "DELETE FROM cart_coupons WHERE session = $1",
        "DELETE FROM cart_lines WHERE session = $1",
        "DELETE FROM carts WHERE session = $1",
        "DELETE FROM saved WHERE session = $1",
    ] {
        sqlx::query(statement)
            .bind(&guest.0)
            .execute(&mut *writing)
            .await?;
    }
    carts::bump(writing, root).await
}

/// A note that both liked was liked by two, and is liked by one.
async fn marks(writing: &mut SqliteConnection, guest: &SessionId, root: &SessionId) -> Result<(), DbError> {
    for statement in [
        "UPDATE notes SET likes = likes - 1 WHERE id IN (SELECT g.note FROM marks g JOIN marks r \
         ON r.note = g.note AND r.kind = g.kind WHERE g.session = $1 AND r.session = $2 AND g.kind = 'like')",
        "UPDATE notes SET collects = collects - 1 WHERE id IN (SELECT g.note FROM marks g JOIN marks r \
         ON r.note = g.note AND r.kind = g.kind WHERE g.session = $1 AND r.session = $2 AND g.kind = 'collect')",
        "INSERT INTO marks (session, note, kind) SELECT $2, note, kind FROM marks WHERE session = $1 \
         ON CONFLICT DO NOTHING",
    ] {
        both(writing, statement, guest, root).await?;
    }
    sqlx::query("DELETE FROM marks WHERE session = $1")
        .bind(&guest.0)
        .execute(writing)
        .await?;
    Ok(())
}

/// Whom both followed was followed by two, and is followed by one.
async fn ties(writing: &mut SqliteConnection, guest: &SessionId, root: &SessionId) -> Result<(), DbError> {
    for statement in [
        "UPDATE people SET followers = followers - 1 WHERE id IN (SELECT g.person FROM follows g \
         JOIN follows r ON r.person = g.person WHERE g.session = $1 AND r.session = $2)",
        "INSERT INTO follows (session, person, at) SELECT $2, person, at FROM follows WHERE session = $1 \
         ON CONFLICT DO NOTHING",
        "INSERT INTO mutes (session, person, at) SELECT $2, person, at FROM mutes WHERE session = $1 \
         ON CONFLICT DO NOTHING",
    ] {
        both(writing, statement, guest, root).await?;
    }
    for statement in [
        "DELETE FROM follows WHERE session = $1",
        "DELETE FROM mutes WHERE session = $1",
    ] {
        sqlx::query(statement)
            .bind(&guest.0)
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}

/// Holds stay holds and orders stay orders; a payment goes along under the name that the provider knows. Two purchases
/// with one key are the same browser's mistake: the account's own stays what it is. Refunds name the payment and stay.
/// What was told about an order goes with it, and whoever acts for an owner does so from now on.
async fn purchases(
    writing: &mut SqliteConnection,
    guest: &SessionId,
    root: &SessionId,
) -> Result<(), DbError> {
    for statement in [
        "UPDATE attempts SET session = $2 WHERE session = $1 \
         AND key NOT IN (SELECT key FROM attempts WHERE session = $2)",
        "UPDATE orders SET session = $2 WHERE session = $1 \
         AND key NOT IN (SELECT key FROM orders WHERE session = $2)",
        "UPDATE checkouts SET session = $2 WHERE session = $1 \
         AND key NOT IN (SELECT key FROM checkouts WHERE session = $2)",
        "UPDATE redemptions SET session = $2 WHERE session = $1",
        "UPDATE messages SET session = $2 WHERE session = $1 \
         AND (order_id IS NULL OR order_id IN (SELECT id FROM orders WHERE session = $2))",
        "INSERT INTO studio_sessions (session, owner, moderator) \
         SELECT $2, owner, moderator FROM studio_sessions WHERE session = $1 \
         ON CONFLICT DO NOTHING",
    ] {
        both(writing, statement, guest, root).await?;
    }
    sqlx::query("DELETE FROM studio_sessions WHERE session = $1")
        .bind(&guest.0)
        .execute(writing)
        .await?;
    Ok(())
}

/// What was said is said by the account from now on. A photo that both sent stays two: each is in use under its own name.
/// Of two reviews with one key the account's is found by it; the guest's key is kept under another name, because a review
/// that was taken back is known by its key alone.
async fn reviews(writing: &mut SqliteConnection, guest: &SessionId, root: &SessionId) -> Result<(), DbError> {
    for statement in [
        "UPDATE reviews SET session = $2 WHERE session = $1",
        "UPDATE review_keys SET key = key || ' ' || review WHERE session = $1 \
         AND key IN (SELECT key FROM review_keys WHERE session = $2)",
        "UPDATE review_keys SET session = $2 WHERE session = $1",
        "UPDATE photos SET content_hash = content_hash || ' ' || id WHERE session = $1 \
         AND content_hash IN (SELECT content_hash FROM photos WHERE session = $2)",
        "UPDATE photos SET session = $2 WHERE session = $1",
    ] {
        both(writing, statement, guest, root).await?;
    }
    Ok(())
}

/// Comments are the account's from now on, as reviews are. One that both liked was liked by two, and is liked by one; what
/// both reported is reported once.
async fn talk(writing: &mut SqliteConnection, guest: &SessionId, root: &SessionId) -> Result<(), DbError> {
    for statement in [
        "UPDATE comments SET session = $2 WHERE session = $1",
        "UPDATE comment_keys SET key = key || ' ' || comment WHERE session = $1 \
         AND key IN (SELECT key FROM comment_keys WHERE session = $2)",
        "UPDATE comment_keys SET session = $2 WHERE session = $1",
        "UPDATE comments SET likes = likes - 1 WHERE id IN (SELECT g.comment FROM comment_likes g \
         JOIN comment_likes r ON r.comment = g.comment WHERE g.session = $1 AND r.session = $2)",
        "INSERT INTO comment_likes (session, comment) SELECT $2, comment FROM comment_likes WHERE session = $1 \
         ON CONFLICT DO NOTHING",
        "INSERT INTO reports (case_id, session, reason, words, at) \
         SELECT case_id, $2, reason, words, at FROM reports WHERE session = $1 ON CONFLICT DO NOTHING",
    ] {
        both(writing, statement, guest, root).await?;
    }
    for statement in [
        "DELETE FROM comment_likes WHERE session = $1",
        "DELETE FROM reports WHERE session = $1",
    ] {
        sqlx::query(statement)
            .bind(&guest.0)
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}

async fn both(
    writing: &mut SqliteConnection,
    statement: &'static str,
    guest: &SessionId,
    root: &SessionId,
) -> Result<(), DbError> {
    sqlx::query(statement)
        .bind(&guest.0)
        .bind(&root.0)
        .execute(writing)
        .await?;
    Ok(())
}
