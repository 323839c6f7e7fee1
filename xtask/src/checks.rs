//! What each level of `cargo xtask test` runs.
//!
//! From nothing, most of the time goes into compiling. So all levels of this machine ask cargo for the same packages,
//! whose dependencies then have the same features and are compiled once, and the lints come from clippy as the compiler of
//! our own crates: what is linted is what runs.

use crate::levels::Level;
use crate::process::{Watched, run_visibly, run_watched};
use crate::tally::Tally;
use crate::workshop::Workshop;
use crate::{bundle, places};
use std::process::Command;

/// Everything that runs on this machine: what cargo is asked for, whichever part is wanted.
pub const NATIVE: [&str; 3] = ["--workspace", "--exclude", "meadow"];
/// The storefront, which only ever runs in a browser.
const WASM: [&str; 4] = ["--package", "meadow", "--target", "wasm32-unknown-unknown"];

/// Runs one level and counts its tests.
pub fn run(level: Level, workshop: &Workshop, tally: &mut Tally) -> Result<(), String> {
    let mut cargo = linting(workshop);
    match level {
        Level::Fmt => return run_visibly(workshop.cargo().args(["fmt", "--all", "--check"])),
        Level::Clippy => return lint(cargo.arg("build").args(NATIVE).arg("--all-targets")),
        Level::ClippyWasm => {
            cargo.arg("build").args(WASM).args(["--lib", "--bins", "--tests"]);
            return lint(&mut cargo);
        }
        Level::Build => return bundle::build(workshop, true),
        Level::Tasks => {
            cargo = workshop.cargo();
            cargo.args(["test", "--package", "xtask", "--profile", "xtask"]);
        }
        Level::House => tests(&mut cargo, &["house_rules"]),
        Level::Domain => {
            tests(&mut cargo, &["laws", "prices", "search"]);
            cargo.arg("--lib");
        }
        Level::Wire => tests(&mut cargo, &["golden", "against_serde_json"]),
        Level::Backend => tests(&mut cargo, &["it"]),
        Level::Schema => {
            build_server(workshop)?;
            // What was asked and answered is worth reading also when all is well.
            cargo
                .env("MEADOW_BACKEND", places::backend(false))
                .env("RUST_TEST_NOCAPTURE", "1");
            tests(&mut cargo, &["schema"]);
        }
        Level::Parts => {
            let driver = workshop
                .variables
                .iter()
                .find(|(name, _)| *name == "CHROMEDRIVER");
            cargo
                .envs(driver.map(|(name, path)| (*name, path)))
                .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
            cargo.arg("test").args(WASM).args(["--test", "parts"]);
        }
        Level::Journeys => through_the_shop(&mut cargo, workshop, "journeys")?,
        Level::Faults => through_the_shop(&mut cargo, workshop, "faults")?,
    }
    cargo.arg("--no-fail-fast");
    let mut command = in_a_display(level, &cargo, workshop);
    run_watched(&mut command, Watched::Output, |line| tally.count(line))
}

/// Cargo with clippy as the compiler of our own crates. Cargo keeps what it compiles so apart from what the compiler
/// itself made of them; dependencies are the same for both.
fn linting(workshop: &Workshop) -> Command {
    let mut cargo = workshop.cargo();
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    cargo
}

/// Compiles; a warning is an error. Cargo says the warnings of what it need not compile again, too.
fn lint(cargo: &mut Command) -> Result<(), String> {
    let mut warned = Vec::new();
    cargo.env("CARGO_TERM_COLOR", "never");
    run_watched(cargo, Watched::Errors, |line| {
        if is_warned(line) {
            warned.push(line.to_owned());
        }
    })?;
    match warned.first() {
        None => Ok(()),
        Some(first) => Err(first.clone()),
    }
}

/// Whether this is cargo's last word on a crate with warnings.
fn is_warned(line: &str) -> bool {
    line.starts_with("warning: `") && line.contains("` ") && line.contains(" generated ")
}

fn tests(cargo: &mut Command, names: &[&str]) {
    cargo.arg("test").args(NATIVE);
    for name in names {
        cargo.args(["--test", name]);
    }
}

fn build_server(workshop: &Workshop) -> Result<(), String> {
    run_visibly(
        linting(workshop)
            .arg("build")
            .args(NATIVE)
            .args(["--bin", "meadow-backend"]),
    )
}

/// A test of the built storefront and the built backend, told where they and the drivers are.
fn through_the_shop(cargo: &mut Command, workshop: &Workshop, test: &str) -> Result<(), String> {
    build_server(workshop)?;
    let (site, backend) = (places::dist(), places::backend(false));
    if !site.join("index.html").is_file() {
        return Err(format!(
            "{} holds no storefront; `cargo xtask build` makes it",
            site.display()
        ));
    }
    cargo.env("MEADOW_SITE", site).env("MEADOW_BACKEND", backend);
    cargo.envs(workshop.variables.iter().map(|(name, path)| (*name, path)));
    tests(cargo, &[test]);
    Ok(())
}

/// WebKitGTK has no headless mode: without a display, the journeys get a virtual one.
fn in_a_display(level: Level, cargo: &Command, workshop: &Workshop) -> Command {
    let xvfb = places::find(&["xvfb-run"]).filter(|_| {
        level == Level::Journeys
            && std::env::var_os("DISPLAY").is_none()
            && std::env::var_os("WAYLAND_DISPLAY").is_none()
    });
    let mut command = match &xvfb {
        Some(xvfb) => {
            let mut command = workshop.command(xvfb);
            command.args(["--auto-servernum", "--server-args=-screen 0 1440x900x24", "cargo"]);
            command
        }
        None => workshop.cargo(),
    };
    command.args(cargo.get_args());
    command.envs(
        cargo
            .get_envs()
            .filter_map(|(name, value)| value.map(|value| (name, value))),
    );
    command
}

#[cfg(test)]
mod tests {
    use super::is_warned;

    #[test]
    fn a_crate_with_warnings_is_told_from_other_remarks() {
        assert!(is_warned(
            "warning: `cw` (bin \"cw\") generated 1 warning (run `cargo clippy --fix` to apply 1 suggestion)"
        ));
        assert!(!is_warned("warning: unused variable: `x`"));
        assert!(!is_warned(
            "warning: the following packages contain code that will be rejected"
        ));
        assert!(!is_warned("   Compiling meadow v0.1.0"));
    }
}
