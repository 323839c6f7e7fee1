//! Where everything is kept: one trait per aggregate, written for SQLite, in SQL that PostgreSQL reads too.
//!
//! SQLite runs in WAL mode with `synchronous = FULL`: an answer is sent after its commit reached the disk, so an order
//! that was answered outlives `kill -9` and a power cut. One connection writes; readers never wait for it.

mod accounts;
mod arrivals;
mod attempts;
mod authors;
mod bank;
mod carts;
mod case_rows;
mod cases;
mod checkouts;
mod comment_ends;
mod comment_pages;
mod comment_rows;
mod comment_writes;
mod comments;
mod coupons;
mod export;
mod farewell;
mod feed;
mod goods;
mod holds;
mod inbox;
mod marks;
mod merge;
mod note_ends;
mod note_rows;
mod note_standing;
mod note_words;
mod note_writes;
mod notes;
mod orders;
mod pages;
mod passkeys;
mod payments;
mod people;
mod photos;
mod products;
mod proofs;
mod purchases;
mod refunds;
mod relationships;
mod return_rows;
mod returns;
mod review_rows;
mod review_writes;
mod reviews;
mod rooms;
mod rows;
mod saved;
mod search;
mod seen;
mod sessions;
mod shows;
mod sign_ins;
mod steps;
mod studio;
mod studio_keys;
mod tries;
mod upkeep;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use sqlx::{
    Sqlite, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};

pub use accounts::{AccountId, Accounts, KnownAccount};
pub use bank::Bank;
pub use carts::{Carts, ChangeError};
pub use cases::{AfterCase, CaseError, Cases};
pub use checkouts::Checkouts;
pub use comment_writes::{CommentError, CommentWrites};
pub use comments::{After, CommentReads, place_of};
pub use coupons::{CouponError, Coupons};
pub use export::Exports;
pub use farewell::{Farewells, Stays};
pub use feed::Feed;
pub use goods::AllGoods;
pub use holds::{CheckoutError, Hold, HoldState};
pub use inbox::Messages;
pub use marks::{MarkKind, Marked};
pub use note_standing::NoteStanding;
pub use note_writes::{NoteError, NoteWrites};
pub use notes::{Notes, NotesOf};
pub use orders::{Attempt, Begun, Orders};
pub use pages::Pages;
pub use passkeys::{NewPasskey, Passkeys};
pub use payments::{Payments, Standing};
pub use people::People;
pub use photos::{PhotoRefusal, Photos};
pub use products::Products;
pub use proofs::Proofs;
pub use refunds::{Owed, Part, Refund, Refunds};
pub use relationships::{Relationships, Tie};
pub use returns::{ReturnError, Returns};
pub use review_writes::{ReviewError, ReviewWrites};
pub use reviews::Reviews;
pub use rooms::Rooms;
pub use rows::as_word;
pub use saved::{SAVED_MAX, SaveError, SavedForLater};
pub use search::{Found, Search, SearchIndex, SearchQuestion};
pub use sessions::{Known, SessionId, Sessions};
pub use shows::Shows;
pub use sign_ins::{Arrival, NewAccount, SignInError, SignIns};
pub use steps::{StepError, Steps};
pub use studio::{MoveError, StudioOrders};
pub use studio_keys::StudioKeys;
pub use tries::Try;
pub use upkeep::Upkeep;

/// The database: one writer, many readers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    /// The only connection that writes; begin with [`Db::write`].
    pub writer: SqlitePool,
    /// For reading; never waits for the writer.
    pub reader: SqlitePool,
    tries: tries::Tries,
    /// What search knows of the words of the town.
    words: search::Words,
    /// Counts how often sessions ended before their time.
    ended: Arc<AtomicU64>,
}

/// What can go wrong below the rules.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The engine refused.
    #[error(transparent)]
    Engine(#[from] sqlx::Error),
    /// The schema can't be brought up to date.
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A stored JSON text is not what was written.
    #[error("a stored value can't be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The session ended while it was being served.
    #[error("the session is over")]
    Over,
    /// The connections are taken for longer than anybody should take them.
    #[error("the database is too busy")]
    Busy,
    /// A stored value is not one of those that are written.
    #[error("a stored value is unknown: {0}")]
    Unknown(String),
}

impl Db {
    /// Opens the file, makes it if it is missing, and brings its schema up to date.
    pub async fn open(file: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(std::time::Duration::from_secs(5));
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(std::time::Duration::from_secs(20))
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!("src/migrations").run(&writer).await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(6)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self {
            writer,
            reader,
            tries: tries::Tries::default(),
            words: search::Words::default(),
            ended: Arc::default(),
        })
    }

    /// A transaction that has the right to write from its first statement on, so that what it reads stays true.
    pub async fn write(&self) -> Result<Transaction<'static, Sqlite>, DbError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Answers if the database can be read and written.
    pub async fn ready(&self) -> Result<(), DbError> {
        let asked = async {
            sqlx::query("SELECT 1").execute(&self.reader).await?;
            Ok(self.write().await?.rollback().await?)
        };
        tokio::time::timeout(std::time::Duration::from_secs(1), asked)
            .await
            .unwrap_or(Err(DbError::Busy))
    }

    /// Changes whenever a session ended before its time: whoever remembers one looks again whether it still is.
    pub fn sessions_epoch(&self) -> u64 {
        self.ended.load(Ordering::Acquire)
    }

    fn sessions_ended(&self) {
        self.ended.fetch_add(1, Ordering::AcqRel);
    }

    /// Waits until nobody pays any more.
    pub async fn payments_ended(&self) {
        while !self.tries.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// Whether no town lives here yet.
    pub async fn is_empty(&self) -> Result<bool, DbError> {
        let people: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM people")
            .fetch_one(&self.reader)
            .await?;
        Ok(people == 0)
    }

    /// Writes everything to the file and closes it.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}
