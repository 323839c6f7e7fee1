//! `cargo xtask bench`: the release beside other storefronts, in a measuring harness given by path.

use crate::args::Args;
use crate::places::{self, cannot};
use crate::process::run_visibly;
use crate::services::Service;
use crate::setup::{self, Need};
use crate::{bundle, ports, signals};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// What `cargo xtask bench --help` prints.
pub const HELP: &str = "\
cargo xtask bench --peer DIR [--no-build] [harness options]

Builds the release, starts it, and runs `node measure.mjs` in DIR with DIR's peers.json plus this shop as the
application `meadow`. Everything else is handed on, for example:

  cargo xtask bench --peer ../peer --scenarios load,note --reps 5 --apps react-masonic,meadow
";

const PORT: u16 = 8790;

/// The shop as the harness's list describes an application: where the names it looks for are in our pages.
const OURS: &str = r#"{"name": "meadow", "url": "http://127.0.0.1:PORT", "paths": {"feed": "/", "live": "/live/r-en-01"}, "selectors": {"feed-card": "article.note-card", "note-view": ".note-view", "note-close": ".layer__close", "product-card": ".product-card", "add-to-cart": ".product-card .button--primary", "cart-count": "[data-cart-count]", "chat-list": ".chat-list", "chat-line": ".chat-row", "pinned-product": ".live-pin"}}"#;

/// Measures the release.
pub fn run(mut args: Args) -> Result<(), String> {
    let peer = args
        .folder("--peer")?
        .ok_or("bench needs the harness: --peer DIR")?;
    let no_build = args.flag("--no-build");
    let workshop = setup::ensure(Need::Release, false)?;
    if !no_build {
        bundle::build(&workshop, false)?;
    }
    let port = ports::free_from(PORT, "shop")?;
    signals::watch();
    let data = places::target().join("bench");
    places::remove_folder(&data)?;
    fs::create_dir_all(&data).map_err(|error| cannot("make", &data, &error))?;
    let mut command = workshop.command(places::backend(true));
    command
        .arg("--listen")
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data")
        .arg(data.join("shop"));
    command.arg("--site").arg(places::dist());
    let mut shop = Service::start("backend", command, true)?;
    wait_until_ready(&mut shop, port)?;

    let config = config(&peer, port)?;
    let mut measure = workshop.command("node");
    measure
        .current_dir(&peer)
        .arg("measure.mjs")
        .arg("--config")
        .arg(config)
        .args(args.rest());
    run_visibly(&mut measure)
}

fn wait_until_ready(shop: &mut Service, port: u16) -> Result<(), String> {
    let started = Instant::now();
    while ports::status_of(port, "/readyz") != Some(200) {
        if let Some(status) = shop.ended()? {
            return Err(shop.ended_by_itself(status));
        }
        if signals::asked_to_stop() || started.elapsed() > Duration::from_secs(120) {
            return Err("the shop did not become ready".to_owned());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

/// The harness's own list of applications with ours as the last; roots in it are relative to its folder.
fn config(peer: &Path, port: u16) -> Result<PathBuf, String> {
    let own = peer.join("peers.json");
    let text = fs::read_to_string(&own).map_err(|error| cannot("read", &own, &error))?;
    let ours = OURS.replace("PORT", &port.to_string());
    let with_ours =
        with_application(&text, &ours).ok_or_else(|| format!("{} lists no apps", own.display()))?;
    let path = peer.join("peers-with-meadow.json");
    fs::write(&path, with_ours).map_err(|error| cannot("write", &path, &error))?;
    fs::canonicalize(&path).map_err(|error| cannot("find", &path, &error))
}

/// Appends to the list, because the first application in it is what the others are compared with.
fn with_application(peers: &str, ours: &str) -> Option<String> {
    let list = peers.find("\"apps\"")?;
    let start = list + peers.get(list..)?.find('[')?;
    let mut depth = 0;
    let (length, _) = peers.get(start..)?.char_indices().find(|(_, letter)| {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let end = start + length;
    Some(format!(
        "{},{ours}{}",
        peers.get(..end)?.trim_end(),
        peers.get(end..)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_shop_joins_the_harness_list_as_its_last() {
        let joined = with_application(
            "{\"apps\": [{\"cpu\": [1]}, {}], \"cpu\": [4]}",
            "{\"name\": \"meadow\"}",
        );
        let expected = "{\"apps\": [{\"cpu\": [1]}, {},{\"name\": \"meadow\"}], \"cpu\": [4]}";
        assert_eq!(joined.as_deref(), Some(expected));
    }
}
