//! Rules about style sheets: one sheet per part, tokens only, logical sides.

use super::source::{Finding, Source};
use super::walls::word_at;

/// Sheets that belong to no part: (path, why).
const SHEETS_WITHOUT_A_PART: [(&str, &str); 3] = [
    ("style/tokens.css", "the values that all others use"),
    ("style/base.css", "the elements before any part"),
    (
        "style/first_paint.css",
        "the page before the app, which index.html draws",
    ),
];

/// Parts so small that they live in another's file and sheet: (sheet, class, why).
const LODGERS: [(&str, &str, &str); 2] = [
    (
        "style/features/note_view.css",
        "note-pictures",
        "the strip of pictures is only ever in a note",
    ),
    (
        "style/features/note_view.css",
        "hotspot",
        "a point in a note's picture",
    ),
];

/// Physical sides where logical ones would be wrong: (sheet, property, why).
const PHYSICAL_SIDES: [(&str, &str, &str); 1] = [(
    "style/features/note_card.css",
    "left",
    "a cell of the masonry is moved by a transform, which knows no logical sides",
)];

const ROOMS_WITH_SHEETS: [&str; 3] = ["ui", "features", "pages"];

/// A sheet that is not in `index.html` styles nothing.
pub fn every_sheet_is_listed_in_the_first_page(files: &[Source]) -> Vec<Finding> {
    let index = files.iter().find(|source| source.path == "index.html");
    let listed =
        |sheet: &Source| index.is_some_and(|index| index.text.contains(&format!("\"{}\"", sheet.path)));
    sheets(files)
        .filter(|sheet| !listed(sheet))
        .map(|sheet| {
            sheet.at(
                0,
                format!(
                    "list it in index.html: <link data-trunk rel=\"css\" href=\"{}\">",
                    sheet.path
                ),
            )
        })
        .collect()
}

/// `cart_drawer.css` stands for `cart_drawer.rs` in the same room, or somebody will look for it in vain.
pub fn every_sheet_has_its_part(files: &[Source]) -> Vec<Finding> {
    let is_exempt = |sheet: &Source| SHEETS_WITHOUT_A_PART.iter().any(|(path, _)| sheet.path == *path);
    sheets(files)
        .filter(|sheet| !is_exempt(sheet))
        .filter_map(|sheet| {
            let place = sheet
                .path
                .strip_prefix("style/")
                .and_then(|rest| rest.strip_suffix(".css"));
            let part = format!("src/{}.rs", place.unwrap_or_default());
            let folder = format!("src/{}/mod.rs", place.unwrap_or_default());
            let there = files
                .iter()
                .any(|source| source.path == part || source.path == folder);
            (!there).then(|| {
                sheet.at(
                    0,
                    format!("there is no {part}: a sheet has the stem and the room of its part"),
                )
            })
        })
        .collect()
}

/// Nobody has to search for the sheet of a class: what a selector is about is the sheet's own part, or lies inside it.
pub fn a_sheet_styles_its_own_part(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    let in_a_room = |sheet: &&Source| {
        ROOMS_WITH_SHEETS
            .iter()
            .any(|room| sheet.is_in(&format!("style/{room}")))
    };
    for sheet in sheets(files).filter(in_a_room) {
        let own = sheet.stem().replace('_', "-");
        for (selector, at) in outer_selectors(&sheet.code) {
            if !classes(selector).any(|class| is_own(sheet, &own, class)) {
                found.push(sheet.at(
                    at,
                    format!("`{selector}` is about another part; a selector here begins with `.{own}`, or with a lodger of the list in tests/house_rules/style_rules.rs"),
                ));
            }
        }
    }
    found
}

fn is_own(sheet: &Source, own: &str, class: &str) -> bool {
    let is_of = |name: &str| {
        class
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("__") || rest.starts_with("--"))
    };
    let page = format!("page--{own}");
    let lodgers = LODGERS.iter().filter(|(path, _, _)| sheet.path == *path);
    is_of(own)
        || (sheet.is_in("style/pages") && class == page)
        || lodgers.into_iter().any(|(_, name, _)| is_of(name))
}

/// Arabic reads from the right.
pub fn sides_are_logical(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for sheet in sheets(files) {
        for (property, value, at) in declarations(&sheet.code) {
            let side_in_name = property.split('-').any(|word| word == "left" || word == "right");
            let takes_a_side = matches!(property, "text-align" | "float" | "clear");
            let side_in_value = takes_a_side
                && value
                    .split_whitespace()
                    .any(|word| word == "left" || word == "right");
            let allowed = PHYSICAL_SIDES
                .iter()
                .any(|(path, name, _)| sheet.path == *path && property == *name);
            if (side_in_name || side_in_value) && !allowed && !property.starts_with("--") {
                found.push(sheet.at(
                    at,
                    format!("`{property}: {value}`: say inline-start or inline-end, so that it turns round in Arabic"),
                ));
            }
        }
    }
    found
}

