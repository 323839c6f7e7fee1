//! What a room needs to open, and how it is read from the shop's tables.

use std::collections::HashSet;

use meadow_wire::{EventBody, PersonId, RoomId, RoomStatus, Timestamp, VariantId};
use serde::{Deserialize, Serialize};
use sqlx::{Row, sqlite::SqliteRow};

use crate::db::{Db, DbError};

/// A room as the shop's tables know it.
#[derive(Debug, Clone)]
pub struct RoomSetup {
    /// Which room.
    pub id: RoomId,
    /// Who is on.
    pub host: PersonId,
    /// Live, to come or over.
    pub status: RoomStatus,
    /// When it starts or started.
    pub starts_at: Timestamp,
    /// What the rounds of its script count from: when it began, for a room that is on for a while; else 1970.
    pub script_from: Timestamp,
    /// Every variant of the products on the shelf, in the shelf's order.
    pub shelf: Vec<VariantId>,
    /// What seeded people say and do: a live room plays it round and round, a replay once.
    pub script: Vec<ScriptLine>,
}

/// One line of a room's script. The column `rooms.script` is a JSON array of these, in order of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptLine {
    /// When, in milliseconds after the script's start.
    pub at_ms: i64,
    /// What happens. A chat line's `client_id` and `client_seq` are empty here; they are set when it is played.
    pub body: EventBody,
}

/// Knobs of the live rooms.
#[derive(Debug, Clone, Copy)]
pub struct LiveSettings {
    /// Messages a second that a session may say in the long run, after 5 at once; an address five times as many; 0 turns both
    /// limits off.
    pub chat_per_second: u32,
    /// Sockets, and as many endless films, that one address may hold open at once; 0 turns the limit off.
    pub sockets_per_address: u32,
}

impl Default for LiveSettings {
    fn default() -> Self {
        Self {
            chat_per_second: 1,
            sockets_per_address: 200,
        }
    }
}

impl RoomSetup {
    /// How many different people speak in the script.
    pub fn speakers(&self) -> u32 {
        let speakers: HashSet<_> = self
            .script
            .iter()
            .filter_map(|line| match &line.body {
                EventBody::Chat { by, .. } => Some(&by.id),
                _ => None,
            })
            .collect();
        u32::try_from(speakers.len()).unwrap_or(u32::MAX)
    }
}

/// All rooms of the shop.
pub async fn load(db: &Db) -> Result<Vec<RoomSetup>, DbError> {
    let rooms = sqlx::query("SELECT id, host, status, starts_at, on_until, script FROM rooms ORDER BY id")
        .fetch_all(&db.reader)
        .await?;
    let mut setups = rooms.iter().map(setup).collect::<Result<Vec<_>, _>>()?;
    for setup in &mut setups {
        let variants = sqlx::query_scalar(
            "SELECT v.id FROM room_products rp JOIN variants v ON v.product = rp.product \
             WHERE rp.room = $1 ORDER BY rp.position, v.position",
        )
        .bind(setup.id.as_str())
        .fetch_all(&db.reader)
        .await?;
        setup.shelf = variants.into_iter().map(VariantId).collect();
    }
    Ok(setups)
}

fn setup(row: &SqliteRow) -> Result<RoomSetup, DbError> {
    let starts_at = Timestamp::from_ms(row.try_get("starts_at")?);
    let on_until: Option<i64> = row.try_get("on_until")?;
    Ok(RoomSetup {
        id: RoomId(row.try_get("id")?),
        host: PersonId(row.try_get("host")?),
        status: match row.try_get("status")? {
            "live" => RoomStatus::Live,
            "replay" => RoomStatus::Replay,
            _ => RoomStatus::Scheduled,
        },
        starts_at,
        script_from: on_until.map_or_else(Timestamp::default, |_| starts_at),
        shelf: Vec::new(),
        script: serde_json::from_str(row.try_get("script")?)?,
    })
}
