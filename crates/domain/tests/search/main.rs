//! The tokeniser, on a table of texts and on random ones; slips; marks.

mod laws;
mod marks;
mod slips;

use meadow_domain::search::index_text;

#[test]
fn every_text_of_the_table_has_the_tokens_that_stand_there() {
    let wrong: Vec<String> = include_str!("table.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let (text, expected) = line.split_once(" => ").expect("a text and its tokens");
            // Accents of their own are written by their number: no editor may join them.
            let text = text
                .replace("\\u{308}", "\u{308}")
                .replace("\\u{3099}", "\u{3099}");
            let got = index_text(&text);
            (got != expected).then(|| format!("{text} => {got}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
