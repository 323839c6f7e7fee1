//! The task runner: `cargo xtask serve | test | build | bench | setup`.
//!
//! It has no dependencies and runs with whatever Rust is there, because it is what sets a machine up.

mod alike;
mod args;
mod bench;
mod bundle;
mod checks;
mod compress;
mod crates;
mod debian;
mod glue;
mod html;
mod levels;
mod places;
mod ports;
mod process;
mod serve;
mod services;
mod setup;
mod signals;
mod site;
mod split;
mod steps;
mod tally;
mod toolchain;
mod tools;
mod wasm;
mod workshop;

use args::Args;
use setup::Need;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  serve    the shop on this machine, with live reload; sets the machine up if needed
  test     every check; `test fast` for the quick ones
  build    the release: dist/ and target/release/meadow-backend
  bench    the release beside other storefronts
  setup    gets the tools (the other tasks do it too)

`cargo xtask TASK --help` says more.
";

const SETUP_HELP: &str = "\
cargo xtask setup [--tests]

Finds or installs what the other tasks need, and says what it does: a Rust with the wasm target (by rustup;
where that is impossible, on Debian as root, from Debian's packages), trunk, wasm-bindgen, wasm-opt.
A second run finds everything and takes about a second.

  --tests   also Chromium, Firefox, WebKitGTK and their drivers

Tools that are missing go to $MEADOW_TOOLS, or meadow-tools in the user's cache folder.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    let mut args = Args::new(words);
    let help = args.flag("--help") || args.flag("-h");
    let result = match (task.as_str(), help) {
        ("serve", true) => show(serve::HELP),
        ("test", true) => show(levels::HELP),
        ("build", true) => show(bundle::HELP),
        ("bench", true) => show(bench::HELP),
        ("setup", true) => show(SETUP_HELP),
        ("serve", false) => serve::run(args),
        ("test", false) => levels::run(args),
        ("build", false) => bundle::run(args),
        ("bench", false) => bench::run(args),
        ("setup", false) => set_up(args),
        ("" | "help" | "--help" | "-h", _) => show(HELP),
        (other, _) => Err(format!("there is no task `{other}`\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show(text: &str) -> Result<(), String> {
    print!("{text}");
    Ok(())
}

fn set_up(mut args: Args) -> Result<(), String> {
    let need = if args.flag("--tests") {
        Need::Browsers
    } else {
        Need::Release
    };
    args.finish()?;
    setup::ensure(need, true).map(drop)
}
