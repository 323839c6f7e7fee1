//! Which Rust compiles this project: one that has the wasm target, found or made.

use crate::process::{answer, run_quietly};
use crate::steps::Steps;
use crate::{debian, places, workshop};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

const WASM: &str = "wasm32-unknown-unknown";

/// Rustup answers in seconds or hangs behind a firewall; minutes of waiting help nobody.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// A compiler and where it keeps its libraries.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// Rustup's name for it; `None` is whatever `cargo` runs by itself.
    pub name: Option<String>,
    /// `rustc --print sysroot`.
    pub sysroot: PathBuf,
}

impl Toolchain {
    /// Finds a toolchain that has the wasm target, or gets one.
    pub fn ensure(steps: &mut Steps) -> Result<Self, String> {
        let plain = Self::named(None).ok_or_else(no_rust)?;
        let packaged = Self::named(Some(debian::TOOLCHAIN));
        for found in [Some(&plain), packaged.as_ref()].into_iter().flatten() {
            if found.is_usable() {
                steps.found("wasm target", &found.describe());
                return Ok(found.clone());
            }
        }
        let ordinary = match add_by_rustup(steps, &plain) {
            Ok(()) => return Ok(plain),
            Err(error) => reason(&error),
        };
        steps.note(&format!("rustup says: {ordinary}"));
        debian::install_toolchain(steps).map_err(|error| {
            format!("the wasm target is missing. `rustup target add {WASM}` said: {ordinary}\n{error}")
        })?;
        Self::named(Some(debian::TOOLCHAIN))
            .filter(Self::has_wasm)
            .ok_or_else(|| {
                format!(
                    "the toolchain `{}` was made but does not answer",
                    debian::TOOLCHAIN
                )
            })
    }

    /// Makes sure that fmt and clippy are there, which the checks need.
    pub fn ensure_checkers(&self, steps: &mut Steps) -> Result<(), String> {
        let there = |name: &str| self.sysroot.join("bin").join(exe(name)).is_file();
        if there("clippy-driver") && there("rustfmt") {
            return Ok(());
        }
        let mut command = Command::new("rustup");
        workshop::clean(&mut command);
        command.args(["component", "add", "clippy", "rustfmt"]);
        if let Some(name) = &self.name {
            command.args(["--toolchain", name]);
        }
        steps.run("clippy and rustfmt", |label| {
            run_quietly(label, &mut command, Some(RUSTUP_LIMIT))
        })
    }

    fn named(name: Option<&str>) -> Option<Self> {
        let mut command = Command::new("rustc");
        workshop::clean(&mut command);
        if let Some(name) = name {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        let sysroot = answer(command.args(["--print", "sysroot"]))?;
        Some(Self {
            name: name.map(str::to_owned),
            sysroot: sysroot.into(),
        })
    }

    fn has_wasm(&self) -> bool {
        let libraries = wasm_libraries(&self.sysroot);
        fs::read_dir(libraries).is_ok_and(|mut files| {
            files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
        })
    }

    /// The packaged compiler may have been updated under the library that was built for it.
    fn is_usable(&self) -> bool {
        self.has_wasm() && (self.sysroot.join("etc/rustup").exists() || debian::library_fits(&self.sysroot))
    }

    fn describe(&self) -> String {
        let ambient = || env::var("RUSTUP_TOOLCHAIN").unwrap_or_else(|_| "the default toolchain".to_owned());
        format!("in {}", self.name.clone().unwrap_or_else(ambient))
    }
}

/// The folder of a compiler's wasm libraries.
pub fn wasm_libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(WASM).join("lib")
}

/// Removes what was compiled for wasm: cargo does not notice that the library below it changed.
pub fn forget_wasm_builds() -> Result<(), String> {
    places::remove_folder(&places::target().join(WASM))
}

fn add_by_rustup(steps: &mut Steps, plain: &Toolchain) -> Result<(), String> {
    if places::find(&["rustup"]).is_none() {
        return Err("rustup is not on PATH".to_owned());
    }
    let mut command = Command::new("rustup");
    workshop::clean(&mut command);
    command.args(["target", "add", WASM]);
    steps.run("wasm target, by rustup", |label| {
        run_quietly(label, &mut command, Some(RUSTUP_LIMIT))
    })?;
    if plain.has_wasm() {
        Ok(())
    } else {
        Err("rustup was content, but there is no library".to_owned())
    }
}

fn no_rust() -> String {
    "no Rust compiler answers; install one: https://rustup.rs".to_owned()
}

/// The line of a program's output that says what went wrong.
fn reason(text: &str) -> String {
    let line = text.lines().find(|line| line.trim_start().starts_with("error"));
    line.or(text.lines().next()).unwrap_or_default().trim().to_owned()
}

fn exe(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
