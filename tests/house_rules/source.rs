//! The project's files as the rules see them, and what a rule found.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::lexer;

/// One text file of the project.
#[derive(Debug, Clone)]
pub struct Source {
    /// From the root of the checkout, with `/`.
    pub path: String,
    /// As it is on disk.
    pub text: String,
    /// For Rust, style sheets and scripts: comments and the insides of strings blanked, lines and columns kept.
    pub code: String,
    /// The opposite: only what the comments say.
    pub comments: String,
}

impl Source {
    /// A file from its text; a planted violation is one that was never on disk.
    pub fn new(path: &str, text: &str) -> Self {
        let kind = path.rsplit('.').next().unwrap_or_default();
        let (code, comments) = match kind {
            "rs" => lexer::rust(text),
            "css" => lexer::css(text),
            "js" => lexer::script(text),
            _ => (text.to_owned(), text.to_owned()),
        };
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            comments,
        }
    }

    /// Whether it lies below a folder.
    pub fn is_in(&self, folder: &str) -> bool {
        self.path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether its name ends so.
    pub fn has_ending(&self, ending: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, found)| found == ending)
    }

    /// Its name without folder and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }

    /// A finding at a byte of the text.
    pub fn at(&self, byte: usize, advice: impl Into<String>) -> Finding {
        let before = self.text.as_bytes().get(..byte).unwrap_or_default();
        Finding {
            path: self.path.clone(),
            line: 1 + before.iter().filter(|letter| **letter == b'\n').count(),
            advice: advice.into(),
        }
    }
}

/// A place that breaks a rule, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which file.
    pub path: String,
    /// Which line, from 1.
    pub line: usize,
    /// What to do.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.advice)
    }
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the checkout")
        .to_path_buf()
}

/// What is read of the project: everything that people write and a rule may be about.
const FOLDERS: [&str; 6] = ["src", "crates", "xtask", "tests", "style", "public"];
const SINGLE_FILES: [&str; 1] = ["index.html"];
const ENDINGS: [&str; 5] = ["rs", "css", "js", "html", "toml"];

/// All files of the project that have rules.
pub fn project() -> Vec<Source> {
    let root = root();
    let mut paths = BTreeSet::new();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut paths);
    }
    paths.extend(
        SINGLE_FILES
            .map(|file| root.join(file))
            .into_iter()
            .filter(|path| path.is_file()),
    );
    paths.into_iter().map(|path| read(&root, &path)).collect()
}

fn read(root: &Path, path: &Path) -> Source {
    let relative = path.strip_prefix(root).expect("it was found below the root");
    let relative = relative.to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{relative}: {error}"));
    Source::new(&relative, &text)
}

fn collect(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            if path
                .file_name()
                .is_some_and(|name| name != "target" && name != "node_modules")
            {
                collect(&path, found);
            }
        } else if path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ENDINGS.contains(&ending))
        {
            found.insert(path);
        }
    }
}

/// Fails with everything that was found, and when there was nothing to look at.
pub fn check(name: &str, looked_at: usize, mut found: Vec<Finding>) {
    assert!(
        looked_at > 0,
        "{name}: no file was looked at; the rule has lost its subject"
    );
    found.sort();
    found.dedup();
    let list: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        found.is_empty(),
        "{name}: {} places\n{}\n",
        list.len(),
        list.join("\n")
    );
}
