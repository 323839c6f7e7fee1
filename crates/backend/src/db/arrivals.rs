//! What signing up and in do to the rows: a root and an account, a guest's things, a new session.

use meadow_wire::{PersonCard, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    AccountId, DbError, SessionId, accounts, merge, passkeys, rows,
    sessions::hash,
    sign_ins::{Arrival, NewAccount, SignInError},
    tries::Tries,
};
use crate::{clock, rules::SESSION_MS};

/// So many places an account can be signed in at; the one that was not used for longest goes.
const SIGN_INS_MAX: i64 = 50;
/// The root of an account is not a session that anybody could let run out.
const NEVER: i64 = i64::MAX / 2;

/// Who the browser was until now.
pub(super) enum Before {
    /// A guest.
    Guest { id: SessionId, person: PersonCard },
    /// A guest who signed in already; the answer did not arrive.
    Merged(SessionId),
    /// Signed in.
    SignedIn(SessionId),
}

/// Finds out who the browser was.
pub(super) async fn before(
    reader: &mut SqliteConnection,
    arrival: &Arrival,
) -> Result<Option<Before>, DbError> {
    let Some(token) = &arrival.before else {
        return Ok(None);
    };
    let found = sqlx::query(
        "SELECT id, person, account, merged_into FROM sessions WHERE token_hash = $1 AND expires_at > $2",
    )
    .bind(hash(token))
    .bind(arrival.now.ms)
    .fetch_optional(reader)
    .await?;
    let Some(row) = found else { return Ok(None) };
    let id = SessionId(row.try_get("id")?);
    let (account, merged): (Option<String>, Option<String>) =
        (row.try_get("account")?, row.try_get("merged_into")?);
    Ok(Some(match (account, merged) {
        (Some(_), _) => Before::SignedIn(id),
        (None, Some(_)) => Before::Merged(id),
        (None, None) => Before::Guest {
            person: rows::json(&row, "person")?,
            id,
        },
    }))
}

/// Takes the guest's things into the account, and gives the browser its new session.
pub(super) async fn arrive(
    writing: &mut SqliteConnection,
    tries: &Tries,
    account: &AccountId,
    before: Option<Before>,
    arrival: &Arrival,
) -> Result<PersonCard, SignInError> {
    let Some(known) = accounts::load(writing, account).await? else {
        return Err(SignInError::Gone);
    };
    let mut came_from = None;
    match before {
        Some(Before::Guest { id, .. }) => {
            if merge::is_paying(writing, tries, &id).await? {
                return Err(SignInError::Paying);
            }
            merge::into_account(writing, &id, &known.root).await?;
            came_from = Some(id.0);
        }
        Some(Before::Merged(id)) => {
            sqlx::query("DELETE FROM sessions WHERE came_from = $1 AND account = $2")
                .bind(&id.0)
                .bind(&account.0)
                .execute(&mut *writing)
                .await?;
            came_from = Some(id.0);
        }
        Some(Before::SignedIn(id)) => {
            sqlx::query("DELETE FROM sessions WHERE id = $1")
                .bind(&id.0)
                .execute(&mut *writing)
                .await?;
        }
        None => {}
    }
    insert(writing, account, &known.account.person, arrival, came_from).await?;
    sqlx::query(
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE account = $1 \
         ORDER BY expires_at DESC, created_at DESC LIMIT 1000 OFFSET $2)",
    )
    .bind(&account.0)
    .bind(SIGN_INS_MAX)
    .execute(writing)
    .await?;
    Ok(known.account.person)
}

async fn insert(
    writing: &mut SqliteConnection,
    account: &AccountId,
    person: &PersonCard,
    arrival: &Arrival,
    came_from: Option<String>,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO sessions (id, token_hash, person, guest, expires_at, account, device, created_at, came_from) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&arrival.id.0)
    .bind(hash(&arrival.token))
    .bind(serde_json::to_string(person)?)
    .bind(false)
    .bind(arrival.now.plus_ms(SESSION_MS).ms)
    .bind(&account.0)
    .bind(&arrival.device)
    .bind(arrival.now.ms)
    .bind(came_from)
    .execute(writing)
    .await?;
    Ok(())
}

/// The account, its root and its first passkey.
pub(super) async fn make(
    writing: &mut SqliteConnection,
    new: &NewAccount,
    person: &PersonCard,
    now: Timestamp,
) -> Result<AccountId, SignInError> {
    let (account, root) = (AccountId(clock::random_id("a")), clock::random_id("root"));
    sqlx::query(
        "INSERT INTO sessions (id, token_hash, person, guest, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&root)
    // No token has this hash.
    .bind(&root)
    .bind(serde_json::to_string(person).map_err(DbError::from)?)
    .bind(false)
    .bind(NEVER)
    .bind(now.ms)
    .execute(&mut *writing)
    .await?;
    let made = sqlx::query(
        "INSERT INTO accounts (id, root, email, email_key, password, passkey_user, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(&account.0)
    .bind(&root)
    .bind(&new.email.0)
    .bind(&new.email.1)
    .bind(&new.password)
    .bind(&new.passkey_user)
    .bind(now.ms)
    .execute(&mut *writing)
    .await?;
    if made.rows_affected() == 0 {
        return Err(SignInError::Taken);
    }
    if let Some(passkey) = &new.passkey
        && !passkeys::insert(writing, &account, passkey, now).await?
    {
        return Err(SignInError::Taken);
    }
    Ok(account)
}
