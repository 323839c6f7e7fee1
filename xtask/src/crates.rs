//! Programs that `cargo install` provides, each version in a folder of its own.

use crate::places;
use crate::process::{answer, run_quietly};
use crate::steps::Steps;
use crate::workshop::Workshop;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A program that `cargo install` can provide.
pub struct Crate<'a> {
    /// The crate's name.
    pub krate: &'a str,
    /// The program's name.
    pub program: &'a str,
    /// Its version, or how that begins.
    pub version: &'a str,
    /// What the crate must be built with.
    pub features: &'a str,
}

/// Removes what compiling them left behind.
pub fn clean_up() -> Result<(), String> {
    places::remove_folder(&build_folder()?)
}

impl<'a> Crate<'a> {
    /// A program of a crate, without any features of it.
    pub fn new(krate: &'a str, program: &'a str, version: &'a str) -> Self {
        Self {
            krate,
            program,
            version,
            features: "",
        }
    }

    /// Finds it, or installs it; says where it is.
    pub fn ensure(&self, steps: &mut Steps, workshop: &Workshop) -> Result<PathBuf, String> {
        let what = format!("{} {}", self.krate, self.version);
        if let Some(program) = self.find()? {
            steps.found(&what, &program.display().to_string());
            return Ok(program);
        }
        steps.run(&what, |label| {
            // The lock file is the tested set; but it may name a version that was withdrawn since.
            run_quietly(label, &mut self.install(workshop, true)?, None)
                .or_else(|_| run_quietly(label, &mut self.install(workshop, false)?, None))
        })?;
        self.find()?
            .ok_or_else(|| format!("{what} was installed but does not answer"))
    }

    fn folder(&self) -> Result<PathBuf, String> {
        Ok(places::tools()?.join(format!("{}-{}", self.krate, self.version)))
    }

    fn find(&self) -> Result<Option<PathBuf>, String> {
        let file = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        let mut candidates = vec![
            self.folder()?.join("bin").join(&file),
            places::tools()?.join("bin").join(&file),
        ];
        candidates.extend(places::on_path(self.program));
        let own = self.folder()?;
        let right = |program: &PathBuf| {
            let says = |word| answer(Command::new(program).arg(word));
            // Not every program tells its version; what was installed for it is that one.
            says("--version").is_some_and(|text| has_version(&text, self.version))
                || (program.starts_with(&own) && says("--help").is_some())
        };
        Ok(candidates
            .into_iter()
            .filter(|program| program.is_file())
            .find(right))
    }

    fn install(&self, workshop: &Workshop, locked: bool) -> Result<Command, String> {
        let folder = self.folder()?;
        fs::create_dir_all(&folder).map_err(|error| places::cannot("make", &folder, &error))?;
        let mut command = workshop.cargo();
        let three_parts = self.version.split('.').count() == 3;
        let version = if three_parts {
            self.version.to_owned()
        } else {
            format!("~{}", self.version)
        };
        command
            .args(["install", self.krate, "--version", &version, "--force", "--root"])
            .arg(&folder);
        if locked {
            command.arg("--locked");
        }
        if !self.features.is_empty() {
            command.args(["--features", self.features]);
        }
        command
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", build_folder()?);
        // These tools are used for seconds: compiling them fast matters more than their own speed.
        command
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        Ok(command)
    }
}

/// One folder for all of them, so that what they share is compiled once.
fn build_folder() -> Result<PathBuf, String> {
    Ok(places::tools()?.join("build"))
}

/// Whether `trunk 0.21.14` is version `0.21.14`, and `geckodriver 0.37.1` one of `0.37`.
fn has_version(text: &str, version: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.strip_prefix(version)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::has_version;

    #[test]
    fn a_longer_version_number_is_another_version() {
        assert!(has_version("trunk 0.21.14", "0.21.14"));
        assert!(has_version("geckodriver 0.37.1 (abc)", "0.37"));
        assert!(!has_version("trunk 0.21.140", "0.21.14"));
        assert!(!has_version("geckodriver 0.371.0", "0.37"));
    }
}
