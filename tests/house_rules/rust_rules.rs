//! Rules about Rust files and about files at large.

use std::collections::BTreeSet;

use super::source::{Finding, Source};
use super::walls::word_at;

const WALL_LINES: usize = 300;
const WRITTEN_BY_HAND: [&str; 6] = ["src", "crates", "xtask", "tests", "style", "public"];

/// A file has one reason to be opened.
pub fn files_stay_below_the_wall(files: &[Source]) -> Vec<Finding> {
    files
        .iter()
        .filter(|source| WRITTEN_BY_HAND.iter().any(|folder| source.is_in(folder)))
        .filter(|source| ["rs", "css", "js"].iter().any(|ending| source.has_ending(ending)))
        .filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > WALL_LINES).then(|| {
                source.at(
                    source.text.trim_end().len(),
                    format!("{lines} lines, the wall is {WALL_LINES}: split it by meaning"),
                )
            })
        })
        .collect()
}

/// `//!` is what a reader sees first.
pub fn rust_files_say_what_they_are(files: &[Source]) -> Vec<Finding> {
    rust(files)
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| {
            source.at(
                0,
                "begin with `//! ` and a sentence that says what the file is for",
            )
        })
        .collect()
}

/// HTML from text is how scripts get in.
pub fn nobody_writes_html_from_text(files: &[Source]) -> Vec<Finding> {
    let banned = [
        "inner_html",
        "set_inner_html",
        "outer_html",
        "set_outer_html",
        "insert_adjacent_html",
    ];
    let scripts = ["innerHTML", "outerHTML", "insertAdjacentHTML"];
    let mut found = Vec::new();
    for source in files
        .iter()
        .filter(|source| source.is_in("src") || source.is_in("public"))
    {
        let words: &[&str] = if source.has_ending("js") {
            &scripts
        } else {
            &banned
        };
        found.extend(words.iter().filter_map(|word| {
            let at = word_at(&source.code, word)?;
            Some(source.at(at, format!("`{word}`: write nodes or text, never HTML from text")))
        }));
    }
    found
}

/// A style attribute is blocked by the content security policy.
pub fn views_have_no_style_attribute(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in rust(files).filter(|source| source.is_in("src")) {
        for mark in [" style=", "attr:style"] {
            found.extend(everywhere(source, mark).map(|at| {
                source.at(at, "a style attribute is blocked by the CSP: a class, or `style:name=value` which goes through the CSSOM")
            }));
        }
    }
    found
}

/// `index.html` obeys the same policy.
pub fn the_first_page_has_nothing_inline(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in files
        .iter()
        .filter(|source| source.has_ending("html") && !source.is_in("tests"))
    {
        for mark in [
            "<style",
            " style=",
            " onclick=",
            " onload=",
            " onerror=",
            "<script>",
            "javascript:",
        ] {
            found.extend(everywhere(source, mark).map(|at| {
                source.at(
                    at,
                    format!("`{}` is blocked by the CSP: put it into a file", mark.trim()),
                )
            }));
        }
    }
    found
}

/// Handle an error once: pass it up or show it.
pub fn no_error_is_dropped_or_unwrapped(files: &[Source]) -> Vec<Finding> {
    let marks = [
        (
            ".unwrap()",
            "pass the error up, or `expect` with the reason it can't fail",
        ),
        (".ok();", "an error is passed up or shown, never dropped"),
        (
            "let _ =",
            "an error is passed up or shown, never dropped; `drop(…)` with the reason for what is no error",
        ),
        ("let _unused =", "an error is passed up or shown, never dropped"),
    ];
    let mut found = Vec::new();
    for source in rust(files).filter(|source| is_ours_to_ship(source)) {
        let tests = test_spans(&source.code);
        for (mark, advice) in marks {
            for at in everywhere(source, mark) {
                if !tests.iter().any(|(from, to)| (*from..*to).contains(&at)) {
                    found.push(source.at(at, format!("`{mark}`: {advice}")));
                }
            }
        }
    }
    found
}

/// A lint is silenced with a reason, and the silence ends with its cause.
pub fn lints_are_expected_never_allowed(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in rust(files) {
        for mark in ["#[allow(", "#![allow("] {
            found.extend(
                everywhere(source, mark)
                    .map(|at| source.at(at, "say `#[expect(…, reason = \"…\")]` instead of allow")),
            );
        }
    }
    found
}

/// What is left to do has an issue.
pub fn what_is_left_to_do_names_its_issue(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in files {
        for mark in ["TODO", "FIXME", "XXX"] {
            for (at, _) in source.comments.match_indices(mark) {
                let rest = source.comments.get(at + mark.len()..).unwrap_or_default();
                let issue = rest.strip_prefix("(#").and_then(|rest| rest.split_once(')'));
                let named = issue.is_some_and(|(number, _)| {
                    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
                });
                if !named {
                    found.push(source.at(
                        at,
                        format!("`{mark}`: name the issue, as in {mark}(#12), or do it"),
                    ));
                }
            }
        }
    }
    found
}

/// A name says what a thing is.
pub fn no_file_is_called_after_nothing(files: &[Source]) -> Vec<Finding> {
    const EMPTY: [&str; 9] = [
        "util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "shared",
    ];
    files
        .iter()
        .filter(|source| {
            source
                .path
                .split(['/', '.'])
                .flat_map(|part| part.split(['_', '-']))
                .any(|word| EMPTY.contains(&word))
        })
        .map(|source| {
            source.at(
                0,
                "the name says nothing: call it after what it is to a shopper or a reader",
            )
        })
        .collect()
}

/// A golden file without a type is a promise that nobody keeps. The other direction is `crates/wire/tests/golden.rs`.
pub fn every_golden_file_has_a_type(types: &[Source], goldens: &[String]) -> Vec<Finding> {
    let words = types
        .iter()
        .flat_map(|source| source.code.split(|letter: char| !letter.is_alphanumeric()));
    let known: BTreeSet<String> = words.map(str::to_lowercase).collect();
    goldens
        .iter()
        .filter(|stem| !known.contains(&stem.replace('_', "")))
        .map(|stem| Finding {
            path: format!("crates/wire/tests/golden/{stem}.json"),
            line: 1,
            advice: "there is no type of this name in crates/wire/src: delete the file, or write the type"
                .to_owned(),
        })
        .collect()
}

/// Rust files.
pub fn rust(files: &[Source]) -> impl Iterator<Item = &Source> {
    files.iter().filter(|source| source.has_ending("rs"))
}

/// Not a test, nor the machinery of tests.
fn is_ours_to_ship(source: &Source) -> bool {
    source.is_in("src")
        || source.is_in("xtask/src")
        || (source.is_in("crates") && source.path.contains("/src/"))
}

fn everywhere<'a>(source: &'a Source, mark: &'a str) -> impl Iterator<Item = usize> + 'a {
    source.code.match_indices(mark).map(|(at, _)| at)
}

/// From each `#[cfg(test)]` to the end of what it stands before.
fn test_spans(code: &str) -> Vec<(usize, usize)> {
    code.match_indices("#[cfg(test)]")
        .map(|(from, mark)| {
            let mut depth = 0_usize;
            for (ahead, letter) in code.get(from + mark.len()..).unwrap_or_default().char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth == 0 && matches!(letter, '}' | ';') {
                    return (from, from + mark.len() + ahead + 1);
                }
            }
            (from, code.len())
        })
        .collect()
}
