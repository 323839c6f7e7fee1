//! Brotli and gzip beside each file that is worth it, made once at build time at the highest level.

use crate::places::{self, files_below};
use crate::process::run_quietly;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Kinds of file that shrink; pictures and video do not.
const KINDS: [&str; 10] = [
    "html",
    "js",
    "mjs",
    "css",
    "wasm",
    "json",
    "svg",
    "webmanifest",
    "txt",
    "xml",
];

/// Node's own zlib, where the command line tools are missing.
const NODE: &str = r#"
const fs = require("fs"), zlib = require("zlib"), c = zlib.constants;
for (const file of process.argv.slice(1)) {
  const bytes = fs.readFileSync(file);
  const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  fs.writeFileSync(file + ".br", zlib.brotliCompressSync(bytes, { params }));
  fs.writeFileSync(file + ".gz", zlib.gzipSync(bytes, { level: 9 }));
}"#;

/// Compresses what is below a folder and returns those files.
pub fn compress(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let worth_it = |file: &PathBuf| {
        file.extension()
            .is_some_and(|kind| KINDS.iter().any(|known| kind == *known))
    };
    let files: Vec<PathBuf> = files_below(folder)?.into_iter().filter(worth_it).collect();
    if places::find(&["brotli"]).is_some() && places::find(&["gzip"]).is_some() {
        let mut brotli = Command::new("brotli");
        brotli
            .args(["--quality=11", "--lgwin=24", "--keep", "--force", "--"])
            .args(&files);
        run_quietly("brotli", &mut brotli, None)?;
        let mut gzip = Command::new("gzip");
        gzip.args(["-9", "--no-name", "--keep", "--force", "--"])
            .args(&files);
        run_quietly("gzip", &mut gzip, None)?;
    } else if places::find(&["node"]).is_some() {
        run_quietly(
            "node's zlib",
            Command::new("node").args(["-e", NODE, "--"]).args(&files),
            None,
        )?;
    } else {
        return Err(
            "nothing here compresses: install the command line tools brotli and gzip, or Node.js".to_owned(),
        );
    }
    Ok(files)
}

/// The size of a file as it is, and of its brotli neighbour.
pub fn sizes(file: &Path) -> (u64, u64) {
    let size = |file: &Path| fs::metadata(file).map_or(0, |about| about.len());
    let mut small = file.as_os_str().to_owned();
    small.push(".br");
    (size(file), size(Path::new(&small)))
}
