//! WebDriver servers as processes of their own.

use std::net::Ipv4Addr;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::places;

/// A running driver. It and its browsers end with its owner.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver of an engine on a free port.
    pub async fn start(engine: Engine) -> Self {
        let (variable, name) = engine.driver();
        let program = places::program(variable, name).unwrap_or_else(|| {
            panic!("{name} is not here: `cargo xtask setup` gets it, or name one in {variable}")
        });
        let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
        let mut command = if engine == Engine::WebKit && !has_display {
            let mut command = Command::new("xvfb-run");
            command
                .args(["--auto-servernum", "--server-args=-screen 0 1440x900x24"])
                .arg(program);
            command
        } else {
            Command::new(program)
        };
        let port = places::free_port();
        // A group of its own, so that the browsers go with it.
        let child = command
            .arg(format!("--port={port}"))
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let mut driver = Self { child, port };
        driver.wait_until_it_listens().await;
        driver
    }

    /// Ends the driver and its browser as a crash does: nobody may write anything more.
    pub fn kill(self) {
        send("-KILL", self.child.id());
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    async fn wait_until_it_listens(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))
            .await
            .is_err()
        {
            let ended = self.child.try_wait().expect("our own child can be asked");
            assert!(ended.is_none(), "the driver ended with {ended:?}");
            assert!(Instant::now() < deadline, "the driver does not listen");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for signal in ["-TERM", "-KILL"] {
            send(signal, self.child.id());
            std::thread::sleep(Duration::from_millis(100));
        }
        if let Err(error) = self.child.wait() {
            eprintln!("a driver is left behind: {error}");
        }
    }
}

fn send(signal: &str, group: u32) {
    let sent = Command::new("kill")
        .args([signal, "--", &format!("-{group}")])
        .stderr(Stdio::null())
        .status();
    if let Err(error) = sent {
        eprintln!("a driver is left behind: {error}");
    }
}
