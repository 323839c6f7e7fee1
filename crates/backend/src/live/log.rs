//! The ordered log in the database: what is here was said, what is not here was not.

use meadow_domain::limits::RESUME_MAX;
use meadow_wire::{ClientId, Epoch, Event, EventBody, PersonId, RoomId, Timestamp};
use sqlx::{Row, Sqlite, SqliteExecutor, Transaction, sqlite::SqliteRow};

use crate::{
    clock,
    db::{Db, DbError},
};

/// How far back the log of a room reaches at least, in events.
pub const KEPT_EVENTS: usize = RESUME_MAX;
/// And in time: scripted lines go after this, people's messages (and with them the proof of a repeat) after a day.
const SCRIPT_KEPT_MS: i64 = 5 * 60_000;
const SAID_KEPT_MS: i64 = 24 * 3_600_000;

/// The prefix of the outboxes that scripts speak from. A client's outbox can't have it.
pub const SCRIPT_PREFIX: &str = "script:";

/// Something that wants a number.
#[derive(Debug, Clone)]
pub struct Draft {
    /// When it happened.
    pub at: Timestamp,
    /// What.
    pub body: EventBody,
    /// Who says it; empty for what the script does.
    pub sender: PersonId,
    /// Which outbox it comes from.
    pub client_id: ClientId,
    /// Which message of the outbox.
    pub client_seq: u64,
}

/// What names a message in a room: who said it, from which outbox, and which of it.
pub type Message<'a> = (&'a PersonId, &'a ClientId, u64);

/// What became of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbered {
    /// It is a new event.
    New(Event),
    /// It was stored before, as this event.
    Before(u64),
}

/// Where a room's log stands when the server starts.
#[derive(Debug)]
pub struct Opened {
    /// Which run.
    pub epoch: Epoch,
    /// Hearts so far.
    pub likes: u64,
    /// The last pin and the last explanation, which may be older than `recent`.
    pub marks: Vec<Event>,
    /// The newest events, oldest first.
    pub recent: Vec<Event>,
}

/// The log of all rooms.
#[derive(Debug, Clone)]
pub struct RoomLog {
    db: Db,
}

