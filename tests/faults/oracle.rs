//! What the database says: the only one who knows what really happened.

use std::path::Path;

use meadow_tests::history::{Message, Stored};
use meadow_wire::{Address, EventBody, RoomId, VariantId};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{Row, query};

/// The SQLite file of a backend.
pub struct Oracle {
    pool: SqlitePool,
}

impl Oracle {
    /// Opens the file.
    pub async fn open(path: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(std::time::Duration::from_secs(10));
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options);
        Self {
            pool: pool.await.expect("the backend has made its database"),
        }
    }

    /// Puts this many of a variant on the shelf.
    pub async fn stock_up(&self, variant: &VariantId, count: i64) {
        let done = query("UPDATE stock SET on_hand = $1 WHERE sku = $2 AND reserved <= $1")
            .bind(count)
            .bind(variant.as_str())
            .execute(&self.pool)
            .await
            .expect("the stock can be set");
        assert_eq!(done.rows_affected(), 1, "{variant} is not in stock");
    }

    /// How many of a variant are on the shelf, and how many of them are held.
    pub async fn shelf(&self, variant: &VariantId) -> (i64, i64) {
        let row = query("SELECT on_hand, reserved FROM stock WHERE sku = $1")
            .bind(variant.as_str())
            .fetch_one(&self.pool)
            .await
            .expect("the variant has a shelf");
        (row.get(0), row.get(1))
    }

    /// The newest event of a room.
    pub async fn newest(&self, room: &RoomId) -> u64 {
        let row = query("SELECT COALESCE(MAX(seq), 0) FROM room_events WHERE room = $1")
            .bind(room.as_str())
            .fetch_one(&self.pool)
            .await
            .expect("the log can be read");
        number(row.get(0))
    }

    /// All messages of ours in a room's log, in its order.
    pub async fn messages(&self, room: &RoomId) -> Vec<Stored> {
        let rows = query("SELECT seq, body FROM room_events WHERE room = $1 ORDER BY seq")
            .bind(room.as_str())
            .fetch_all(&self.pool)
            .await
            .expect("the log can be read");
        rows.iter()
            .filter_map(|row| {
                let body: EventBody =
                    serde_json::from_str(row.get(1)).expect("the log holds the wire's events");
                let EventBody::Chat { text, .. } = body else {
                    return None;
                };
                Some(Stored {
                    seq: number(row.get(0)),
                    message: Message::of(&text)?,
                })
            })
            .collect()
    }

    /// All orders, as (purchase, id): the purchase's number is the house number of its address.
    pub async fn orders(&self) -> Vec<(u32, String)> {
        let rows = query("SELECT address, id FROM orders ORDER BY placed_at, id")
            .fetch_all(&self.pool)
            .await;
        let rows = rows.expect("the orders can be read");
        let purchase = |address: &str| {
            let address: Address = serde_json::from_str(address).expect("an address is the wire's");
            let number = address
                .street
                .rsplit(' ')
                .next()
                .and_then(|word| word.parse().ok());
            number.expect("the test's streets end with a number")
        };
        rows.iter()
            .map(|row| (purchase(row.get(0)), row.get(1)))
            .collect()
    }
}

fn number(value: i64) -> u64 {
    u64::try_from(value).expect("numbers of events are not negative")
}
