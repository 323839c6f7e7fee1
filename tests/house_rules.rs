//! The house rules: walls between rooms, and what every file keeps to. Each rule is tried on the project and, below, on
//! a planted violation, so that no rule can stop working in silence.

#[path = "house_rules/lexer.rs"]
mod lexer;
#[path = "house_rules/paths.rs"]
mod paths;
#[path = "house_rules/planted.rs"]
mod planted;
#[path = "house_rules/planted_styles.rs"]
mod planted_styles;
#[path = "house_rules/rooms.rs"]
mod rooms;
#[path = "house_rules/rust_rules.rs"]
mod rust_rules;
#[path = "house_rules/source.rs"]
mod source;
#[path = "house_rules/style_rules.rs"]
mod style_rules;
#[path = "house_rules/walls.rs"]
mod walls;

use source::{Source, check, project};

/// A rule looks at all files and says what is wrong.
type Rule = fn(&[Source]) -> Vec<source::Finding>;

fn holds(name: &str, subject: fn(&Source) -> bool, rule: Rule) {
    let files = project();
    let looked_at = files.iter().filter(|source| subject(source)).count();
    check(name, looked_at, rule(&files));
}

fn rust(source: &Source) -> bool {
    source.has_ending("rs")
}

fn sheet(source: &Source) -> bool {
    source.is_in("style")
}

macro_rules! rules {
    ($($name:ident: $subject:expr => $rule:path;)*) => {$(
        #[test]
        fn $name() {
            holds(stringify!($name), $subject, $rule);
        }
    )*};
}

rules! {
    rooms_look_only_where_they_may: rust => walls::rooms_look_only_where_they_may;
    every_file_belongs_to_a_room: rust => walls::every_file_belongs_to_a_room;
    pages_never_name_each_other: |source| source.path == "src/pages/mod.rs" => walls::pages_never_name_each_other;
    only_a_door_opens_its_world: |source| source.is_in("src") => walls::only_a_door_opens_its_world;
    wire_and_domain_depend_on_next_to_nothing:
        |source| source.path == "crates/wire/Cargo.toml" => walls::wire_and_domain_depend_on_next_to_nothing;
    files_stay_below_the_wall: rust => rust_rules::files_stay_below_the_wall;
    rust_files_say_what_they_are: rust => rust_rules::rust_files_say_what_they_are;
    nobody_writes_html_from_text: rust => rust_rules::nobody_writes_html_from_text;
    views_have_no_style_attribute: rust => rust_rules::views_have_no_style_attribute;
    the_first_page_has_nothing_inline: |source| source.path == "index.html" => rust_rules::the_first_page_has_nothing_inline;
    no_error_is_dropped_or_unwrapped: rust => rust_rules::no_error_is_dropped_or_unwrapped;
    lints_are_expected_never_allowed: rust => rust_rules::lints_are_expected_never_allowed;
    what_is_left_to_do_names_its_issue: rust => rust_rules::what_is_left_to_do_names_its_issue;
    no_file_is_called_after_nothing: rust => rust_rules::no_file_is_called_after_nothing;
    every_sheet_is_listed_in_the_first_page: sheet => style_rules::every_sheet_is_listed_in_the_first_page;
    every_sheet_has_its_part: sheet => style_rules::every_sheet_has_its_part;
    every_sheet_is_one_layer: sheet => style_rules::every_sheet_is_one_layer;
    a_sheet_styles_its_own_part: sheet => style_rules::a_sheet_styles_its_own_part;
    sides_are_logical: sheet => style_rules::sides_are_logical;
    colours_come_from_the_tokens: sheet => style_rules::colours_come_from_the_tokens;
}

#[test]
fn every_golden_file_has_a_type() {
    let folder = source::root().join("crates/wire/tests/golden");
    let goldens: Vec<String> = std::fs::read_dir(folder)
        .expect("crates/wire/tests/golden is there")
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    let types: Vec<Source> = project()
        .into_iter()
        .filter(|source| source.is_in("crates/wire/src"))
        .collect();
    check(
        "every_golden_file_has_a_type",
        goldens.len(),
        rust_rules::every_golden_file_has_a_type(&types, &goldens),
    );
}
