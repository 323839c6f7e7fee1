//! The open shop: what every handler gets, and what runs in the background.

use std::{sync::Arc, time::Duration};

use axum::Router;
use meadow_wire::VariantId;
use tokio::sync::Notify;

use crate::{
    Config,
    accounts::Accounts,
    clock,
    db::{Db, DbError, Proofs, SearchIndex, StudioKeys},
    errands,
    goods::GoodsWatch,
    live::{Hub, LiveSettings},
    payment::{Providers, Redirect, RedirectSettings, Stripe, TestBank},
    pending,
    photos::PhotoDesk,
    refunds,
    seed::{self, SeedError},
    signing::{KeyError, Signer},
    webhooks,
};

/// The open shop. Cheap to clone.
#[derive(Clone)]
pub struct Shop {
    /// How it was started.
    pub config: Arc<Config>,
    /// Where everything is kept.
    pub db: Db,
    /// The live rooms.
    pub live: Hub,
    /// What moves about the goods.
    pub goods: GoodsWatch,
    /// Who takes the money.
    pub payment: Providers,
    /// What proves who somebody is.
    pub accounts: Accounts,
    /// Where photos are made.
    pub photos: PhotoDesk,
    /// Signs what the shop vouches for.
    pub signer: Arc<Signer>,
    /// Rung when money is owed; what is owed stands in the database.
    pub owed: Arc<Notify>,
}

/// Why the shop can't open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The flag names an engine that this version does not have.
    #[error("--database {0}: this version knows `sqlite` only (the file meadow.db in the data folder)")]
    Engine(String),
    /// A payment provider that can't be asked, or can't tell anything, takes no money.
    #[error("give --payment-key and --payment-webhook-secret both, or none of them")]
    HalfAProvider,
    /// The data folder can't be made.
    #[error("the data folder {0} can't be made: {1}")]
    Folder(String, std::io::Error),
    /// The database can't be opened or migrated.
    #[error("the database can't be opened: {0}")]
    Db(#[from] DbError),
    /// The key to sign with can't be read or made.
    #[error("the signing key: {0}")]
    Key(#[from] KeyError),
    /// The demo town has a mistake.
    #[error("{0}")]
    Seed(#[from] SeedError),
}

impl Shop {
    /// Opens the database, makes the demo town if it is empty, opens the rooms and starts what runs in the background.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        if config.database != "sqlite" {
            return Err(OpenError::Engine(config.database));
        }
        std::fs::create_dir_all(&config.data)
            .map_err(|error| OpenError::Folder(config.data.display().to_string(), error))?;
        let no_folder = |error| OpenError::Folder(config.data.display().to_string(), error);
        let photos = PhotoDesk::open(&config.data).map_err(no_folder)?;
        let signer = Signer::open(config.signing_key.as_ref(), &config.data)?;
        let db = Db::open(&config.data.join("meadow.db")).await?;
        if !config.no_seed && db.is_empty().await? {
            seed::plant(&db, config.seed, clock::now()).await?;
        }
        if !config.no_seed {
            db.plant_keys(seed::studio_key).await?;
            db.plant_moderator(seed::MODERATOR, &seed::moderator_key(seed::MODERATOR))
                .await?;
        }
        db.open_index().await?;
        db.keep_key(signer.public(), clock::now()).await?;
        errands::sign_missing(&db, &signer).await?;
        let settings = LiveSettings {
            chat_per_second: config.chat_rate,
            sockets_per_address: config.sockets_per_address,
        };
        let live = Hub::new(db.clone(), settings);
        live.open().await?;
        let payment = providers(&config, &db)?;
        let accounts = Accounts::new(config.public_url.as_deref());
        let goods = GoodsWatch::new();
        goods.begin(&db).await?;
        let shop = Self {
            config: Arc::new(config),
            db,
            live,
            goods,
            payment,
            accounts,
            photos,
            signer: Arc::new(signer),
            owed: Arc::default(),
        };
        tokio::spawn(errands::run(shop.clone()));
        tokio::spawn(errands::forget(shop.clone()));
        tokio::spawn(errands::sweep(shop.clone()));
        tokio::spawn(refunds::run(shop.clone()));
        tokio::spawn(shop.goods.clone().run(shop.db.clone()));
        tokio::spawn(pending::run(shop.clone()));
        tokio::spawn(webhooks::deliver(shop.clone()));
        Ok(shop)
    }

    /// Stock of these variants moved: rooms and pages that show them hear of it.
    pub fn stock_changed(&self, variants: &[VariantId]) {
        self.live.stock_changed(variants);
        self.goods.moved();
    }

    /// Says goodbye in the rooms and closes the database. The server must have answered its last request.
    pub async fn close(&self) {
        self.live.stop().await;
        self.db.close().await;
    }
}

fn providers(config: &Config, db: &Db) -> Result<Providers, OpenError> {
    let later = Duration::from_millis(u64::from(config.payment_test_later_ms));
    let redirect = match (&config.payment_key, &config.payment_webhook_secret) {
        (Some(key), Some(secret)) => {
            let settings = RedirectSettings {
                stripe: Stripe::new(&config.payment_api, key.clone()),
                webhook_secret: secret.clone(),
            };
            Some(Redirect::new(db.clone(), settings))
        }
        (None, None) => None,
        _ => return Err(OpenError::HalfAProvider),
    };
    Ok(Providers::new(TestBank::new(db.clone(), later), redirect))
}

/// Everything on one port.
pub fn router(shop: Shop) -> Router {
    let all = crate::http::router()
        .merge(crate::live::router())
        .merge(crate::site::router());
    let all = crate::limits::layer(all, &shop);
    crate::site::headers(all, &shop).with_state(shop)
}
