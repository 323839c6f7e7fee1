//! What holds for every text.

use meadow_domain::search::{Kind, Term, Wanted, excerpt, index_text, ranges, terms, tokens};
use proptest::prelude::*;

/// Letters of many scripts, accents, spaces and signs.
fn text() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(
        "aeiousnrltdbcz ABÄÖÜäöüßéèñç0129 \u{308}\u{301},.-'’\n静音鞋宽脚的くつガｶﾞー조용ёضة🙂ﬁ"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(letters, 0..40).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn tokens_stand_in_the_text_in_their_order_and_have_no_space(text in text()) {
        let length = text.chars().count();
        let mut before = 0;
        for token in tokens(&text) {
            prop_assert!(token.start < token.end && token.end <= length, "{:?}", token);
            prop_assert!(token.start >= before, "{:?}", token);
            before = token.start;
            prop_assert!(!token.text.is_empty() && !token.text.contains(char::is_whitespace), "{:?}", token);
            prop_assert!(!token.text.contains(['"', '*', '(', ')', ':']), "{:?}", token);
        }
    }

    #[test]
    fn case_changes_nothing(text in text()) {
        prop_assert_eq!(index_text(&text.to_lowercase()), index_text(&text.to_lowercase().to_lowercase()));
        let ascii = text.replace('ß', "s");
        prop_assert_eq!(index_text(&ascii.to_uppercase()), index_text(&ascii.to_lowercase()));
    }

    #[test]
    fn what_is_asked_for_is_what_the_index_has(text in text()) {
        let indexed = index_text(&text);
        let held: Vec<&str> = indexed.split(' ').collect();
        for term in terms(&text) {
            let found = match &term {
                Term::Letter { text } => held.iter().any(|token| token.starts_with(text.as_str())),
                term => held.contains(&term.text()),
            };
            prop_assert!(found, "{:?} in {}", term, indexed);
        }
    }

    #[test]
    fn marks_lie_in_the_text_and_apart(text in text(), asked in text(), length in 10..80_u32) {
        let wanted = Wanted {
            tokens: tokens(&asked).into_iter().filter(|token| token.kind != Kind::Last).map(|token| token.text).collect(),
            ..Wanted::default()
        };
        let apart = |text: &str, ranges: &[meadow_wire::TextRange]| {
            let length = u32::try_from(text.chars().count()).expect("short");
            ranges.iter().all(|range| range.start < range.end && range.end <= length)
                && ranges.windows(2).all(|two| two[0].end < two[1].start)
        };
        prop_assert!(apart(&text, &ranges(&text, &wanted)));
        if let Some(piece) = excerpt(&text, &wanted, length) {
            prop_assert!(!piece.ranges.is_empty(), "{:?}", piece);
            prop_assert!(apart(&piece.text, &piece.ranges), "{:?}", piece);
        }
    }
}
