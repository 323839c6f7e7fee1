//! Cases, row by row: what was reported, by how many, and what was done.

use meadow_wire::{Case, CaseId, CaseLine, CommentId, NoteId, PersonCard, ReasonCount, ReportMade, Reported};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{DbError, SessionId, comment_rows::speaker, rows};

/// What [`cases`] reads; without a `WHERE`. The thing may be gone meanwhile.
macro_rules! columns {
    () => {
        concat!(
            "SELECT k.id, k.kind, k.thing, k.note, k.state, k.at, COALESCE(n.title, '') AS title, \
             COALESCE(CASE k.kind WHEN 'note' THEN n.body ELSE c.body END, '') AS body, s.person AS speaker, ",
            $crate::db::rows::person_columns!(),
            " FROM cases k LEFT JOIN notes n ON n.id = k.note \
             LEFT JOIN comments c ON k.kind = 'comment' AND c.id = k.thing \
             LEFT JOIN sessions s ON s.id = c.session \
             LEFT JOIN people p ON p.id = CASE k.kind WHEN 'note' THEN n.author ELSE c.author END"
        )
    };
}
pub(super) use columns;

/// So many of the reports' words are shown.
const WORDS_SHOWN: i64 = 5;

pub(super) async fn load(reader: &mut SqliteConnection, id: &CaseId) -> Result<Option<Case>, DbError> {
    let found = sqlx::query(concat!(columns!(), " WHERE k.id = $1"))
        .bind(id.as_str())
        .fetch_all(&mut *reader)
        .await?;
    Ok(cases(reader, &found).await?.pop())
}

/// Cases with their reports and with what was done.
pub(super) async fn cases(reader: &mut SqliteConnection, found: &[SqliteRow]) -> Result<Vec<Case>, DbError> {
    let mut all = Vec::with_capacity(found.len());
    for row in found {
        let mut case = case(row)?;
        case.reasons = reasons(reader, &case.id).await?;
        case.words = sqlx::query_scalar(
            "SELECT words FROM reports WHERE case_id = $1 AND words <> '' ORDER BY at DESC LIMIT $2",
        )
        .bind(case.id.as_str())
        .bind(WORDS_SHOWN)
        .fetch_all(&mut *reader)
        .await?;
        case.acts = acts(reader, &case.id).await?;
        all.push(case);
    }
    Ok(all)
}

fn case(row: &SqliteRow) -> Result<Case, DbError> {
    let nobody = row.try_get::<Option<&str>, _>("person_id")?.is_none()
        && row.try_get::<Option<&str>, _>("speaker")?.is_none();
    Ok(Case {
        id: CaseId(row.try_get("id")?),
        about: about(row)?,
        note: NoteId(row.try_get("note")?),
        title: row.try_get("title")?,
        author: match nobody {
            true => PersonCard::default(),
            false => speaker(row)?,
        },
        text: row.try_get("body")?,
        state: rows::word(row.try_get("state")?)?,
        reasons: Vec::new(),
        words: Vec::new(),
        acts: Vec::new(),
        at: rows::moment(row, "at")?,
    })
}

fn about(row: &SqliteRow) -> Result<Reported, DbError> {
    let thing: String = row.try_get("thing")?;
    Ok(match row.try_get("kind")? {
        "note" => Reported::Note(NoteId(thing)),
        _ => Reported::Comment(CommentId(thing)),
    })
}

async fn reasons(reader: &mut SqliteConnection, case: &CaseId) -> Result<Vec<ReasonCount>, DbError> {
    sqlx::query(
        "SELECT reason, SUM(times) AS given FROM (SELECT reason, 1 AS times FROM reports WHERE case_id = $1 \
         UNION ALL SELECT reason, given FROM reasons_left WHERE case_id = $1) GROUP BY reason \
         ORDER BY given DESC, reason",
    )
    .bind(case.as_str())
    .fetch_all(reader)
    .await?
    .iter()
    .map(|row| {
        Ok(ReasonCount {
            reason: rows::word(row.try_get("reason")?)?,
            count: rows::count(row, "given")?,
        })
    })
    .collect()
}

async fn acts(reader: &mut SqliteConnection, case: &CaseId) -> Result<Vec<CaseLine>, DbError> {
    sqlx::query(
        "SELECT m.act, m.at, p.name FROM case_moves m JOIN people p ON p.id = m.moderator \
         WHERE m.case_id = $1 ORDER BY m.at DESC, m.key",
    )
    .bind(case.as_str())
    .fetch_all(reader)
    .await?
    .iter()
    .map(|row| {
        Ok(CaseLine {
            act: rows::json(row, "act")?,
            by: row.try_get("name")?,
            at: rows::moment(row, "at")?,
        })
    })
    .collect()
}

/// What a session reported, newest first.
pub(super) async fn of_session(
    reader: &mut SqliteConnection,
    session: &SessionId,
) -> Result<Vec<ReportMade>, DbError> {
    sqlx::query(
        "SELECT k.kind, k.thing, r.reason, r.words, r.at FROM reports r JOIN cases k ON k.id = r.case_id \
         WHERE r.session = $1 ORDER BY r.at DESC, k.id",
    )
    .bind(&session.0)
    .fetch_all(reader)
    .await?
    .iter()
    .map(|row| {
        Ok(ReportMade {
            about: about(row)?,
            reason: rows::word(row.try_get("reason")?)?,
            words: row.try_get("words")?,
            at: rows::moment(row, "at")?,
        })
    })
    .collect()
}
