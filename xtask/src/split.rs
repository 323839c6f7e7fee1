//! Cuts the storefront's wasm into pieces: what the first page needs, and pages that come when they are opened.
//!
//! Where it is cut is said in `src/pages/apart.rs`. trunk knows nothing of it, so what it made of the wasm is made anew: the
//! linker's wasm is cut first, and wasm-bindgen then sees only the first piece.

use crate::places::{self, cannot, target};
use crate::process::run_quietly;
use crate::workshop::Workshop;
use std::fs;
use std::path::{Path, PathBuf};

/// The linker must tell where functions and data are referred to, or nothing could be moved.
pub const RUSTFLAGS: &str = "-Clink-args=--emit-relocs";

/// What the pieces' loaders are imported from.
const LINKS: &str = "./__wasm_split.js";
/// How the loaders tell the console that a piece did not come.
const REPORTS: &str = "console.error(e);";
/// A connection that is lost, or a page that is left meanwhile, is no fault of the code: `fetch` fails with a `TypeError`
/// then, and the page says so where it matters. Anything else is one.
const REPORTS_FAULTS: &str = "if (!(e instanceof TypeError)) console.error(e);";

/// The script beside trunk's wasm, and the wasm.
#[derive(Debug)]
pub struct Made {
    /// wasm-bindgen's script.
    pub script: PathBuf,
    /// The first piece.
    pub first: PathBuf,
    /// The others.
    pub pieces: Vec<PathBuf>,
}

/// What trunk left in the folder.
pub fn made(folder: &Path) -> Result<Made, String> {
    let name = |file: &Path| file.file_name().map(|name| name.to_string_lossy().into_owned());
    let first = places::files_below(folder)?
        .into_iter()
        .find(|file| name(file).is_some_and(|name| name.ends_with("_bg.wasm")))
        .ok_or("trunk left no wasm")?;
    let script = name(&first).unwrap_or_default().replace("_bg.wasm", ".js");
    Ok(Made {
        script: first.with_file_name(script),
        first,
        pieces: Vec::new(),
    })
}

/// Cuts it, and puts the pieces in trunk's folder.
pub fn cut(workshop: &Workshop, program: &Path, folder: &Path) -> Result<Made, String> {
    let mut made = made(folder)?;
    let work = target().join("split");
    places::remove_folder(&work)?;
    fs::create_dir_all(&work).map_err(|error| cannot("make", &work, &error))?;
    let linked = target().join("wasm32-unknown-unknown/web/meadow.wasm");
    let mut cut = workshop.command(program);
    cut.arg(&linked).arg(&work).args(["--out-name", "meadow"]);
    run_quietly("wasm-split", &mut cut, None)?;
    let bound = work.join("bound");
    let mut bind = workshop.command("wasm-bindgen");
    // The pieces import the table of functions, which the linker exports.
    bind.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--out-name",
        "meadow",
    ])
    .arg("--out-dir")
    .arg(&bound)
    .arg(work.join("meadow.wasm"));
    run_quietly("wasm-bindgen", &mut bind, None)?;
    let script = joined(
        &read(&bound.join("meadow.js"))?,
        &read(&work.join("__wasm_split.js"))?,
    )?;
    write(&made.script, &script)?;
    copy(&bound.join("meadow_bg.wasm"), &made.first)?;
    for piece in places::files_below(&work)? {
        let is_piece = piece.parent() == Some(work.as_path())
            && piece.extension().is_some_and(|kind| kind == "wasm")
            && !piece.ends_with("meadow.wasm");
        if is_piece {
            let to = folder.join(piece.file_name().unwrap_or_default());
            copy(&piece, &to)?;
            made.pieces.push(to);
        }
    }
    if made.pieces.is_empty() {
        return Err("the wasm was not cut anywhere; is src/pages/apart.rs compiled with `split`?".to_owned());
    }
    Ok(made)
}

/// One script of wasm-bindgen's and the loaders'. As two files each would have to know the other's name, and a name is made
/// of what the file says.
fn joined(script: &str, loaders: &str) -> Result<String, String> {
    let mut own = String::new();
    let mut names = Vec::new();
    for line in loaders.lines().filter(|line| !line.starts_with("import ")) {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let declared = line
            .strip_prefix("const ")
            .and_then(|rest| rest.split_whitespace().next());
        names.extend(declared.filter(|name| name.starts_with("__wasm_split_load_")));
        own.push_str(if line.trim() == REPORTS {
            REPORTS_FAULTS
        } else {
            line
        });
        own.push('\n');
    }
    if !own.contains(REPORTS_FAULTS) {
        return Err(
            "the loaders tell of failures in another way; change REPORTS in xtask/src/split.rs".to_owned(),
        );
    }
    // One import for every loader, each under a name of its own.
    let (imports, rest): (Vec<&str>, Vec<&str>) = script
        .lines()
        .partition(|line| line.starts_with("import ") && line.contains(LINKS));
    if imports.is_empty() || names.is_empty() {
        return Err("wasm-bindgen's script imports no loaders".to_owned());
    }
    for import in imports {
        let alias = import
            .strip_prefix("import * as ")
            .and_then(|rest| rest.split_whitespace().next())
            .ok_or_else(|| format!("wasm-bindgen imports the loaders in another way: {import}"))?;
        own.push_str(&format!("const {alias} = {{ {} }};\n", names.join(", ")));
    }
    Ok(format!("{}\n{own}", rest.join("\n")))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| cannot("read", file, &error))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| cannot("write", file, &error))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| cannot("copy", from, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_import_of_the_loaders_becomes_a_name_in_the_one_script() {
        let script = "import * as a from \"./__wasm_split.js\"\nimport * as b from \"./__wasm_split.js\"\nuse(a, b);\n";
        let loaders = "import { initSync } from \"./meadow.js\";\n    console.error(e);\nexport const __wasm_split_load_live = load();\n";
        assert_eq!(
            joined(script, loaders).as_deref(),
            Ok("use(a, b);\n\
                if (!(e instanceof TypeError)) console.error(e);\n\
                const __wasm_split_load_live = load();\n\
                const a = { __wasm_split_load_live };\n\
                const b = { __wasm_split_load_live };\n")
        );
        assert!(
            joined("use();\n", loaders).is_err(),
            "nothing would load the pieces"
        );
        let silent = loaders.replace("console.error(e);", "");
        assert!(
            joined(script, &silent).is_err(),
            "they may tell of everything again"
        );
    }
}
