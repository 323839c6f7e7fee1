//! `cargo xtask serve`: the shop on this machine, rebuilt and reloaded on every change.

use crate::args::Args;
use crate::checks::NATIVE;
use crate::places::{self, cannot};
use crate::process::{run_visibly, seconds};
use crate::services::Service;
use crate::setup::{self, Need};
use crate::workshop::Workshop;
use crate::{ports, signals};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// What `cargo xtask serve --help` prints.
pub const HELP: &str = "\
cargo xtask serve [--port PORT] [--release]

Sets the machine up if needed, builds and starts the backend and `trunk serve`, prints one URL, and stops
both on Ctrl-C. A change to the storefront rebuilds it and reloads the page; a change to the backend needs
a new start. A port that is taken is named with its holder and the next free one is used.

  --port PORT   the page's port (default 8080)
  --release     the optimised build

The shop's data is kept in target/serve/<backend port>/ and seeded on the first start. Remove that folder to
start over.
";

const PAGE_PORT: u16 = 8080;
/// The backend's own default; Trunk.toml names it too, for `trunk serve` alone.
const BACKEND_PORT: u16 = 8787;

/// Serves until asked to stop.
pub fn run(mut args: Args) -> Result<(), String> {
    let wanted = args.number("--port")?.unwrap_or(PAGE_PORT);
    let release = args.flag("--release");
    args.finish()?;

    let started = Instant::now();
    let workshop = setup::ensure(Need::Shop, false)?;
    let mut build = workshop.cargo();
    build
        .arg("build")
        .args(NATIVE)
        .args(["--bin", "meadow-backend"])
        .args(release.then_some("--release"));
    run_visibly(&mut build)?;

    let backend_port = ports::free_from(BACKEND_PORT, "backend")?;
    let page_port = ports::free_from(wanted, "page")?;
    signals::watch();
    let folder = places::target().join("serve").join(backend_port.to_string());
    // An old page must not answer when the new one does not build.
    places::remove_folder(&folder.join("site"))?;
    fs::create_dir_all(&folder).map_err(|error| cannot("make", &folder, &error))?;

    let mut command = workshop.command(places::backend(release));
    command
        .arg("--listen")
        .arg(format!("127.0.0.1:{backend_port}"))
        .arg("--data")
        .arg(folder.join("data"));
    let backend = Service::start("backend", command, true)?;
    let page = Service::start(
        "page",
        trunk(&workshop, &folder, backend_port, page_port, release)?,
        false,
    )?;
    let mut services = [backend, page];

    let mut announced = false;
    while !signals::asked_to_stop() {
        for service in &mut services {
            if let Some(status) = service.ended()? {
                return Err(service.ended_by_itself(status));
            }
        }
        if !announced && ports::status_of(backend_port, "/readyz") == Some(200) {
            // Trunk answers once the first build has ended, well or badly.
            if let Some(status) = ports::status_of(page_port, "/") {
                announced = true;
                announce(page_port, status, started);
            }
        }
        thread::sleep(Duration::from_millis(150));
    }
    println!("\nStopping.");
    services.iter().for_each(Service::ask_to_stop);
    drop(services);
    println!("Stopped.");
    Ok(())
}

fn announce(port: u16, status: u16, started: Instant) {
    let took = seconds(started.elapsed());
    if status == 200 {
        println!("\n  Meadow is open at http://127.0.0.1:{port}/ after {took}. Ctrl-C closes it.\n");
    } else {
        println!("\n  The page did not build (see above). Mend it, then open http://127.0.0.1:{port}/\n");
    }
}

fn trunk(
    workshop: &Workshop,
    folder: &Path,
    backend_port: u16,
    page_port: u16,
    release: bool,
) -> Result<std::process::Command, String> {
    let root = places::root();
    let mut command = workshop.trunk();
    command
        .args(["serve", "--quiet", "--address", "127.0.0.1", "--port"])
        .arg(page_port.to_string());
    if backend_port != BACKEND_PORT {
        // Trunk resolves paths beside its configuration, so a moved one needs them in full.
        command
            .arg("--config")
            .arg(moved_config(&root, folder, backend_port)?);
        for watched in WATCHED {
            command.arg("--watch").arg(root.join(watched));
        }
    }
    // Not the folder of `cargo xtask build`: a release must not be overwritten by a page under work.
    command.arg("--dist").arg(folder.join("site"));
    if release {
        command.args(["--release", "--cargo-profile", "web"]);
    }
    command.arg(root.join("index.html"));
    Ok(command)
}

/// The same list as in Trunk.toml.
const WATCHED: [&str; 8] = [
    "index.html",
    "Cargo.toml",
    "src",
    "style",
    "public",
    "crates/domain",
    "crates/json",
    "crates/wire",
];

/// Trunk.toml with another backend port; trunk takes several proxies only from a file.
fn moved_config(root: &Path, folder: &Path, backend_port: u16) -> Result<PathBuf, String> {
    let original = root.join("Trunk.toml");
    let text = fs::read_to_string(&original).map_err(|error| cannot("read", &original, &error))?;
    let text = text.replace(
        &format!("127.0.0.1:{BACKEND_PORT}"),
        &format!("127.0.0.1:{backend_port}"),
    );
    let moved = folder.join("Trunk.toml");
    fs::write(&moved, text).map_err(|error| cannot("write", &moved, &error))?;
    Ok(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_watches_the_same_folders_whichever_port_the_backend_has() {
        let config = fs::read_to_string(places::root().join("Trunk.toml")).unwrap_or_default();
        for watched in WATCHED {
            assert!(
                config.contains(&format!("\"{watched}\"")),
                "Trunk.toml does not watch {watched}"
            );
        }
        assert!(config.contains(&format!("127.0.0.1:{BACKEND_PORT}/api/")));
    }
}
