//! Debian's packages: browsers for the tests, and a Rust whose wasm library is built from its own source,
//! for machines where rustup cannot download one.

use crate::process::{answer, run_quietly};
use crate::steps::Steps;
use crate::{places, toolchain, workshop};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Rustup's name for the packaged toolchain.
pub const TOOLCHAIN: &str = "debian-web";

const PACKAGES: [&str; 7] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "rust-web-clippy",
    "rustfmt-web",
    // rustc's `rust-lld` is a link to this one.
    "lld-22",
];

/// Says which compiler the library beside it was built by.
const STAMP: &str = "meadow-built-by.txt";

/// Installs packages, or says in one sentence how a person can.
pub fn install(steps: &mut Steps, what: &str, packages: &[&str]) -> Result<(), String> {
    let typed = format!(
        "sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    if !is_debian() {
        return Err(format!(
            "{what} must be installed by hand here; on Debian it is: {typed}"
        ));
    }
    if !is_root() {
        return Err(format!(
            "{what} is missing, and installing it needs root: {typed}"
        ));
    }
    steps.run(what, |label| {
        if packages.iter().any(|package| !is_offered(package)) {
            run_quietly("package lists", apt().arg("update"), None)?;
        }
        let get = || {
            let mut command = apt();
            command
                .args(["install", "-y", "--no-install-recommends"])
                .args(packages);
            command
        };
        // Old lists name versions the mirror has dropped; new lists cure that.
        run_quietly(label, &mut get(), None).or_else(|_| {
            run_quietly("package lists", apt().arg("update"), None)?;
            run_quietly(label, &mut get(), None)
        })
    })
}

/// Makes the toolchain `debian-web`: packaged compiler, library built once from the packaged source.
pub fn install_toolchain(steps: &mut Steps) -> Result<(), String> {
    if places::find(&["rustup"]).is_none() {
        return Err("rustup is missing; install it: https://rustup.rs".to_owned());
    }
    install(steps, "packaged Rust", &PACKAGES)?;
    let rustc = packaged_compiler()?;
    let bin = rustc.parent().unwrap_or(Path::new("/usr/bin")).to_path_buf();
    let prefix = bin.parent().unwrap_or(Path::new("/usr")).to_path_buf();
    steps.run("wasm library from source", |label| {
        build_library(label, &rustc, &bin.join("cargo"))
    })?;
    let mut link = Command::new("rustup");
    workshop::clean(&mut link);
    link.args(["toolchain", "link", TOOLCHAIN]).arg(prefix);
    steps.run("rustup toolchain link", |label| {
        run_quietly(label, &mut link, None)
    })
}

/// Whether the wasm library of a compiler that rustup does not manage was built by that very compiler.
pub fn library_fits(sysroot: &Path) -> bool {
    let rustc = sysroot.join("bin/rustc");
    let Some(version) = answer(Command::new(&rustc).arg("-vV")) else {
        return false;
    };
    let stamp = toolchain::wasm_libraries(sysroot).join(STAMP);
    if let Ok(built_by) = fs::read_to_string(&stamp) {
        return built_by == version;
    }
    let fits = compiles(&rustc);
    if fits {
        // Without the stamp the next look compiles the probe again, that is all.
        drop(fs::write(stamp, version));
    }
    fits
}

/// Compiles the least program that needs the library.
fn compiles(rustc: &Path) -> bool {
    let mut command = Command::new(rustc);
    workshop::clean(&mut command);
    command.args([
        "--target",
        "wasm32-unknown-unknown",
        "--crate-name",
        "probe",
        "--crate-type",
        "lib",
    ]);
    command
        .args(["--emit", "metadata", "-o"])
        .arg(std::env::temp_dir().join("meadow-probe.rmeta"));
    command
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn packaged_compiler() -> Result<PathBuf, String> {
    let files = answer(Command::new("dpkg").args(["-L", "rustc-web"])).unwrap_or_default();
    let found = files.lines().find(|file| file.ends_with("/bin/rustc"));
    found
        .map(PathBuf::from)
        .ok_or_else(|| "the package rustc-web holds no rustc".to_owned())
}

fn build_library(label: &str, rustc: &Path, cargo: &Path) -> Result<(), String> {
    let scratch = places::tools()?.join("wasm-library");
    places::remove_folder(&scratch)?;
    let write = |name: &str, text: &str| {
        let path = scratch.join(name);
        let made = fs::create_dir_all(scratch.join("src")).and_then(|()| fs::write(&path, text));
        made.map_err(|error| places::cannot("write", &path, &error))
    };
    let manifest = "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n";
    write("Cargo.toml", manifest)?;
    write("src/lib.rs", "#![no_std]\n")?;

    let mut build = Command::new(cargo);
    workshop::clean(&mut build);
    build
        .current_dir(&scratch)
        .args(["build", "--release", "--target", "wasm32-unknown-unknown"]);
    build.args(["-Z", "build-std=std,panic_abort,test,proc_macro"]);
    build
        .env("RUSTC", rustc)
        .env("CARGO_TARGET_DIR", scratch.join("target"));
    // The packaged compiler is a stable one; this lets it build its own library.
    build.env("RUSTC_BOOTSTRAP", "1");
    // Without bitcode, link-time optimisation across the library fails later.
    build.env("RUSTFLAGS", "-Cembed-bitcode=yes");
    run_quietly(label, &mut build, None)?;

    let sysroot = answer(Command::new(rustc).args(["--print", "sysroot"]))
        .ok_or_else(|| format!("{} does not say where its libraries are", rustc.display()))?;
    let version = answer(Command::new(rustc).arg("-vV")).unwrap_or_default();
    let libraries = toolchain::wasm_libraries(Path::new(&sysroot));
    places::remove_folder(&libraries)?;
    fs::create_dir_all(&libraries).map_err(|error| places::cannot("make", &libraries, &error))?;
    let built = scratch.join("target/wasm32-unknown-unknown/release/deps");
    for file in places::files_below(&built)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libscratch-") {
            fs::copy(&file, libraries.join(&name)).map_err(|error| places::cannot("copy", &file, &error))?;
        }
    }
    let stamp = libraries.join(STAMP);
    fs::write(&stamp, version).map_err(|error| places::cannot("write", &stamp, &error))?;
    places::remove_folder(&scratch)?;
    toolchain::forget_wasm_builds()
}

/// Packages of the list that are not installed; all of them where there is no dpkg.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let installed = |package: &&str| {
        let mut query = Command::new("dpkg-query");
        query.args(["-W", "-f=${db:Status-Abbrev}", package]);
        answer(&mut query).is_some_and(|status| status.starts_with("ii"))
    };
    packages
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect()
}

/// Whether apt-get is how software is installed here.
pub fn is_debian() -> bool {
    cfg!(target_os = "linux")
        && Path::new("/etc/debian_version").exists()
        && places::find(&["apt-get"]).is_some()
}

fn is_offered(package: &str) -> bool {
    answer(Command::new("apt-cache").args(["policy", package]))
        .is_some_and(|text| text.contains("Candidate:") && !text.contains("Candidate: (none)"))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("-q").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
