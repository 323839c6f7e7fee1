//! Where things are: the checkout, cargo's output, the tools that are not the project's.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The root of the checkout, whatever folder the task was started in.
pub fn root() -> PathBuf {
    // `cargo run` sets the variable; the compiled-in path serves a binary that is started by hand.
    let xtask = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let xtask = PathBuf::from(xtask);
    xtask.parent().map(Path::to_path_buf).unwrap_or(xtask)
}

/// Cargo's target folder: the checkout's, unless the caller's environment names another.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join("target"),
    }
}

/// Where `cargo xtask build` leaves the storefront.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The backend's binary as cargo builds it.
pub fn backend(release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    target()
        .join(profile)
        .join(format!("meadow-backend{}", env::consts::EXE_SUFFIX))
}

/// Where tools live that the machine lacks; shared by all checkouts of one user.
pub fn tools() -> Result<PathBuf, String> {
    let set = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("MEADOW_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|cache| cache.join("meadow-tools")))
        .or_else(|| set("HOME").map(|home| home.join(".cache/meadow-tools")))
        .or_else(|| set("USERPROFILE").map(|home| home.join(".cache/meadow-tools")))
        .ok_or_else(|| "no home folder is known; name a folder for tools in MEADOW_TOOLS".to_owned())
}

/// Every program of that name on PATH, first found first.
pub fn on_path(name: &str) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .filter(|program| program.is_file())
        .collect()
}

/// The first program on PATH that has one of the names.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| on_path(name).into_iter().next())
}

/// All files below a folder, in a stable order.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        let entries = fs::read_dir(&next).map_err(|error| cannot("read", &next, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| cannot("read", &next, &error))?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Removes a folder and what is in it; one that is not there is fine.
pub fn remove_folder(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(cannot("remove", folder, &error)),
        _ => Ok(()),
    }
}

/// The sentence for a file operation that failed.
pub fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {verb} {}: {error}", path.display())
}