impl RoomLog {
    /// In this database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// Finds a room's log, or begins it.
    pub async fn open(&self, room: &RoomId) -> Result<Opened, DbError> {
        sqlx::query("INSERT INTO room_runs (room, epoch) VALUES ($1, $2) ON CONFLICT (room) DO NOTHING")
            .bind(room.as_str())
            .bind(clock::random_id("e"))
            .execute(&self.db.writer)
            .await?;
        let run = sqlx::query("SELECT epoch, likes FROM room_runs WHERE room = $1")
            .bind(room.as_str())
            .fetch_one(&self.db.writer)
            .await?;
        let rows = sqlx::query(
            "SELECT seq, prev, at_ms, body FROM room_events WHERE room = $1 ORDER BY seq DESC LIMIT $2",
        )
        .bind(room.as_str())
        .bind(i64::try_from(KEPT_EVENTS).unwrap_or(i64::MAX))
        .fetch_all(&self.db.writer)
        .await?;
        let latest = |kind: &'static str| {
            sqlx::query(
                "SELECT seq, prev, at_ms, body FROM room_events WHERE room = $1 AND body LIKE $2 \
                 ORDER BY seq DESC LIMIT 1",
            )
            .bind(room.as_str())
            .bind(kind)
            .fetch_optional(&self.db.writer)
        };
        let marks = [latest(r#"{"pin"%"#).await?, latest(r#"{"explain"%"#).await?];
        let mut recent = rows.iter().map(event).collect::<Result<Vec<_>, _>>()?;
        recent.reverse();
        Ok(Opened {
            epoch: Epoch(run.try_get("epoch")?),
            likes: unsigned(run.try_get("likes")?),
            marks: marks.iter().flatten().map(event).collect::<Result<_, _>>()?,
            recent,
        })
    }

    /// Numbers and stores all drafts in one transaction, after `last`. Nothing is stored if any fails.
    pub async fn append(
        &self,
        room: &RoomId,
        epoch: &Epoch,
        last: u64,
        drafts: &[Draft],
    ) -> Result<Vec<Numbered>, DbError> {
        let mut transaction = self.db.write().await?;
        let mut numbered = Vec::with_capacity(drafts.len());
        let mut prev = last;
        for draft in drafts {
            let event = Event {
                seq: prev + 1,
                prev,
                at: draft.at,
                body: draft.body.clone(),
            };
            if insert(&mut transaction, room, epoch, &event, draft).await? {
                prev = event.seq;
                numbered.push(Numbered::New(event));
            } else {
                let message = (&draft.sender, &draft.client_id, draft.client_seq);
                let before = seq_of(&mut *transaction, room, message).await?;
                numbered.push(Numbered::Before(before.ok_or(sqlx::Error::RowNotFound)?));
            }
        }
        transaction.commit().await?;
        Ok(numbered)
    }

    /// The events after `after`, oldest first, at most `limit`.
    pub async fn page(&self, room: &RoomId, after: u64, limit: u32) -> Result<Vec<Event>, DbError> {
        let rows = sqlx::query(
            "SELECT seq, prev, at_ms, body FROM room_events WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        )
        .bind(room.as_str())
        .bind(signed(after))
        .bind(i64::from(limit))
        .fetch_all(&self.db.reader)
        .await?;
        rows.iter().map(event).collect()
    }

    /// The event that a message became, if it is stored.
    pub async fn find(&self, room: &RoomId, message: Message<'_>) -> Result<Option<u64>, DbError> {
        seq_of(&self.db.reader, room, message).await
    }

    /// Remembers the hearts.
    pub async fn store_likes(&self, room: &RoomId, likes: u64) -> Result<(), DbError> {
        sqlx::query("UPDATE room_runs SET likes = $2 WHERE room = $1")
            .bind(room.as_str())
            .bind(signed(likes))
            .execute(&self.db.writer)
            .await?;
        Ok(())
    }

    /// Forgets what nobody can come back to: see [`KEPT_EVENTS`].
    pub async fn prune(&self, room: &RoomId, last: u64, now: Timestamp) -> Result<u64, DbError> {
        let done = sqlx::query(
            "DELETE FROM room_events WHERE room = $1 AND seq <= $2 \
             AND at_ms < CASE WHEN client_id LIKE 'script:%' THEN $3 ELSE $4 END",
        )
        .bind(room.as_str())
        .bind(signed(last.saturating_sub(KEPT_EVENTS as u64)))
        .bind(now.ms - SCRIPT_KEPT_MS)
        .bind(now.ms - SAID_KEPT_MS)
        .execute(&self.db.writer)
        .await?;
        Ok(done.rows_affected())
    }
}

/// Stores the event; false if its message is stored already.
async fn insert(
    transaction: &mut Transaction<'_, Sqlite>,
    room: &RoomId,
    epoch: &Epoch,
    event: &Event,
    draft: &Draft,
) -> Result<bool, DbError> {
    let done = sqlx::query(
        "INSERT INTO room_events (room, epoch, seq, prev, at_ms, body, sender, client_id, client_seq) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (room, sender, client_id, client_seq) DO NOTHING",
    )
    .bind(room.as_str())
    .bind(epoch.as_str())
    .bind(signed(event.seq))
    .bind(signed(event.prev))
    .bind(event.at.ms)
    .bind(serde_json::to_string(&event.body)?)
    .bind(draft.sender.as_str())
    .bind(draft.client_id.as_str())
    .bind(signed(draft.client_seq))
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected() == 1)
}

async fn seq_of(
    from: impl SqliteExecutor<'_>,
    room: &RoomId,
    (sender, client_id, client_seq): Message<'_>,
) -> Result<Option<u64>, DbError> {
    let seq: Option<i64> = sqlx::query_scalar(
        "SELECT seq FROM room_events WHERE room = $1 AND sender = $2 AND client_id = $3 AND client_seq = $4",
    )
    .bind(room.as_str())
    .bind(sender.as_str())
    .bind(client_id.as_str())
    .bind(signed(client_seq))
    .fetch_optional(from)
    .await?;
    Ok(seq.map(unsigned))
}

fn event(row: &SqliteRow) -> Result<Event, DbError> {
    Ok(Event {
        seq: unsigned(row.try_get("seq")?),
        prev: unsigned(row.try_get("prev")?),
        at: Timestamp::from_ms(row.try_get("at_ms")?),
        body: serde_json::from_str(row.try_get("body")?)?,
    })
}

/// SQLite counts in `i64`; a number past it is not a number a client can have got from us.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Draft, RoomLog, SAID_KEPT_MS, SCRIPT_PREFIX};
    use crate::db::Db;
    use meadow_wire::{EventBody, RoomId, Timestamp};

    fn draft(client_id: &str, client_seq: u64, at_ms: i64) -> Draft {
        let body = EventBody::Explain { product: "g".into() };
        let (at, client_id) = (Timestamp::from_ms(at_ms), client_id.into());
        Draft {
            at,
            body,
            sender: "p".into(),
            client_id,
            client_seq,
        }
    }

    #[tokio::test]
    async fn old_script_goes_first_and_the_newest_two_thousand_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(&folder.path().join("meadow.db"))
            .await
            .expect("a database");
        let (log, room) = (RoomLog::new(db), RoomId::from("r"));
        let epoch = log.open(&room).await.expect("a log").epoch;
        let script = format!("{SCRIPT_PREFIX}r:1");
        let mut drafts: Vec<_> = (1..=100).map(|number| draft(&script, number, 0)).collect();
        drafts.extend((1..=100).map(|number| draft("outbox", number, 0)));
        drafts.extend((101..=2_100).map(|number| draft(&script, number, 0)));
        log.append(&room, &epoch, 0, &drafts).await.expect("stored");
        let soon = Timestamp::from_ms(10 * 60_000);
        assert_eq!(
            log.prune(&room, 2_200, soon).await.expect("pruned"),
            100,
            "the script's, not the people's"
        );
        let late = Timestamp::from_ms(SAID_KEPT_MS + 1);
        assert_eq!(
            log.prune(&room, 2_200, late).await.expect("pruned"),
            100,
            "after a day the people's too"
        );
        let kept = log.open(&room).await.expect("a log").recent;
        assert_eq!(kept.len(), 2_000);
        assert!(
            kept.windows(2).all(|pair| pair[0].seq == pair[1].prev),
            "what is left is whole"
        );
    }
}
