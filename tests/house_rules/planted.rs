//! Planted violations: each rule must find its own, and must leave what is fine alone.

use super::Rule;
use super::source::{Finding, Source};
use super::{rust_rules, walls};

/// What a rule finds in some files, as `path:line`.
pub fn findings(rule: Rule, files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<Source> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
    let place = |finding: Finding| format!("{}:{}", finding.path, finding.line);
    rule(&files).into_iter().map(place).collect()
}

/// The last line breaks the rule, and nothing before it does.
pub fn catches(rule: Rule, path: &str, text: &str) {
    let last = text.lines().count();
    let found = findings(rule, &[(path, text)]);
    assert!(!found.is_empty(), "nothing was found in {path}:\n{text}");
    assert!(
        found.iter().all(|place| *place == format!("{path}:{last}")),
        "{found:?}"
    );
}

/// Nothing is found.
pub fn leaves_alone(rule: Rule, path: &str, text: &str) {
    assert_eq!(
        findings(rule, &[(path, text)]),
        Vec::<String>::new(),
        "{path}:\n{text}"
    );
}

#[test]
fn walls_are_seen_in_use_and_in_paths_and_not_in_words() {
    let rule = walls::rooms_look_only_where_they_may;
    catches(
        rule,
        "src/ui/button.rs",
        "use crate::browser::focus;\nuse crate::stores::cart::CartStore;",
    );
    catches(
        rule,
        "src/ui/button.rs",
        "use crate::{\n    browser::focus, api::cart,\n};"
            .replace('\n', " ")
            .as_str(),
    );
    catches(
        rule,
        "src/ui/button.rs",
        "//! x\nfn f(id: meadow_wire::NoteId) {}",
    );
    catches(
        rule,
        "src/features/price.rs",
        "use crate::ui::Icon;\nuse super::super::api::client;",
    );
    catches(
        rule,
        "src/stores/cart.rs",
        "use leptos::prelude::*;\nuse leptos_router::hooks::use_params;",
    );
    catches(rule, "src/browser/time.rs", "//! x\nuse meadow_wire::Timestamp;");
    catches(rule, "src/api/cart.rs", "//! x\nuse crate::stores::session;");
    catches(rule, "crates/domain/src/cart.rs", "//! x\npub async fn f() {}");
    catches(
        rule,
        "crates/domain/src/cart.rs",
        "//! x\nuse std::time::{Duration, SystemTime};",
    );
    catches(
        rule,
        "crates/domain/src/cart.rs",
        "//! x\nuse leptos::prelude::*;",
    );
    catches(rule, "crates/wire/src/cart.rs", "//! x\nuse meadow_domain::cart;");
    catches(rule, "crates/backend/src/shop.rs", "//! x\nuse meadow::app::App;");
    catches(rule, "src/pages/cart.rs", "//! x\nuse gloo_net::http::Request;");
    leaves_alone(
        rule,
        "src/ui/button.rs",
        "//! crate::stores::cart\nfn f() { g(\"crate::api::x\"); }",
    );
    leaves_alone(
        rule,
        "src/pages/cart.rs",
        "use crate::{api, features::Price, stores::cart, ui::Button};",
    );
    leaves_alone(
        rule,
        "crates/domain/src/cart.rs",
        "/// No async here.\nuse meadow_wire::Cart;",
    );
}

#[test]
fn a_file_outside_all_rooms_is_seen() {
    let rule = walls::every_file_belongs_to_a_room;
    catches(rule, "src/things/a.rs", "//! x");
    catches(rule, "crates/other/src/lib.rs", "//! x");
    leaves_alone(rule, "src/ui/a.rs", "//! x");
    leaves_alone(rule, "src/app.rs", "//! x");
}

#[test]
fn a_page_that_names_a_page_is_seen() {
    let index = (
        "src/pages/mod.rs",
        "mod apart;\nmod cart;\nmod failed;\nmod feed;\nmod order;\npub use apart::Order;\npub use cart::Cart;\n\
         pub use feed::{Feed, NoNote};",
    );
    let rule = walls::pages_never_name_each_other;
    let planted = (
        "src/pages/cart.rs",
        "use super::{failed::Failed, feed::OverFeed};",
    );
    assert_eq!(findings(rule, &[index, planted]), ["src/pages/cart.rs:1"]);
    // One that comes apart is a page too; who brings it may name it.
    let planted = ("src/pages/cart.rs", "use super::order::Order;");
    assert_eq!(findings(rule, &[index, planted]), ["src/pages/cart.rs:1"]);
    let brought = ("src/pages/apart.rs", "fn f() { super::order::Order }");
    assert_eq!(findings(rule, &[index, brought]), Vec::<String>::new());
    let fine = ("src/pages/cart.rs", "use super::failed::Failed;");
    assert_eq!(findings(rule, &[index, fine]), Vec::<String>::new());
}

