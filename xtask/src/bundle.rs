//! `cargo xtask build`: what is put on a server, and how large it is.

use crate::alike;
use crate::args::Args;
use crate::compress::{compress, sizes};
use crate::glue;
use crate::places::{self, cannot};
use crate::process::{run_quietly, run_visibly, seconds};
use crate::setup::{self, Need};
use crate::site::{self, Site};
use crate::split::{self, Made};
use crate::wasm::Module;
use crate::workshop::Workshop;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What `cargo xtask build --help` prints.
pub const HELP: &str = "\
cargo xtask build [--web-only]

Makes the release: the storefront in dist/ (names with hashes, wasm-opt, one style sheet, brotli and gzip
beside each file) and the backend in target/release/. Prints the size of every file and fails if the
storefront's wasm and JavaScript together, in brotli, exceed the bytes in xtask/size-budget.

  --web-only   only the storefront

Start the result: target/release/meadow-backend --site dist
";

/// Where the storefront's wasm and JavaScript shall get to, brotli, in KB of 1024 bytes.
const GOAL_KB: f64 = 220.0;

/// Leptos' views of every type become the same few types. Measured on the storefront: 494 KB without, 412 KB with it.
const RUSTFLAGS: &str = "--cfg erase_components";

/// -O1 makes a larger file than -Os that compresses better, by 5 KB: LLVM has already made the code small.
/// Low memory is the far end of the stack, and nobody's data.
const WASM_PASSES: [&str; 3] = ["-O1", "--low-memory-unused", "--debuginfo"];

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
    let workshop = setup::ensure(Need::Release, false)?;
    build(&workshop, web_only)
}

/// Builds the storefront, and the backend unless only the web part is wanted.
pub fn build(workshop: &Workshop, web_only: bool) -> Result<(), String> {
    let started = Instant::now();
    if !web_only {
        let mut backend = workshop.cargo();
        run_visibly(backend.args(["build", "--release", "--package", "meadow-backend"]))?;
    }
    let split_program = workshop.wasm_split.as_deref();
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
            // Without the feature `gallery`, a page for those who build the shop.
            "--no-default-features",
            "--dist",
        ])
        .arg(&made)
        .env("RUSTFLAGS", rustflags(split_program.is_some()));
    if split_program.is_some() {
        trunk.args(["--features", "split"]);
    }
    run_visibly(&mut trunk)?;
    let code = match split_program {
        Some(program) => split::cut(workshop, program, &made)?,
        None => {
            println!("No wasm_split_cli here: the storefront is one piece, larger than it need be at first.");
            split::made(&made)?
        }
    };
    optimise(workshop, &code)?;
    let site = site::finish(&made, &code.pieces)?;
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

/// Ours after those of the caller.
fn rustflags(splits: bool) -> String {
    let own = env::var("RUSTFLAGS").unwrap_or_default();
    let cuts = if splits { split::RUSTFLAGS } else { "" };
    format!("{own} {RUSTFLAGS} {cuts}").trim().to_owned()
}

/// Makes the wasm and its script small, by brotli's measure.
fn optimise(workshop: &Workshop, code: &Made) -> Result<(), String> {
    match &workshop.wasm_opt {
        Some(program) => {
            for wasm in std::iter::once(&code.first).chain(&code.pieces) {
                optimise_one(workshop, program, wasm)?;
            }
        }
        None => println!("No wasm-opt here: the wasm is larger than it need be."),
    }
    // The pieces call nothing by the names that are shortened.
    let mut module = Module::read(&read(&code.first)?)?;
    let script = String::from_utf8_lossy(&read(&code.script)?).into_owned();
    write(&code.script, glue::shorten(&mut module, &script)?.as_bytes())?;
    write(&code.first, &module.write())
}

fn optimise_one(workshop: &Workshop, program: &Path, wasm: &Path) -> Result<(), String> {
    wasm_opt(workshop, program, wasm, &WASM_PASSES)?;
    let mut module = Module::read(&read(wasm)?)?;
    // wasm-opt can sort functions by their names, so they are called by their places.
    let mut names = vec![String::new(); module.functions()?.len()];
    for (place, index) in alike::order(&module.functions()?).into_iter().enumerate() {
        if let Some(name) = names.get_mut(index) {
            *name = format!("{place:06}");
        }
    }
    module.name_functions(&names)?;
    write(wasm, &module.write())?;
    wasm_opt(
        workshop,
        program,
        wasm,
        &["--reorder-functions-by-name", "--strip-debug"],
    )
}

fn wasm_opt(workshop: &Workshop, program: &Path, file: &Path, passes: &[&str]) -> Result<(), String> {
    let small = file.with_extension("opt");
    let mut command = workshop.command(program);
    command
        .args(WASM_FEATURES)
        .args(passes)
        .arg(file)
        .arg("--output")
        .arg(&small);
    run_quietly("wasm-opt", &mut command, None)?;
    fs::rename(&small, file).map_err(|error| cannot("rename", &small, &error))
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| cannot("read", file, &error))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| cannot("write", file, &error))
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
    let sum = |names: &[String]| -> u64 {
        rows.iter()
            .filter(|(name, ..)| names.contains(name))
            .map(|(_, _, small)| small)
            .sum()
    };
    let code = sum(&site.code);
    println!("{:<44} {:>9} {:>9.1}", "storefront wasm + JS", "", kb(code));
    println!(
        "{:<44} {:>9} {:>9.1}",
        "pages that come later",
        "",
        kb(sum(&site.later))
    );
    let over = kb(code) - GOAL_KB;
    if over > 0.0 {
        println!("The goal of {GOAL_KB} KB is missed by {over:.1} KB.");
    } else {
        println!("Within the goal of {GOAL_KB} KB.");
    }
    if site.later.is_empty() {
        println!("The ceiling in xtask/size-budget is for a storefront in pieces; this is one piece.");
        return Ok(());
    }
    let ceiling = ceiling()?;
    if code > ceiling {
        return Err(format!(
            "the storefront is {code} bytes in brotli, {} more than xtask/size-budget allows",
            code - ceiling
        ));
    }
    println!("The ceiling in xtask/size-budget is {:.1} KB.", kb(ceiling));
    Ok(())
}

/// What a build may weigh. The file is only ever lowered: to a build's size and 2 % when that is less.
fn ceiling() -> Result<u64, String> {
    let file = places::root().join("xtask/size-budget");
    let text = String::from_utf8_lossy(&read(&file)?).into_owned();
    let number = text
        .lines()
        .find(|line| !line.starts_with('#'))
        .unwrap_or_default();
    let number = number.trim().parse();
    number.map_err(|_| format!("{} holds no number of bytes", file.display()))
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
