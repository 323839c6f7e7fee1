//! The backend as a process of its own, which can be killed and started again on the same data.

use std::fs::{File, OpenOptions};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use tempfile::TempDir;

use crate::http::Http;
use crate::places;

/// How long a start may take, the demo town included, on a machine that does other things too.
const STARTS_WITHIN: Duration = Duration::from_secs(120);

/// How a backend is started.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    site: Option<PathBuf>,
    flags: Vec<String>,
}

impl Setup {
    /// The API alone, with every limit turned off: tests ask more than a shopper does.
    pub fn unlimited() -> Self {
        let flags = [
            "--rate-per-second",
            "0",
            "--chat-rate",
            "0",
            "--sockets-per-address",
            "0",
        ];
        Self {
            site: None,
            flags: flags.map(ToOwned::to_owned).to_vec(),
        }
    }

    /// As a shopper meets it: every limit on, and the built storefront.
    pub fn shop() -> Self {
        Self {
            site: Some(places::site()),
            flags: Vec::new(),
        }
    }

    /// The same with another copy of the storefront.
    #[must_use]
    pub fn with_site(mut self, site: &Path) -> Self {
        self.site = Some(site.to_path_buf());
        self
    }

    /// With more flags.
    #[must_use]
    pub fn with(mut self, flags: &[&str]) -> Self {
        self.flags.extend(flags.iter().map(|flag| (*flag).to_owned()));
        self
    }
}

/// A backend. It ends with its owner.
#[derive(Debug)]
pub struct Backend {
    setup: Setup,
    port: u16,
    data: TempDir,
    child: Option<Child>,
}

impl Backend {
    /// Starts one on a free port with a folder of its own, and waits until it is ready.
    pub async fn start(setup: Setup) -> Self {
        let mut backend = Self::stopped(setup);
        backend.start_again().await;
        backend
    }

    /// One that was not started yet: its port is known, nobody listens.
    pub fn stopped(setup: Setup) -> Self {
        Self {
            setup,
            port: places::free_port(),
            data: TempDir::with_prefix("meadow-test-").expect("there is room for a folder"),
            child: None,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// The SQLite file.
    pub fn database(&self) -> PathBuf {
        self.data.path().join("meadow.db")
    }

    /// Changes its database behind its back, as another process does.
    pub async fn run(&self, sql: &'static str) {
        let mut connection = self.connect().await;
        sqlx::query(sql)
            .execute(&mut connection)
            .await
            .expect("the database does as it is told");
        connection.close().await.expect("a connection can be closed");
    }

    /// A number out of its database: `SELECT COUNT(*) …`.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut connection = self.connect().await;
        let count = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
        connection.close().await.expect("a connection can be closed");
        count.expect("the database can be read")
    }

    async fn connect(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new()
            .filename(self.database())
            .busy_timeout(Duration::from_secs(10));
        SqliteConnection::connect_with(&options)
            .await
            .expect("the database is there")
    }

    /// Everything it wrote, over all its starts.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// Ends it at once, as `kill -9` and a power cut do.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("our own child can be killed");
            child.wait().expect("a killed child ends");
        }
    }

    /// Starts it on the same port and data, and waits until it is ready.
    pub async fn start_again(&mut self) {
        self.kill();
        let mut command = Command::new(places::backend());
        command
            .args(["--listen", &self.address().to_string()])
            .arg("--data")
            .arg(self.data.path())
            .args(&self.setup.flags)
            .env("RUST_BACKTRACE", "1")
            .current_dir(self.data.path())
            .stdin(Stdio::null())
            .stdout(append(&self.log_file()))
            .stderr(append(&self.log_file()));
        if let Some(site) = &self.setup.site {
            command.arg("--site").arg(site);
        }
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        self.child = Some(child);
        self.wait_until_ready().await;
    }

    async fn wait_until_ready(&mut self) {
        let http = Http::new(self.address()).with_patience(Duration::from_secs(2));
        let deadline = Instant::now() + STARTS_WITHIN;
        loop {
            if http.get("/readyz").await.is_ok_and(|answer| answer.status == 200) {
                return;
            }
            let ended = self
                .child
                .as_mut()
                .and_then(|child| child.try_wait().ok().flatten());
            assert!(
                ended.is_none(),
                "the backend ended with {ended:?}:\n{}",
                self.log()
            );
            assert!(
                Instant::now() < deadline,
                "the backend is not ready:\n{}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn log_file(&self) -> PathBuf {
        self.data.path().join("backend.log")
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            let kept = places::leavings().join(format!("backend-{}.log", self.port));
            match std::fs::copy(self.log_file(), &kept) {
                Ok(_) => eprintln!("the backend's log is in {}", kept.display()),
                Err(error) => eprintln!("the backend's log is lost: {error}"),
            }
        }
    }
}

fn append(path: &Path) -> File {
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.expect("the data folder can be written")
}
