//! The demo town: from the files in `seed/` into an empty database.
//!
//! The same files and the same seed number give the same town; only its clock starts when it is made.

mod cards;
mod check;
pub mod coupons;
pub mod deal;
pub mod kinds;
pub mod pictures;
mod plant;
mod reviews;
mod script;
pub mod sentinels;
pub mod words;

use include_dir::{Dir, include_dir};
use meadow_wire::Timestamp;

use crate::db::{Db, DbError};

/// The pictures of the demo town, as files below `/media/`: `products/mug-petrol.webp`.
pub static PICTURES: Dir = include_dir!("$CARGO_MANIFEST_DIR/seed/pictures");

/// What people of the demo town say: one file per kind and language.
pub static WORDS: Dir = include_dir!("$CARGO_MANIFEST_DIR/seed/words");

/// Why the demo town can't be made.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A file is not what `seed/README.md` says.
    #[error("seed/{file}: {reason}")]
    File {
        /// Which file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// Something is named that does not exist, or has the wrong shape.
    #[error("the seed town has {} mistakes:\n  {}", .0.len(), .0.join("\n  "))]
    Mistakes(Vec<String>),
    /// The engine failed.
    #[error("the demo town can't be written: {0}")]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for SeedError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

impl From<serde_json::Error> for SeedError {
    fn from(error: serde_json::Error) -> Self {
        Self::Db(error.into())
    }
}

/// The key to the studio of an owner of the demo town. Everybody may know it: it opens a town where nothing is real.
pub fn studio_key(handle: &str) -> String {
    format!("studio-{handle}")
}

/// Who looks after the demo town, by handle.
pub const MODERATOR: &str = "joan.c.major";

/// The key of whoever looks after the demo town.
pub fn moderator_key(handle: &str) -> String {
    format!("moderator-{handle}")
}

/// Reads the embedded town and writes it into an empty database.
pub async fn plant(db: &Db, seed: u64, now: Timestamp) -> Result<(), SeedError> {
    let town = words::Town::read(&WORDS)?;
    plant_town(db, &town, seed, now).await
}

/// Checks a town and writes it into an empty database, all or nothing.
pub async fn plant_town(db: &Db, town: &words::Town, seed: u64, now: Timestamp) -> Result<(), SeedError> {
    let mistakes = check::mistakes(town, pictures::catalogue());
    if !mistakes.is_empty() {
        return Err(SeedError::Mistakes(mistakes));
    }
    plant::plant(db, town, seed, now).await
}
