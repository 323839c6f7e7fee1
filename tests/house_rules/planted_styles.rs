//! Planted violations in style sheets.

use super::planted::{catches, findings, leaves_alone};
use super::style_rules;

#[test]
fn lonely_sheets_are_seen() {
    let sheet = ("style/ui/button.css", "@layer ui { .button {} }");
    let index = (
        "index.html",
        "<link data-trunk rel=\"css\" href=\"style/ui/button.css\">",
    );
    let part = ("src/ui/button.rs", "//! x");
    let listed = style_rules::every_sheet_is_listed_in_the_first_page;
    assert_eq!(findings(listed, &[sheet]), ["style/ui/button.css:1"]);
    assert_eq!(findings(listed, &[sheet, index]), Vec::<String>::new());
    let has_part = style_rules::every_sheet_has_its_part;
    assert_eq!(findings(has_part, &[sheet]), ["style/ui/button.css:1"]);
    assert_eq!(findings(has_part, &[sheet, part]), Vec::<String>::new());
    catches(
        style_rules::every_sheet_is_one_layer,
        "style/ui/button.css",
        ".button {}",
    );
    leaves_alone(style_rules::every_sheet_is_one_layer, sheet.0, sheet.1);
}

#[test]
fn foreign_classes_physical_sides_and_raw_colours_are_seen() {
    let own = style_rules::a_sheet_styles_its_own_part;
    catches(
        own,
        "style/ui/button.css",
        "@layer ui {\n.button--plain:hover, .button__x { top: .5rem; }\n.button, .card { }",
    );
    catches(own, "style/ui/button.css", ".button { color: x; }\n.buttons { }");
    catches(
        own,
        "style/ui/button.css",
        "@layer ui { .button .icon, .button { .icon { } }\n.icon { } }",
    );
    leaves_alone(
        own,
        "style/ui/button.css",
        "@keyframes turn { to { top: 0; } }\n.card:has(.button, .a) { }",
    );
    leaves_alone(
        own,
        "style/pages/feed.css",
        "@layer pages { .page--feed, .feed__more { } }",
    );
    leaves_alone(
        own,
        "style/features/note_card.css",
        "@media (width > 1.5rem) { .note-card__title { margin: .5em; } }",
    );
    let sides = style_rules::sides_are_logical;
    for planted in [
        "margin-left: 1px",
        "padding-right: 0",
        "left: 0",
        "text-align: left",
        "border-top-left-radius: 1px",
    ] {
        catches(
            sides,
            "style/ui/a.css",
            &format!(".a {{ margin-inline: 0; text-align: start;\n {planted}; }}"),
        );
    }
    let colours = style_rules::colours_come_from_the_tokens;
    for planted in ["#fff", "rgb(0 0 0 / 50%)", "white", "1px solid oklch(1 0 0)"] {
        catches(
            colours,
            "style/ui/a.css",
            &format!(".a {{ color: var(--white);\n border: {planted}; }}"),
        );
    }
    leaves_alone(colours, "style/tokens.css", ":root { --ink: #123456; }");
    leaves_alone(
        colours,
        "style/ui/a.css",
        "#main { color: currentColor; mask-image: linear-gradient(black, transparent); }",
    );
}
