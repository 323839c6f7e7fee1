//! How the backend is started: flags and environment.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Parser, ValueEnum};

use crate::{limits::Proxies, signing::SecretKey};

/// The reference backend of Meadow: API, live rooms, media and the built storefront on one port.
#[derive(Debug, Clone, Parser)]
#[command(name = "meadow-backend", version)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "MEADOW_LISTEN", default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,

    /// Folder for the SQLite file `meadow.db` and uploaded media; made if it is missing.
    #[arg(long, env = "MEADOW_DATA", default_value = "./data")]
    pub data: PathBuf,

    /// Folder of the built storefront to serve; without it `./dist` if that exists, else only the API is served.
    #[arg(long, env = "MEADOW_SITE")]
    pub site: Option<PathBuf>,

    /// Where everything is kept. This version knows `sqlite` only: the file `meadow.db` in the data folder.
    #[arg(long, env = "MEADOW_DATABASE", default_value = "sqlite")]
    pub database: String,

    /// Number from which the demo town is made; the same number makes the same town. Used when the database is empty.
    #[arg(long, env = "MEADOW_SEED", default_value_t = 2026)]
    pub seed: u64,

    /// Start with an empty shop instead of the demo town.
    #[arg(long, env = "MEADOW_NO_SEED")]
    pub no_seed: bool,

    /// Leave orders and rooms as they are. Otherwise, in the demo town, a paid order is packed after about 20 s,
    /// shipped after 60 s and delivered after 5 min, and a planned room begins when it is due, is on for an hour and
    /// is planned again for the next day, all by itself.
    #[arg(long, env = "MEADOW_NO_DEMO")]
    pub no_demo: bool,

    /// How long a checkout holds its goods, in seconds.
    #[arg(long, env = "MEADOW_HOLD_SECS", default_value_t = 600)]
    pub hold_secs: u32,

    /// Requests per second that a session, and an address, may make in the long run; 0 turns the limit off.
    #[arg(long, env = "MEADOW_RATE_PER_SECOND", default_value_t = 50)]
    pub rate_per_second: u32,

    /// Requests that a session, and an address, may make at once.
    #[arg(long, env = "MEADOW_RATE_BURST", default_value_t = 200)]
    pub rate_burst: u32,

    /// Guests per second that an address may make in the long run, after 100 at once; 0 turns the limit off, and so
    /// does `--rate-per-second 0`.
    #[arg(long, env = "MEADOW_SESSIONS_PER_SECOND", default_value_t = 2)]
    pub sessions_per_second: u32,

    /// Chat messages per second that a session may say in the long run, after 5 at once; an address may say five
    /// times as many; 0 turns both limits off.
    #[arg(long, env = "MEADOW_CHAT_RATE", default_value_t = 1)]
    pub chat_rate: u32,

    /// Live sockets, and as many endless films, that one address may hold open at once; 0 turns the limit off.
    #[arg(long, env = "MEADOW_SOCKETS_PER_ADDRESS", default_value_t = 200)]
    pub sockets_per_address: u32,

    /// Proxies before this server, as IPs or networks: `10.0.0.0/8,::1`; none if not given. Only they are believed
    /// when they name the shopper's address in X-Forwarded-For; without them all who come through a proxy are one
    /// address to every limit.
    #[arg(
        long,
        env = "MEADOW_TRUSTED_PROXIES",
        default_value = "",
        hide_default_value = true
    )]
    pub trusted_proxies: Proxies,

    /// Where the shop is on the internet, such as `https://shop.example`: for canonical links, previews and passkeys,
    /// which belong to this domain. Without it passkeys work on `localhost` only. With `https` browsers are told to
    /// stay on it (HSTS).
    #[arg(long, env = "MEADOW_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The key with which the shop signs what it vouches for: 32 bytes in base64url. Better in the environment, where
    /// no list of processes shows it. Without it the file `signing-key` in the data folder, made at the first start.
    /// Old public keys stay listed, so a key can be changed at any start.
    #[arg(long, env = "MEADOW_SIGNING_KEY", hide_env_values = true)]
    pub signing_key: Option<SecretKey>,
    /// How long the test card takes that pays later, in milliseconds.
    #[arg(long, env = "MEADOW_PAYMENT_TEST_LATER_MS", default_value_t = 30_000)]
    pub payment_test_later_ms: u32,

    /// The API of the payment provider with a page of its own; it speaks as Stripe Checkout does.
    #[arg(long, env = "MEADOW_PAYMENT_API", default_value = "https://api.stripe.com")]
    pub payment_api: String,

    /// The secret key of that provider's API, better given by the environment than by the flag. With it and the
    /// webhook secret the provider is offered at the checkout; its webhooks go to /api/v1/webhooks/redirect.
    #[arg(long, env = "MEADOW_PAYMENT_KEY", hide_env_values = true)]
    pub payment_key: Option<Secret>,

    /// The secret that signs that provider's webhooks.
    #[arg(long, env = "MEADOW_PAYMENT_WEBHOOK_SECRET", hide_env_values = true)]
    pub payment_webhook_secret: Option<Secret>,

    /// Form of the log lines. What is logged is set by RUST_LOG, such as `info,meadow_backend=debug`.
    #[arg(long, env = "MEADOW_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// No answer may begin later. What follows its head, such as a film or a socket, takes as long as it takes.
    #[arg(skip = TIMEOUT)]
    pub timeout: Duration,

    /// The same for payments: they wait for the provider, which has its own end.
    #[arg(skip = PAYMENT_TIMEOUT)]
    pub payment_timeout: Duration,

    /// So long a photo may be on its way: 8 MB on a slow phone line take their time. Its work then has the usual time.
    #[arg(skip = PHOTO_TIMEOUT)]
    pub photo_timeout: Duration,
}

/// Not flags: clients count on them.
const TIMEOUT: Duration = Duration::from_secs(15);
const PAYMENT_TIMEOUT: Duration = Duration::from_secs(60);
const PHOTO_TIMEOUT: Duration = Duration::from_secs(120);
impl Config {
    /// Where people reach the shop, without a slash at the end.
    pub fn own_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }
}

/// A text that no log and no error shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text, for the one who needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// Form of the log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

impl Default for Config {
    /// As if started without flags and environment.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8787)),
            data: PathBuf::from("./data"),
            site: None,
            database: "sqlite".to_owned(),
            seed: 2026,
            no_seed: false,
            no_demo: false,
            hold_secs: 600,
            rate_per_second: 50,
            rate_burst: 200,
            sessions_per_second: 2,
            chat_rate: 1,
            sockets_per_address: 200,
            trusted_proxies: Proxies::default(),
            public_url: None,
            signing_key: None,
            payment_test_later_ms: 30_000,
            payment_api: "https://api.stripe.com".to_owned(),
            payment_key: None,
            payment_webhook_secret: None,
            log_format: LogFormat::Text,
            timeout: TIMEOUT,
            payment_timeout: PAYMENT_TIMEOUT,
            photo_timeout: PHOTO_TIMEOUT,
        }
    }
}
