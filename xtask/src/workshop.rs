//! The environment every child is started in: the compiler that knows wasm, the tools first on PATH.

use crate::places;
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

/// What `cargo run` tells the task runner about itself and must not tell the programs it starts.
const LEAKS: [&str; 12] = [
    "CARGO",
    "RUSTC",
    "RUSTDOC",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_CRATE_NAME",
    "CARGO_BIN_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "OUT_DIR",
    "RUST_RECURSION_COUNT",
    "RUST_TARGET_PATH",
    "LD_LIBRARY_PATH",
];

/// A machine that has been set up, as its children see it.
#[derive(Debug, Default)]
pub struct Workshop {
    /// The toolchain that has the wasm target; `None` keeps the one the task was started with.
    pub toolchain: Option<String>,
    /// Folders that come first on PATH.
    pub folders: Vec<PathBuf>,
    /// wasm-opt, where there is one.
    pub wasm_opt: Option<PathBuf>,
    /// wasm_split_cli, where there is one.
    pub wasm_split: Option<PathBuf>,
    /// What tests are told: the drivers' paths.
    pub variables: Vec<(&'static str, PathBuf)>,
}

impl Workshop {
    /// A program in this environment, started from the root of the checkout.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(places::root());
        clean(&mut command);
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&path));
        if let Ok(joined) = env::join_paths(folders) {
            command.env("PATH", joined);
        }
        command
    }

    /// Trunk in this environment.
    pub fn trunk(&self) -> Command {
        let mut command = self.command("trunk");
        command.env("TRUNK_SKIP_VERSION_CHECK", "true");
        // What matters is the compiler's message, not where in trunk it was passed on.
        command.env("RUST_LIB_BACKTRACE", "0");
        if env::var_os("NO_COLOR").is_some() {
            // Everyone else's `NO_COLOR=1` is an error to trunk.
            command.env("NO_COLOR", "true");
        }
        command
    }

    /// Cargo in this environment.
    pub fn cargo(&self) -> Command {
        self.command("cargo")
    }
}

/// Takes out of a child's environment what `cargo run` put into ours.
pub fn clean(command: &mut Command) {
    for name in LEAKS {
        command.env_remove(name);
    }
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    if let Some(libraries) = env::var_os("LD_LIBRARY_PATH").and_then(|value| own_libraries(&value)) {
        command.env("LD_LIBRARY_PATH", libraries);
    }
}

/// The caller's library folders, without those of cargo's output and of rustup's toolchains.
fn own_libraries(value: &OsStr) -> Option<OsString> {
    let target = places::target();
    let own: Vec<PathBuf> = env::split_paths(value)
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.starts_with(&target))
        .filter(|folder| !folder.components().any(|part| part.as_os_str() == "toolchains"))
        .collect();
    if own.is_empty() {
        None
    } else {
        env::join_paths(own).ok()
    }
}
