//! `cargo xtask build`: what is put on a server, and how large it is.

use crate::args::Args;
use crate::compress::{compress, sizes};
use crate::places::{self, cannot};
use crate::process::{run_quietly, run_visibly, seconds};
use crate::setup::{self, Need};
use crate::site::{self, Site};
use crate::workshop::Workshop;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What `cargo xtask build --help` prints.
pub const HELP: &str = "\
cargo xtask build [--web-only]

Makes the release: the storefront in dist/ (names with hashes, wasm-opt, one style sheet, brotli and gzip
beside each file) and the backend in target/release/. Prints the size of every file and fails if the
storefront's wasm and JavaScript together exceed 220 KB in brotli.

  --web-only   only the storefront

Start the result: target/release/meadow-backend --site dist
";

/// The storefront's wasm and JavaScript, brotli, in KB of 1024 bytes.
const BUDGET_KB: f64 = 220.0;

/// What rustc emits for wasm today; wasm-opt must be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-sign-ext",
];

/// Builds the release.
pub fn run(mut args: Args) -> Result<(), String> {
    let web_only = args.flag("--web-only");
    args.finish()?;
    let workshop = setup::ensure(Need::Shop, false)?;
    build(&workshop, web_only)
}

/// Builds the storefront, and the backend unless only the web part is wanted.
pub fn build(workshop: &Workshop, web_only: bool) -> Result<(), String> {
    let started = Instant::now();
    if !web_only {
        let mut backend = workshop.cargo();
        run_visibly(backend.args(["build", "--release", "--package", "meadow-backend"]))?;
    }
    let made = places::target().join("web-release");
    places::remove_folder(&made)?;
    let mut trunk = workshop.trunk();
    trunk
        .args([
            "build",
            "--quiet",
            "--release",
            "--cargo-profile",
            "web",
            "--dist",
        ])
        .arg(&made);
    run_visibly(&mut trunk)?;
    optimise(workshop, &made)?;
    let site = site::finish(&made)?;
    let files = compress(&made)?;
    // Only a build that succeeded takes the old one's place.
    let dist = places::dist();
    places::remove_folder(&dist)?;
    fs::rename(&made, &dist).or_else(|_| copy_folder(&made, &dist))?;
    let files = files
        .iter()
        .filter_map(|file| file.strip_prefix(&made).ok())
        .map(PathBuf::from)
        .collect();
    let result = report(&dist, files, &site);
    println!("Built in {}.", seconds(started.elapsed()));
    result
}

fn optimise(workshop: &Workshop, folder: &Path) -> Result<(), String> {
    let Some(wasm_opt) = &workshop.wasm_opt else {
        println!("No wasm-opt here: the wasm is larger than it need be.");
        return Ok(());
    };
    for file in places::files_below(folder)? {
        if file.extension().is_some_and(|kind| kind == "wasm") {
            let small = file.with_extension("opt");
            let mut command = workshop.command(wasm_opt);
            command
                .arg("-Os")
                .args(WASM_FEATURES)
                .arg(&file)
                .arg("--output")
                .arg(&small);
            run_quietly("wasm-opt", &mut command, None)?;
            fs::rename(&small, &file).map_err(|error| cannot("rename", &small, &error))?;
        }
    }
    Ok(())
}

fn report(dist: &Path, files: Vec<PathBuf>, site: &Site) -> Result<(), String> {
    let mut rows: Vec<(String, u64, u64)> = files
        .iter()
        .map(|file| {
            let (raw, small) = sizes(&dist.join(file));
            (file.to_string_lossy().into_owned(), raw, small)
        })
        .collect();
    rows.sort_by_key(|(_, _, small)| std::cmp::Reverse(*small));
    println!("{:<44} {:>9} {:>9}", "file", "KB", "brotli");
    for (name, raw, small) in &rows {
        println!("{name:<44} {:>9.1} {:>9.1}", kb(*raw), kb(*small));
    }
    let code: u64 = rows
        .iter()
        .filter(|(name, ..)| site.code.contains(name))
        .map(|(_, _, small)| small)
        .sum();
    println!("{:<44} {:>9} {:>9.1}", "storefront wasm + JS", "", kb(code));
    if kb(code) > BUDGET_KB {
        return Err(format!(
            "the storefront is {:.1} KB in brotli; the budget is {BUDGET_KB} KB",
            kb(code)
        ));
    }
    println!("Within the budget of {BUDGET_KB} KB.");
    Ok(())
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1024.0
}

/// For a target folder that lies on another disk.
fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    for file in places::files_below(from)? {
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        let parent = target.parent().unwrap_or(to);
        fs::create_dir_all(parent).map_err(|error| cannot("make", parent, &error))?;
        fs::copy(&file, &target).map_err(|error| cannot("copy", &file, &error))?;
    }
    Ok(())
}
