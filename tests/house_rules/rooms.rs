//! The rooms of the house, and who may look into whom. A new arrow is a change to this table in the same commit.

/// A room, what it may look into, and what it never names.
pub struct Room {
    /// As `docs/ARCHITECTURE.md` calls it.
    pub name: &'static str,
    /// Its folder or its file.
    pub place: &'static str,
    /// The other rooms it may name.
    pub may: &'static [&'static str],
    /// The outside worlds it never names.
    pub never: &'static [&'static str],
}

const fn room(
    name: &'static str,
    place: &'static str,
    may: &'static [&'static str],
    never: &'static [&'static str],
) -> Room {
    Room {
        name,
        place,
        may,
        never,
    }
}

/// Rules know nothing, doors know one world, parts know props, pages know the way.
pub const ROOMS: [Room; 16] = [
    room(
        "wire",
        "crates/wire/src",
        &[],
        &["leptos", "web_sys", "gloo", "tokio", "sqlx", "async", "router"],
    ),
    room(
        "json",
        "crates/json/src",
        &[],
        &["leptos", "web_sys", "gloo", "tokio", "sqlx", "async", "router"],
    ),
    room(
        "domain",
        "crates/domain/src",
        &["wire"],
        &[
            "leptos", "web_sys", "gloo", "tokio", "sqlx", "async", "router", "clock",
        ],
    ),
    room("browser", "src/browser", &[], &["gloo", "router"]),
    room("api", "src/api", &["domain", "wire", "json"], &["router"]),
    room(
        "stores",
        "src/stores",
        &["domain", "api", "browser", "wire", "json"],
        &["router", "gloo"],
    ),
    room("ui", "src/ui", &["browser"], &["router", "gloo"]),
    room(
        "features",
        "src/features",
        &["ui", "stores", "domain", "browser", "paths", "wire"],
        &["gloo"],
    ),
    room(
        "pages",
        "src/pages",
        &[
            "features", "ui", "stores", "api", "domain", "browser", "paths", "wire",
        ],
        &["gloo"],
    ),
    room(
        "embed",
        "src/embed",
        &["ui", "features", "domain", "api", "browser", "wire"],
        &["router", "gloo"],
    ),
    room("paths", "src/paths.rs", &["wire"], &["router", "gloo"]),
    room(
        "app",
        "src/app.rs",
        &["pages", "features", "ui", "stores", "browser", "paths"],
        &["gloo"],
    ),
    room("start", "src/main.rs", &["app", "browser"], &["gloo"]),
    room(
        "start of the embed",
        "src/bin",
        &["embed", "browser"],
        &["gloo", "router"],
    ),
    room(
        "backend",
        "crates/backend/src",
        &["wire", "domain"],
        &["leptos", "web_sys", "gloo", "router"],
    ),
    room(
        "tasks",
        "xtask/src",
        &[],
        &["leptos", "web_sys", "gloo", "tokio", "sqlx", "async", "router"],
    ),
];