#[test]
fn a_second_door_is_seen() {
    let rule = walls::only_a_door_opens_its_world;
    catches(rule, "src/ui/layer.rs", "//! x\nfn f() { web_sys::window(); }");
    catches(rule, "src/stores/feed.rs", "//! x\nuse gloo_net::http::Request;");
    leaves_alone(rule, "src/browser/page.rs", "fn f() { web_sys::window(); }");
    leaves_alone(rule, "src/ui/layer.rs", "fn f(event: web_sys::Event) {}");
}

#[test]
fn a_heavy_dependency_is_seen() {
    let rule = walls::wire_and_domain_depend_on_next_to_nothing;
    catches(
        rule,
        "crates/domain/Cargo.toml",
        "[dependencies]\nmeadow-wire.workspace = true\nchrono = \"1\"",
    );
    leaves_alone(
        rule,
        "crates/domain/Cargo.toml",
        "[dependencies]\nmeadow-wire.workspace = true\n[dev-dependencies]\nproptest = \"1\"",
    );
}

#[test]
fn long_nameless_and_wordless_files_are_seen() {
    catches(
        rust_rules::files_stay_below_the_wall,
        "src/ui/a.rs",
        &"//! x\n".repeat(301),
    );
    leaves_alone(
        rust_rules::files_stay_below_the_wall,
        "src/ui/a.rs",
        &"//! x\n".repeat(300),
    );
    catches(
        rust_rules::rust_files_say_what_they_are,
        "src/ui/a.rs",
        "use leptos::prelude::*;",
    );
    catches(
        rust_rules::no_file_is_called_after_nothing,
        "src/ui/text_utils.rs",
        "//! x",
    );
    catches(
        rust_rules::no_file_is_called_after_nothing,
        "src/common/a.rs",
        "//! x",
    );
    leaves_alone(
        rust_rules::no_file_is_called_after_nothing,
        "src/ui/commonplace.rs",
        "//! x",
    );
}

#[test]
fn html_from_text_and_inline_things_are_seen() {
    let html = rust_rules::nobody_writes_html_from_text;
    catches(
        html,
        "src/ui/a.rs",
        "//! no inner_html\nview! { <p inner_html=text /> };",
    );
    catches(html, "public/boot.js", "// innerHTML\npanel.innerHTML = text;");
    let style = rust_rules::views_have_no_style_attribute;
    catches(
        style,
        "src/ui/a.rs",
        "//! x\nview! { <p style=\"color:red\"></p> };",
    );
    leaves_alone(
        style,
        "src/ui/a.rs",
        "view! { <p style:color=red class=\"a style=\"></p> };",
    );
    let inline = rust_rules::the_first_page_has_nothing_inline;
    catches(
        inline,
        "index.html",
        "<script src=\"a.js\"></script>\n<script>start()</script>",
    );
    catches(inline, "index.html", "<p>\n<p style=\"color:red\">");
}

#[test]
fn dropped_errors_are_seen_outside_tests() {
    let rule = rust_rules::no_error_is_dropped_or_unwrapped;
    for planted in [
        "fn f() { g().unwrap(); }",
        "fn f() { g()\n.ok();",
        "fn f() { let _ = g(); }",
    ] {
        catches(rule, "crates/backend/src/shop.rs", planted);
    }
    catches(
        rule,
        "src/ui/a.rs",
        "#[cfg(test)]\nmod tests { fn f() { g().unwrap(); } }\nfn h() { g().unwrap(); }",
    );
    leaves_alone(
        rule,
        "src/ui/a.rs",
        "fn f() { g().ok()?; }\n#[cfg(test)]\nmod tests { fn f() { g().unwrap(); } }",
    );
    leaves_alone(
        rule,
        "crates/backend/tests/it/main.rs",
        "fn f() { g().unwrap(); }",
    );
}

#[test]
fn allowed_lints_and_work_without_an_issue_are_seen() {
    catches(
        rust_rules::lints_are_expected_never_allowed,
        "src/ui/a.rs",
        "//! x\n#[allow(dead_code)]",
    );
    let rule = rust_rules::what_is_left_to_do_names_its_issue;
    catches(rule, "src/ui/a.rs", "// TODO(#12): soon\n// TODO: soon");
    catches(rule, "style/ui/a.css", ".a {}\n/* FIXME(now) */");
    leaves_alone(rule, "src/ui/a.rs", "const TODO: &str = \"TODO\";");
}

#[test]
fn a_golden_file_without_a_type_is_seen() {
    let types = [Source::new("crates/wire/src/cart.rs", "pub struct CartLine {}")];
    let goldens = ["cart_line".to_owned(), "cart_lime".to_owned()];
    let found = rust_rules::every_golden_file_has_a_type(&types, &goldens);
    assert_eq!(found.len(), 1, "{found:?}");
}
