//! The walls between the rooms, checked against the table in `rooms.rs`.

use super::paths::{Named, named};
use super::rooms::{ROOMS, Room};
use super::source::{Finding, Source};

/// What a room names, once per name, with its place.
fn arrows(source: &Source) -> Vec<(&'static str, Named)> {
    named(source)
        .into_iter()
        .filter_map(|named| Some((target(source, &named)?, named)))
        .collect()
}

/// Which room a path leads into.
fn target(source: &Source, named: &Named) -> Option<&'static str> {
    let first = named.path.first().map(String::as_str)?;
    let second = named.path.get(1).map(String::as_str);
    match (first, second) {
        ("meadow_wire", _) => Some("wire"),
        ("meadow_domain", _) => Some("domain"),
        ("meadow_json", _) => Some("json"),
        ("meadow_backend", _) => Some("backend"),
        ("crate" | "meadow", Some(inside)) if source.is_in("src") => ROOMS
            .iter()
            .filter(|room| room.place.starts_with("src/"))
            .map(|room| room.name)
            .find(|name| *name == inside),
        ("meadow", _) => Some("app"),
        _ => None,
    }
}

/// Which outside world a path leads into.
fn world(named: &Named) -> Option<&'static str> {
    match named.path.first().map(String::as_str)? {
        "leptos" => Some("leptos"),
        "leptos_router" => Some("router"),
        "web_sys" => Some("web_sys"),
        first if first == "gloo" || first.starts_with("gloo_") => Some("gloo"),
        "tokio" => Some("tokio"),
        "sqlx" => Some("sqlx"),
        "std"
            if named.path.get(1).is_some_and(|word| word == "time")
                && named
                    .path
                    .iter()
                    .any(|word| word == "SystemTime" || word == "Instant") =>
        {
            Some("clock")
        }
        _ => None,
    }
}

fn room_of(source: &Source) -> Option<&'static Room> {
    ROOMS
        .iter()
        .find(|room| source.path == room.place || source.is_in(room.place))
}

/// Nobody looks where the table has no arrow.
pub fn rooms_look_only_where_they_may(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (source, room) in files.iter().filter_map(|source| Some((source, room_of(source)?))) {
        if !source.has_ending("rs") {
            continue;
        }
        for (target, named) in arrows(source) {
            if target != room.name && !room.may.contains(&target) {
                found.push(source.at(
                    named.at,
                    format!(
                        "`{}`: {} may look into {:?}, not into {target}; move it, or pass it in as a value or a callback",
                        named.path.join("::"),
                        room.name,
                        room.may
                    ),
                ));
            }
        }
        for named in named(source) {
            if let Some(world) = world(&named).filter(|world| room.never.contains(world)) {
                let path = named.path.join("::");
                found.push(source.at(named.at, format!("`{path}`: {} never names {world}", room.name)));
            }
        }
        if room.never.contains(&"async")
            && let Some(at) = word_at(&source.code, "async")
        {
            found.push(source.at(
                at,
                format!("`async`: {} is plain arithmetic, nothing waits in it", room.name),
            ));
        }
    }
    found
}

/// Every file of the storefront and its crates belongs to a room.
pub fn every_file_belongs_to_a_room(files: &[Source]) -> Vec<Finding> {
    files
        .iter()
        .filter(|source| source.has_ending("rs") && (source.is_in("src") || source.path.contains("/src/")))
        .filter(|source| !source.is_in("tests") && source.path != "src/lib.rs" && room_of(source).is_none())
        .map(|source| {
            source.at(
                0,
                "it is in no room: give its folder a row in tests/house_rules/rooms.rs",
            )
        })
        .collect()
}

/// Modules of `src/pages/mod.rs` that are no page: how pages come, and what they share.
const BESIDE_PAGES: [&str; 2] = ["apart", "failed"];

/// A page is every module that `src/pages/mod.rs` has, but for what pages share. Only `apart` names them all: it brings them.
pub fn pages_never_name_each_other(files: &[Source]) -> Vec<Finding> {
    let Some(index) = files.iter().find(|source| source.path == "src/pages/mod.rs") else {
        return Vec::new();
    };
    let module = |line: &str| {
        let rest = line.trim().strip_prefix("pub ").unwrap_or(line.trim());
        let name = rest.strip_prefix("mod ")?.strip_suffix(';')?;
        Some(name.trim().to_owned())
    };
    let pages: Vec<String> = index
        .code
        .lines()
        .filter_map(module)
        .filter(|name| !BESIDE_PAGES.contains(&name.as_str()))
        .collect();
    let mut found = Vec::new();
    for source in files
        .iter()
        .filter(|source| source.is_in("src/pages") && source.path != index.path)
        .filter(|source| source.path != "src/pages/apart.rs")
    {
        let own = source
            .path
            .split('/')
            .nth(2)
            .unwrap_or_default()
            .trim_end_matches(".rs");
        for named in named(source) {
            let page = match named
                .path
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .as_slice()
            {
                ["crate", "pages", page, ..] if *page != own && pages.iter().any(|one| one == page) => {
                    (*page).to_owned()
                }
                _ => continue,
            };
            found.push(source.at(
                named.at,
                format!("the page `{own}` names the page `{page}`: share it through a store, a feature, or a file of src/pages/ that is no page"),
            ));
        }
    }
    found
}

/// The browser's door and the server's door are the only ones.
pub fn only_a_door_opens_its_world(files: &[Source]) -> Vec<Finding> {
    let doors: [(&[&str], &str, &str); 2] = [
        (
            &["web_sys", "window"],
            "src/browser",
            "take a hook or a function from src/browser/",
        ),
        (&["gloo_net"], "src/api", "one function per endpoint in src/api/"),
    ];
    let mut found = Vec::new();
    for source in files
        .iter()
        .filter(|source| source.is_in("src") && source.has_ending("rs"))
    {
        for named in named(source) {
            let opened = doors.iter().find(|(world, door, _)| {
                !source.is_in(door)
                    && named
                        .path
                        .iter()
                        .map(String::as_str)
                        .take(world.len())
                        .eq(world.iter().copied())
            });
            if let Some((_, _, advice)) = opened {
                found.push(source.at(named.at, format!("`{}`: {advice}", named.path.join("::"))));
            }
        }
    }
    found
}

/// What a package may depend on, tests aside. `wire` and `domain` end up in the wasm and everywhere else.
const MAY_DEPEND_ON: [(&str, &[&str]); 3] = [
    ("crates/wire/Cargo.toml", &["serde", "utoipa"]),
    ("crates/json/Cargo.toml", &["serde"]),
    ("crates/domain/Cargo.toml", &["meadow-wire", "thiserror"]),
];

/// The two lowest rooms stay light.
pub fn wire_and_domain_depend_on_next_to_nothing(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, may) in MAY_DEPEND_ON {
        for source in files.iter().filter(|source| source.path == path) {
            let mut byte = 0;
            let mut section = "";
            for line in source.text.split_inclusive('\n') {
                if line.starts_with('[') {
                    section = line.trim();
                }
                let name = line.split(['.', '=', ' ']).next().unwrap_or_default().trim();
                let is_dependency =
                    section == "[dependencies]" && line.contains('=') && !line.starts_with('#');
                if is_dependency && !may.contains(&name) {
                    found.push(source.at(byte, format!("{name}: only {may:?} may be used here")));
                }
                byte += line.len();
            }
        }
    }
    found
}

/// Where a whole word first stands.
pub fn word_at(code: &str, word: &str) -> Option<usize> {
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = code.get(..*at).and_then(|text| text.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(in_word) && !after.is_some_and(in_word)
    })
}
