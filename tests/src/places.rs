//! Where the things under test and the tools are.

use std::env;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the checkout")
        .to_path_buf()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join("target"),
    }
}

/// The backend's binary: `MEADOW_BACKEND`, or the newest that cargo left.
pub fn backend() -> PathBuf {
    if let Some(path) = env::var_os("MEADOW_BACKEND").filter(|path| !path.is_empty()) {
        return PathBuf::from(path);
    }
    let name = format!("meadow-backend{}", env::consts::EXE_SUFFIX);
    ["release", "debug"]
        .map(|profile| target().join(profile).join(&name))
        .into_iter()
        .filter(|path| path.is_file())
        .max_by_key(|path| path.metadata().and_then(|about| about.modified()).ok())
        .expect("the backend is built: `cargo build -p meadow-backend`, or name one in MEADOW_BACKEND")
}

/// The built storefront: `MEADOW_SITE`, or what `cargo xtask build` left.
pub fn site() -> PathBuf {
    let site = env::var_os("MEADOW_SITE")
        .filter(|path| !path.is_empty())
        .map_or_else(|| root().join("dist"), PathBuf::from);
    assert!(
        site.join("index.html").is_file(),
        "{} has no index.html: `cargo xtask build` makes it",
        site.display()
    );
    site
}

/// A folder for what a failing test leaves behind.
pub fn leavings() -> PathBuf {
    let folder = target().join("journeys");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// A program: by its variable, on PATH, or among the tools that the project installed.
pub fn program(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) {
        return Some(PathBuf::from(path));
    }
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let mut folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    if let Some(tools) = env::var_os("MEADOW_TOOLS") {
        folders.push(PathBuf::from(tools).join("bin"));
    }
    if let Some(home) = env::var_os("HOME") {
        folders.push(PathBuf::from(home).join(".cache/meadow-tools/bin"));
    }
    folders
        .into_iter()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// A port that nobody listens on now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
    listener.local_addr().expect("it is bound").port()
}
