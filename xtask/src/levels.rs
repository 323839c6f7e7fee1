//! `cargo xtask test`: every check of the project, cheapest first.

use crate::args::Args;
use crate::checks;
use crate::process::seconds;
use crate::setup::{self, Need};
use crate::tally::Tally;
use std::time::Instant;

/// What `cargo xtask test --help` prints.
pub const HELP: &str = "\
cargo xtask test [full | fast | LEVEL…]

Runs the checks in this order and says at the end how many tests passed and failed:

  fmt            formatting
  clippy         lints, everything that runs on this machine; compiles what the levels below run
  clippy-wasm    lints, everything that runs in the browser; compiles what `parts` runs
  tasks          this task runner
  house          the walls between the rooms (tests/house_rules.rs)
  domain         the rules of the shop, and what each library tests of itself
  wire           what travels
  backend        the server on a real SQLite file
  schema         the running server against its own OpenAPI document, by Schemathesis
  parts          the storefront's parts in headless Chromium
  build          the storefront as it is released
  journeys       that storefront and the server driven through WebDriver, in three engines
  faults         the server with its network and its process cut

The server under test is the one with debug assertions, which `backend` has compiled already.

`full` (the default) runs all of them, `fast` those up to `backend` without `clippy-wasm`. `journeys` and
`faults` build the release first unless `--no-build` is given. `MEADOW_SCHEMA_SECONDS=300` makes `schema`
go on for five minutes with other requests.
";

/// In the order in which they run; [`HELP`] says what each is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Fmt,
    Clippy,
    ClippyWasm,
    Tasks,
    House,
    Domain,
    Wire,
    Backend,
    Schema,
    Parts,
    Build,
    Journeys,
    Faults,
}

const ALL: [(Level, &str); 13] = [
    (Level::Fmt, "fmt"),
    (Level::Clippy, "clippy"),
    (Level::ClippyWasm, "clippy-wasm"),
    (Level::Tasks, "tasks"),
    (Level::House, "house"),
    (Level::Domain, "domain"),
    (Level::Wire, "wire"),
    (Level::Backend, "backend"),
    (Level::Schema, "schema"),
    (Level::Parts, "parts"),
    (Level::Build, "build"),
    (Level::Journeys, "journeys"),
    (Level::Faults, "faults"),
];

const FAST: [Level; 7] = [
    Level::Fmt,
    Level::Clippy,
    Level::Tasks,
    Level::House,
    Level::Domain,
    Level::Wire,
    Level::Backend,
];

/// Runs the levels that were named.
pub fn run(mut args: Args) -> Result<(), String> {
    let no_build = args.flag("--no-build");
    let mut levels = Vec::new();
    while let Some(word) = args.word() {
        levels.extend(levels_called(&word)?);
    }
    args.finish()?;
    if levels.is_empty() {
        levels.extend(ALL.map(|(level, _)| level));
    }
    if (levels.contains(&Level::Journeys) || levels.contains(&Level::Faults)) && !no_build {
        levels.push(Level::Build);
    }
    let ordered = ALL.into_iter().filter(|(level, _)| levels.contains(level));

    let workshop = setup::ensure(need(&levels), false)?;
    let started = Instant::now();
    let (mut tally, mut broken, mut summary) = (Tally::default(), Vec::new(), Vec::new());
    for (level, name) in ordered {
        if level >= Level::Journeys && broken.contains(&"build") {
            summary.push(format!("  {name:<12} skipped, there is no build"));
            continue;
        }
        println!("\n== {name}");
        let begun = Instant::now();
        let failed_before = tally.failed;
        let result = checks::run(level, &workshop, &mut tally);
        let took = seconds(begun.elapsed());
        match result {
            Ok(()) => summary.push(format!("  {name:<12} ok      {took}")),
            Err(error) => {
                println!("{error}");
                // A level that fails without a failing test (a lint, a build) counts as one.
                tally.failed += u64::from(tally.failed == failed_before);
                broken.push(name);
                summary.push(format!("  {name:<12} FAILED  {took}  {}", first_line(&error)));
            }
        }
    }
    println!("\n{}\nin {}", summary.join("\n"), seconds(started.elapsed()));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if broken.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", broken.join(", ")))
    }
}

fn levels_called(word: &str) -> Result<Vec<Level>, String> {
    match word {
        "full" => Ok(ALL.map(|(level, _)| level).to_vec()),
        "fast" => Ok(FAST.to_vec()),
        _ => match ALL.iter().find(|(_, name)| *name == word) {
            Some((level, _)) => Ok(vec![*level]),
            None => Err(format!(
                "there is no level `{word}`; `cargo xtask test --help` lists them"
            )),
        },
    }
}

fn need(levels: &[Level]) -> Need {
    let has = |wanted: &[Level]| levels.iter().any(|level| wanted.contains(level));
    if has(&[Level::Parts, Level::Journeys, Level::Faults]) {
        Need::Browsers
    } else if has(&[Level::Build]) {
        Need::Release
    } else {
        Need::Checks
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_level() {
        for (_, name) in ALL {
            assert!(
                HELP.contains(&format!("\n  {name} ")),
                "{name} is not in the help"
            );
        }
    }

    #[test]
    fn an_unknown_level_is_an_error() {
        assert!(levels_called("fats").is_err());
    }
}
