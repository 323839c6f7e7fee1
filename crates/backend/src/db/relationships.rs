//! How somebody stands to the people of the town: following, muting, and who is like whom.

use std::future::Future;

use meadow_wire::{Alike, PersonId, Relationship, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::{
    Db, DbError, SessionId,
    rows::{self, person_card, person_columns},
    sessions,
};

/// So many of those who are like somebody are told.
const ALIKE_MAX: i64 = 8;

/// What ties somebody to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// "I want to see what they make."
    Follow,
    /// "I want to see nothing by them in lists."
    Mute,
}

/// How sessions stand to people.
pub trait Relationships {
    /// How a session stands to a person; `None` if there is no such person.
    fn relationship(
        &self,
        person: &PersonId,
        viewer: Option<&SessionId>,
    ) -> impl Future<Output = Result<Option<Relationship>, DbError>> + Send;

    /// Ties, or unties; doing it twice changes once. `None` if there is no such person.
    fn tie(
        &self,
        session: &SessionId,
        person: &PersonId,
        tie: Tie,
        on: bool,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Relationship>, DbError>> + Send;
}

impl Relationships for Db {
    async fn relationship(
        &self,
        person: &PersonId,
        viewer: Option<&SessionId>,
    ) -> Result<Option<Relationship>, DbError> {
        load(&mut *self.reader.acquire().await?, person, viewer).await
    }

    async fn tie(
        &self,
        session: &SessionId,
        person: &PersonId,
        tie: Tie,
        on: bool,
        now: Timestamp,
    ) -> Result<Option<Relationship>, DbError> {
        let mut writing = self.write().await?;
        sessions::still(&mut writing, session).await?;
        if load(&mut writing, person, None).await?.is_none() {
            return Ok(None);
        }
        let changed = match (tie, on) {
            (Tie::Follow, true) => sqlx::query(
                "INSERT INTO follows (session, person, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            )
            .bind(&session.0)
            .bind(person.as_str())
            .bind(now.ms),
            (Tie::Mute, true) => sqlx::query(
                "INSERT INTO mutes (session, person, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            )
            .bind(&session.0)
            .bind(person.as_str())
            .bind(now.ms),
            (Tie::Follow, false) => sqlx::query("DELETE FROM follows WHERE session = $1 AND person = $2")
                .bind(&session.0)
                .bind(person.as_str()),
            (Tie::Mute, false) => sqlx::query("DELETE FROM mutes WHERE session = $1 AND person = $2")
                .bind(&session.0)
                .bind(person.as_str()),
        }
        .execute(&mut *writing)
        .await?
        .rows_affected();
        if changed > 0 && tie == Tie::Follow {
            sqlx::query("UPDATE people SET followers = followers + $2 WHERE id = $1")
                .bind(person.as_str())
                .bind(if on { 1_i64 } else { -1 })
                .execute(&mut *writing)
                .await?;
        }
        let now_so = load(&mut writing, person, Some(session)).await?;
        writing.commit().await?;
        Ok(now_so)
    }
}

/// How a session stands to a person.
pub(super) async fn load(
    reader: &mut SqliteConnection,
    person: &PersonId,
    viewer: Option<&SessionId>,
) -> Result<Option<Relationship>, DbError> {
    let found = sqlx::query(
        "SELECT p.followers, \
         EXISTS (SELECT 1 FROM follows f WHERE f.session = $2 AND f.person = p.id) AS following, \
         EXISTS (SELECT 1 FROM mutes u WHERE u.session = $2 AND u.person = p.id) AS muting \
         FROM people p WHERE p.id = $1",
    )
    .bind(person.as_str())
    .bind(viewer.map_or("", |viewer| viewer.0.as_str()))
    .fetch_optional(reader)
    .await?;
    found
        .map(|row| {
            Ok(Relationship {
                following: row.try_get("following")?,
                followers: rows::count(&row, "followers")?,
                muting: row.try_get("muting")?,
            })
        })
        .transpose()
}

/// Those who tell the same about themselves as a person, those with most in common first; of equals those who write the
/// same language. Goes through everybody's traits: a town has few people, and each tells few.
pub(super) async fn alike(
    reader: &mut SqliteConnection,
    person: &PersonId,
    viewer: Option<&SessionId>,
) -> Result<Vec<Alike>, DbError> {
    let found = sqlx::query(concat!(
        "SELECT ",
        person_columns!(),
        ", json_group_array(json(t.value)) AS shared FROM people p, json_each(p.traits) t \
         WHERE p.id <> $1 AND t.value IN (SELECT o.value FROM people q, json_each(q.traits) o WHERE q.id = $1) AND ",
        rows::not_muted!("p.id", "$2"),
        " GROUP BY p.id \
         ORDER BY COUNT(*) DESC, p.lang = (SELECT q.lang FROM people q WHERE q.id = $1) DESC, p.id LIMIT $3"
    ))
    .bind(person.as_str())
    .bind(viewer.map_or("", |viewer| viewer.0.as_str()))
    .bind(ALIKE_MAX)
    .fetch_all(reader)
    .await?;
    found
        .iter()
        .map(|row| {
            Ok(Alike {
                card: person_card(row)?,
                shared: rows::json(row, "shared")?,
            })
        })
        .collect()
}

/// To whom a session is tied, for its own eyes.
pub(super) async fn tied(
    reader: &mut SqliteConnection,
    session: &SessionId,
    tie: Tie,
) -> Result<Vec<PersonId>, DbError> {
    let people: Vec<String> = sqlx::query_scalar(match tie {
        Tie::Follow => "SELECT person FROM follows WHERE session = $1 ORDER BY person",
        Tie::Mute => "SELECT person FROM mutes WHERE session = $1 ORDER BY person",
    })
    .bind(&session.0)
    .fetch_all(reader)
    .await?;
    Ok(people.into_iter().map(PersonId).collect())
}
