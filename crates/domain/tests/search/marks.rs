//! What is marked.

use meadow_domain::search::{Term, Wanted, excerpt, ranges, terms};

fn wanted(question: &str) -> Wanted {
    let mut wanted = Wanted::default();
    for term in terms(question) {
        match term {
            Term::Letter { text } => wanted.letters.insert(text),
            term => wanted.tokens.insert(term.text().to_owned()),
        };
    }
    wanted
}

/// The text with brackets around what is marked.
fn marked(text: &str, ranges: &[meadow_wire::TextRange]) -> String {
    let mut out = String::new();
    for (letter, at) in text.chars().zip(0..) {
        if ranges.iter().any(|range| range.start == at) {
            out.push('[');
        }
        out.push(letter);
        if ranges.iter().any(|range| range.end == at + 1) {
            out.push(']');
        }
    }
    out
}

#[test]
fn the_words_that_were_found_are_marked_as_they_are_written() {
    for (text, question, expected) in [
        (
            "Schöne Schuhe, leise.",
            "schuh leise",
            "Schöne [Schuhe], [leise].",
        ),
        ("用了三十七天的静音鞋", "静音鞋", "用了三十七天的[静音鞋]"),
        ("静音鞋和宽鞋", "鞋", "静音[鞋]和宽[鞋]"),
        ("静かなくつ", "クツ", "静かな[くつ]"),
        ("scho\u{308}n hier", "schön", "[scho\u{308}n] hier"),
        ("Straßenfest, Straße", "strasse", "Straßenfest, [Straße]"),
        ("🙂🙂 wide feet", "FEET", "🙂🙂 wide [feet]"),
    ] {
        assert_eq!(marked(text, &ranges(text, &wanted(question))), expected);
    }
}

#[test]
fn an_excerpt_shows_the_place_with_the_most_marks() {
    let text = "Shoes came late.\n\nI worked nights for years, and nobody on the ward ever heard me walk, because these \
                quiet shoes are quiet shoes indeed, and the laces are short but they hold.";
    let piece = excerpt(text, &wanted("quiet shoes"), 60).expect("a piece");
    assert_eq!(
        marked(&piece.text, &piece.ranges),
        "…me walk, because these [quiet] [shoes] are [quiet] [shoes] indeed, and…"
    );
    assert_eq!(excerpt(text, &wanted("umbrella"), 60), None);
    let zh = "我们办公室铺的是水泥自流平，高跟鞋走过去像有人在敲钉子。上个月老板说了一句“刚才谁在跳踢踏舞”，全组看我。";
    let piece = excerpt(zh, &wanted("踢踏舞"), 30).expect("a piece");
    assert!(piece.text.chars().count() <= 60, "{}", piece.text);
    assert!(
        marked(&piece.text, &piece.ranges).contains("[踢踏舞]"),
        "{piece:?}"
    );
}
