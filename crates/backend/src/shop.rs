//! The open shop: what every handler gets.

use std::sync::Arc;

use axum::Router;

use crate::{Config, db::{Db, DbError}, live::{Hub, LiveSettings}};

/// The open shop. Cheap to clone.
#[derive(Clone)]
pub struct Shop {
    /// How it was started.
    pub config: Arc<Config>,
    /// Where everything is kept.
    pub db: Db,
    /// The live rooms.
    pub live: Hub,
}

/// Why the shop can't open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database can't be opened or migrated.
    #[error("the database can't be opened: {0}")]
    Db(#[from] DbError),
    /// The data folder can't be made.
    #[error("the data folder can't be made: {0}")]
    Folder(#[from] std::io::Error),
}

impl Shop {
    /// Opens the database, seeds it if it is empty, and starts what runs in the background.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        std::fs::create_dir_all(&config.data)?;
        let db = Db::open(&config.data.join("meadow.db")).await?;
        let settings = LiveSettings {
            chat_per_second: config.chat_rate,
            sockets_per_address: config.sockets_per_address,
        };
        let live = Hub::new(db.clone(), settings);
        live.open().await?;
        Ok(Self { config: Arc::new(config), db, live })
    }
}

/// Everything on one port.
pub fn router(shop: Shop) -> Router {
    let all = crate::http::router()
        .merge(crate::live::router())
        .merge(crate::site::router());
    let all = crate::limits::layer(all, &shop);
    crate::site::headers(all, &shop).with_state(shop)
}
