//! From trunk's output to the folder that is served: one style sheet, names that are hashes of their content,
//! integrity for what runs.

use crate::places::cannot;
use crate::process::answer;
use crate::{html, places};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the first page view downloads to run.
#[derive(Debug)]
pub struct Site {
    /// File names of the storefront's wasm and JavaScript.
    pub code: Vec<String>,
    /// File names of the wasm that comes when a page is opened.
    pub later: Vec<String>,
}

/// Rewrites the folder in place; `pieces` are the parts of the wasm that come later.
pub fn finish(folder: &Path, pieces: &[PathBuf]) -> Result<Site, String> {
    let index = folder.join("index.html");
    let mut page = read(&index)?;
    let boot = html::find(&page, "script", |tag| html::attribute(tag, "data-wasm").is_some())
        .ok_or("index.html starts no wasm: it needs the rust link that Trunk.toml describes")?;
    let named = |name: &str| -> Result<String, String> {
        let path = html::attribute(&boot, name).ok_or_else(|| format!("the start script has no {name}"))?;
        Ok(path.trim_start_matches('/').to_owned())
    };
    let wasm = Hashed::rename(folder, &named("data-wasm")?, "meadow", "wasm")?;
    let later = name_pieces(folder, pieces, &folder.join(named("data-js")?))?;
    let glue = Hashed::rename(folder, &named("data-js")?, "meadow", "js")?;
    let start = Hashed::rename(folder, &named("src")?, "boot", "js")?;

    let script = format!(
        "<script type=\"module\" src=\"/{}\" integrity=\"{}\" data-js=\"/{}\" data-wasm=\"/{}\" data-integrity=\"{}\">",
        start.name, start.integrity, glue.name, wasm.name, wasm.integrity
    );
    page = page.replace(&boot, &script);
    if let Some(preload) = html::find(&page, "link", |tag| {
        html::attribute(tag, "rel").as_deref() == Some("modulepreload")
    }) {
        let better = format!(
            "<link rel=\"modulepreload\" href=\"/{}\" integrity=\"{}\">",
            glue.name, glue.integrity
        );
        page = page.replace(&preload, &better);
    }
    page = bundle_sheets(folder, page)?;
    write(&index, &page)?;

    let mut code = vec![wasm.name, glue.name, start.name];
    let snippets = folder.join("snippets");
    if snippets.is_dir() {
        for file in places::files_below(&snippets)? {
            code.push(
                file.strip_prefix(folder)
                    .unwrap_or(&file)
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    Ok(Site { code, later })
}

/// Gives the pieces their names, in the script that fetches them too, and lets it check what comes.
fn name_pieces(folder: &Path, pieces: &[PathBuf], script: &Path) -> Result<Vec<String>, String> {
    let mut text = read(script)?;
    let mut names = Vec::new();
    for piece in pieces {
        let from = piece
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let stem = from.trim_end_matches(".wasm");
        let named = Hashed::rename(folder, &from, stem, "wasm")?;
        let fetched = format!("fetch(new URL(\"./{from}\", import.meta.url))");
        if !text.contains(&fetched) {
            return Err(format!("the script does not fetch {from} as it did before"));
        }
        let checked = format!(
            "fetch(new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }})",
            named.name, named.integrity
        );
        text = text.replace(&fetched, &checked);
        names.push(named.name);
    }
    write(script, &text)?;
    Ok(names)
}

/// A file under a name made of its content, so that it can be cached for ever.
struct Hashed {
    name: String,
    integrity: String,
}

impl Hashed {
    fn rename(folder: &Path, from: &str, stem: &str, extension: &str) -> Result<Self, String> {
        let old = folder.join(from);
        let digest = sha384(&old)?;
        let start = digest.get(..16).unwrap_or(&digest);
        let name = format!("{stem}-{start}.{extension}");
        fs::rename(&old, folder.join(&name)).map_err(|error| cannot("rename", &old, &error))?;
        Ok(Self {
            name,
            integrity: format!("sha384-{}", base64(&bytes(&digest))),
        })
    }
}

/// Joins the sheets in the order of their links: one request instead of one per part of the shop.
fn bundle_sheets(folder: &Path, mut page: String) -> Result<String, String> {
    let is_sheet = |tag: &str| {
        html::attribute(tag, "rel").as_deref() == Some("stylesheet")
            && html::attribute(tag, "media").is_none()
            && html::attribute(tag, "href").is_some_and(|href| href.starts_with('/'))
    };
    const MARK: &str = "<!--sheet-->";
    let mut styles = String::new();
    while let Some(tag) = html::find(&page, "link", is_sheet) {
        let href = html::attribute(&tag, "href").unwrap_or_default();
        let file = folder.join(href.trim_start_matches('/'));
        styles.push_str(&html::compact_css(&read(&file)?));
        fs::remove_file(&file).map_err(|error| cannot("remove", &file, &error))?;
        let mark = if page.contains(MARK) { "" } else { MARK };
        page = page.replacen(&tag, mark, 1);
    }
    if styles.is_empty() {
        return Ok(page);
    }
    write(&folder.join("style.css"), &styles)?;
    let sheet = Hashed::rename(folder, "style.css", "style", "css")?;
    let link = format!(
        "<link rel=\"stylesheet\" href=\"/{}\" integrity=\"{}\">",
        sheet.name, sheet.integrity
    );
    Ok(html::without_empty_lines(&page.replacen(MARK, &link, 1)))
}

/// The digest in hexadecimal, by whichever of the usual programs is here.
fn sha384(file: &Path) -> Result<String, String> {
    let programs: [(&str, &[&str]); 3] = [
        ("sha384sum", &[]),
        ("shasum", &["-a", "384"]),
        ("openssl", &["dgst", "-sha384", "-r"]),
    ];
    let digest = programs.iter().find_map(|(program, words)| {
        let text = answer(Command::new(program).args(*words).arg(file))?;
        text.split_whitespace()
            .next()
            .map(|word| word.trim_start_matches('\\').to_owned())
    });
    match digest {
        Some(digest) if digest.len() == 96 => Ok(digest),
        _ => Err("none of sha384sum, shasum and openssl is here to make integrity values".to_owned()),
    }
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u8> = hexadecimal
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| (byte << 4) | digit))
        .collect()
}

/// Base64 of bytes whose number is a multiple of three, as a SHA-384 digest's is.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| char::from(LETTERS.get((bits & 63) as usize).copied().unwrap_or(b'='));
    let three = |group: &[u8]| {
        let bits = group
            .iter()
            .fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte));
        [
            letter(bits >> 18),
            letter(bits >> 12),
            letter(bits >> 6),
            letter(bits),
        ]
    };
    bytes.chunks_exact(3).flat_map(three).collect()
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| cannot("read", file, &error))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| cannot("write", file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_becomes_the_value_browsers_expect() {
        // The SHA-384 of nothing, from FIPS 180-4's examples.
        let digest = "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b";
        let expected = "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(base64(&bytes(digest)), expected);
    }

    #[test]
    fn sheets_are_joined_in_their_order() {
        let folder = std::env::temp_dir().join(format!("meadow-sheets-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        assert!(fs::create_dir_all(&folder).is_ok());
        assert!(write(&folder.join("a.css"), "a { color: red; }\n").is_ok());
        assert!(write(&folder.join("b.css"), "/* why */\nb { color: blue; }\n").is_ok());
        let page = "<head>\n<link rel=\"stylesheet\" href=\"/b.css\">\n<link href=\"/a.css\" rel=\"stylesheet\"/>\n</head>";
        let page = bundle_sheets(&folder, page.to_owned()).unwrap_or_default();
        let files = places::files_below(&folder).unwrap_or_default();
        let text = files
            .first()
            .map(|file| read(file).unwrap_or_default())
            .unwrap_or_default();
        assert_eq!(text, "b { color: blue; }\na { color: red; }\n");
        assert_eq!(files.len(), 1);
        assert_eq!(page.matches("<link").count(), 1);
        drop(fs::remove_dir_all(&folder));
    }
}
