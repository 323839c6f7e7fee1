//! The tools a build needs beside Rust: trunk, wasm-bindgen, wasm-opt. Found, or installed in a folder of
//! their own.

use crate::crates::Crate;
use crate::process::{answer, run_quietly};
use crate::steps::Steps;
use crate::workshop::Workshop;
use crate::{debian, places};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// 0.22 needs a newer compiler than the project asks for.
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37";
/// npm's package of wasm-opt; distributions ship ones too old for what rustc emits.
const BINARYEN: &str = "132";
/// Must understand what the crate `wasm_split_helpers` in Cargo.lock writes into the wasm.
const WASM_SPLIT: &str = "0.2.4";
/// The oldest wasm-opt that reads today's wasm.
const OLDEST_WASM_OPT: u32 = 123;

/// Finds or installs what a build needs and puts it into the workshop.
pub fn ensure(steps: &mut Steps, workshop: &mut Workshop) -> Result<(), String> {
    let bindgen = locked_version("wasm-bindgen")?;
    let wanted = [
        Crate::new("trunk", "trunk", TRUNK),
        Crate::new("wasm-bindgen-cli", "wasm-bindgen", &bindgen),
    ];
    for tool in &wanted {
        let program = tool.ensure(steps, workshop)?;
        put_first(workshop, &program);
    }
    workshop.wasm_opt = ensure_wasm_opt(steps)?;
    Ok(())
}

/// Finds or installs what cuts the wasm of a release into pieces; without it a release is one piece.
pub fn ensure_split(steps: &mut Steps, workshop: &mut Workshop) -> Result<(), String> {
    let tool = Crate {
        features: "build-binary",
        ..Crate::new("wasm_split_cli_support", "wasm-split-cli", WASM_SPLIT)
    };
    match tool.ensure(steps, workshop) {
        Ok(program) => workshop.wasm_split = Some(program),
        Err(error) => steps.note(&format!(
            "going on without wasm-split-cli, releases are one piece: {error}"
        )),
    }
    Ok(())
}

/// Finds or installs the browsers and drivers of the tests.
pub fn ensure_browsers(steps: &mut Steps, workshop: &mut Workshop) -> Result<(), String> {
    let programs: [(&[&str], &str); 6] = [
        (&["chromium", "google-chrome", "chromium-browser"], "chromium"),
        (&["chromedriver"], "chromium-driver"),
        (&["firefox", "firefox-esr"], "firefox-esr"),
        (&["WebKitWebDriver"], "webkit2gtk-driver"),
        (&["xvfb-run"], "xvfb"),
        (&["xauth"], "xauth"),
    ];
    // Video in WebKitGTK, Chinese letters in screenshots and a place for the payment stand-in come from packages without a
    // program.
    let quiet = [
        "gstreamer1.0-plugins-bad",
        "gstreamer1.0-libav",
        "fonts-noto-cjk",
        "python3-venv",
    ];
    let mut packages: Vec<&str> = programs
        .iter()
        .filter(|(names, _)| places::find(names).is_none())
        .map(|(_, package)| *package)
        .collect();
    if debian::is_debian() {
        packages.extend(debian::missing(&quiet));
    }
    if packages.is_empty() {
        steps.found("browsers and drivers", "on PATH");
    } else {
        debian::install(steps, "browsers and drivers", &packages)?;
    }
    let gecko = Crate::new("geckodriver", "geckodriver", GECKODRIVER).ensure(steps, workshop)?;
    workshop.variables.push(("GECKODRIVER", gecko));
    for (variable, program) in [
        ("CHROMEDRIVER", "chromedriver"),
        ("WEBKITDRIVER", "WebKitWebDriver"),
    ] {
        if let Some(path) = places::find(&[program]) {
            workshop.variables.push((variable, path));
        }
    }
    Ok(())
}

fn put_first(workshop: &mut Workshop, program: &Path) {
    if let Some(folder) = program.parent()
        && !workshop.folders.iter().any(|known| known == folder)
    {
        workshop.folders.push(folder.to_path_buf());
    }
}

/// wasm-opt makes the wasm smaller; without it everything still works.
fn ensure_wasm_opt(steps: &mut Steps) -> Result<Option<PathBuf>, String> {
    let recent = |program: &PathBuf| {
        let text = answer(Command::new(program).arg("--version")).unwrap_or_default();
        text.split_whitespace()
            .find_map(|word| word.parse::<u32>().ok())
            .is_some_and(|version| version >= OLDEST_WASM_OPT)
    };
    if let Some(program) = places::on_path("wasm-opt").into_iter().find(recent) {
        steps.found("wasm-opt", &program.display().to_string());
        return Ok(Some(program));
    }
    let folder = places::tools()?.join("binaryen");
    let program = folder.join("node_modules/.bin/wasm-opt");
    // Reading the version from the package spares starting node.
    let package = fs::read_to_string(folder.join("node_modules/binaryen/package.json")).unwrap_or_default();
    if program.exists() && package.contains(&format!("\"version\": \"{BINARYEN}.")) {
        steps.found("wasm-opt (npm binaryen 132)", &program.display().to_string());
        return Ok(Some(program));
    }
    if places::find(&["npm"]).is_none() {
        steps.note(
            "no npm, so no wasm-opt: release builds work but are larger (install Node.js, or wasm-opt)",
        );
        return Ok(None);
    }
    fs::create_dir_all(&folder).map_err(|error| places::cannot("make", &folder, &error))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(&folder);
    npm.arg(format!("binaryen@{BINARYEN}")).current_dir(&folder);
    match steps.run("wasm-opt (npm binaryen 132)", |label| {
        run_quietly(label, &mut npm, None)
    }) {
        Ok(()) => Ok(program.exists().then_some(program)),
        Err(error) => {
            steps.note(&format!(
                "going on without wasm-opt, release builds are larger: {error}"
            ));
            Ok(None)
        }
    }
}

/// The version of a crate in Cargo.lock.
fn locked_version(krate: &str) -> Result<String, String> {
    let path = places::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| places::cannot("read", &path, &error))?;
    version_in(&lock, krate).ok_or_else(|| format!("Cargo.lock does not name {krate}"))
}

fn version_in(lock: &str, krate: &str) -> Option<String> {
    let name = format!("name = \"{krate}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_wasm_bindgen_comes_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "absent"), None);
    }
}