/// A colour that is not a token is wrong in one of the two themes.
pub fn colours_come_from_the_tokens(files: &[Source]) -> Vec<Finding> {
    const FUNCTIONS: [&str; 9] = [
        "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
    ];
    const NAMES: [&str; 14] = [
        "white", "black", "red", "green", "blue", "gray", "grey", "yellow", "orange", "pink", "purple",
        "brown", "teal", "navy",
    ];
    let mut found = Vec::new();
    for sheet in sheets(files).filter(|sheet| sheet.path != "style/tokens.css") {
        for (property, value, at) in declarations(&sheet.code) {
            // A mask's colours are only more or less.
            let is_mask = property.contains("mask");
            let hex = value.split([' ', ',', '(', ')']).any(|word| {
                word.strip_prefix('#').is_some_and(|digits| {
                    (3..=8).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
                })
            });
            let function = FUNCTIONS.iter().any(|function| value.contains(function));
            let name = NAMES.iter().any(|name| {
                word_at(value, name).is_some_and(|at| !value.get(..at).unwrap_or_default().ends_with('-'))
            });
            if !is_mask && (hex || function || name) {
                found.push(sheet.at(
                    at,
                    format!("`{property}: {value}`: name the colour in style/tokens.css, once per theme"),
                ));
            }
        }
    }
    found
}

/// The cascade is ordered by layers, not by luck.
pub fn every_sheet_is_one_layer(files: &[Source]) -> Vec<Finding> {
    sheets(files)
        .filter(|sheet| {
            ROOMS_WITH_SHEETS
                .iter()
                .any(|room| sheet.is_in(&format!("style/{room}")))
        })
        .filter_map(|sheet| {
            let room = sheet.path.split('/').nth(1).unwrap_or_default();
            let opening = format!("@layer {room} {{");
            (!sheet.code.trim_start().starts_with(&opening))
                .then(|| sheet.at(0, format!("begin with `{opening}`")))
        })
        .collect()
}

/// All style sheets of the storefront.
pub fn sheets(files: &[Source]) -> impl Iterator<Item = &Source> {
    files
        .iter()
        .filter(|source| source.is_in("style") && source.has_ending("css"))
}

/// The text pieces between braces and semicolons: (piece, start, the letter that ended it).
fn pieces(code: &str) -> impl Iterator<Item = (&str, usize, char)> {
    let mut start = 0;
    code.match_indices(['{', '}', ';']).filter_map(move |(at, end)| {
        let piece = code.get(start..at)?;
        let from = start + (piece.len() - piece.trim_start().len());
        start = at + end.len();
        Some((piece.trim(), from, end.chars().next()?))
    })
}

/// The selectors that are not nested in another one: what a rule is about.
fn outer_selectors(code: &str) -> Vec<(&str, usize)> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for (piece, from, end) in pieces(code) {
        match end {
            '{' => {
                let is_at_rule = piece.starts_with('@');
                if !is_at_rule && !open.contains(&true) {
                    found.extend(at_commas(piece).map(|(part, at)| (part, from + at)));
                }
                // The steps of an animation are no selectors: they count as nested.
                open.push(!is_at_rule || piece.starts_with("@keyframes"));
            }
            '}' => drop(open.pop()),
            _ => {}
        }
    }
    found
}

fn at_commas(selector: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut depth = 0_usize;
    selector
        .split(move |letter| {
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            letter == ',' && depth == 0
        })
        .scan(0, |from, part| {
            let at = *from + part.len() - part.trim_start().len();
            *from += part.len() + 1;
            Some((part.trim(), at))
        })
}

fn classes(selector: &str) -> impl Iterator<Item = &str> {
    selector.split('.').skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_');
        rest.get(..end.unwrap_or(rest.len()))
    })
}

fn declarations(code: &str) -> impl Iterator<Item = (&str, &str, usize)> {
    pieces(code)
        .filter(|(piece, _, end)| *end != '{' && !piece.starts_with('@'))
        .filter_map(|(piece, from, _)| {
            let (property, value) = piece.split_once(':')?;
            Some((property.trim(), value.trim(), from))
        })
}
