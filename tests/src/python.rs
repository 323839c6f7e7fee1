//! Programs from PyPI that a test needs, each in a folder of its own below `target/`.
//!
//! The backend's own tests take this file too, by its path.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python that has this package, installed once; later starts find it. `None` where it can't be installed: then
/// `without` is left out, but not where `CI` is set.
pub fn with(package: &str, version: &str, target: &Path, without: &str) -> Option<PathBuf> {
    let home = installed(package, version, &[], target, without)?;
    Some(home.join("bin/python"))
}

/// The folder in which this package is alone, without what it asks for: for one that brings a file along.
#[cfg_attr(test, allow(dead_code, reason = "the backend's own tests need programs only"))]
pub fn alone(package: &str, version: &str, target: &Path, without: &str) -> Option<PathBuf> {
    installed(package, version, &["--no-deps"], target, without)
}

fn installed(package: &str, version: &str, how: &[&str], target: &Path, without: &str) -> Option<PathBuf> {
    let home = target.join(format!("{package}-{version}"));
    let (python, done) = (home.join("bin/python"), home.join("installed"));
    if done.is_file() {
        return Some(home);
    }
    let ran = |command: &mut Command| command.status().is_ok_and(|status| status.success());
    let installed = ran(Command::new("python3").args(["-m", "venv"]).arg(&home))
        && ran(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(how)
            .arg(format!("{package}=={version}")));
    if !installed {
        assert!(
            std::env::var_os("CI").is_none(),
            "{package} {version} can't be installed, and here nothing may be left out"
        );
        eprintln!("{package} {version} can't be installed: {without} are left out");
        return None;
    }
    std::fs::write(done, version).expect("target/ can be written");
    Some(home)
}
