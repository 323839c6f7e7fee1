//! Words that were typed wrong, and words that were put together.

use meadow_domain::search::{Lexicon, tokens};

fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::default();
    let written = "Schuhe Lampe Stehlampe Schreibtischlampe Schreibtisch Nachtschicht Kopfhörer headphones umbrella shoes \
                   night shift Arbeit Zimmer Regal Regen";
    for token in tokens(written) {
        let shown: String = written
            .chars()
            .skip(token.start)
            .take(token.end - token.start)
            .collect();
        lexicon.learn(&token.folded, &token.text, &shown.to_lowercase());
    }
    lexicon
}

fn meant(typed: &str) -> Option<String> {
    let lexicon = lexicon();
    let near = lexicon.near(typed);
    near.first().map(|(_, known)| known.shown.clone())
}

#[test]
fn a_slip_leads_to_the_word_that_was_meant() {
    for (typed, word) in [
        ("schuhhe", "schuhe"),
        ("schuge", "schuhe"),
        ("scuhe", "schuhe"),
        ("shcuhe", "schuhe"),
        ("headphoens", "headphones"),
        ("hedphone", "headphones"),
        ("umbrela", "umbrella"),
        ("kopfhorrer", "kopfhörer"),
        ("nachtschihct", "nachtschicht"),
    ] {
        assert_eq!(meant(typed).as_deref(), Some(word), "{typed}");
    }
}

#[test]
fn short_words_and_strangers_lead_nowhere() {
    for typed in ["sho", "rgl", "xyzzy", "lampenschirmchen", "hedfone"] {
        assert_eq!(meant(typed), None, "{typed}");
    }
}

#[test]
fn a_part_finds_the_whole_and_the_whole_its_parts() {
    let lexicon = lexicon();
    let compounds = lexicon.compounds("lampe", 10);
    assert!(
        compounds.contains("stehlamp") && compounds.contains("schreibtischlamp"),
        "{compounds:?}"
    );
    let stems = |typed: &str| {
        lexicon
            .split(typed)
            .map(|both| both.map(|known| known.stem.clone()))
    };
    assert_eq!(
        stems("nightshift"),
        Some(["night".to_owned(), "shift".to_owned()])
    );
    assert_eq!(
        stems("arbeitszimmer"),
        Some(["arbeit".to_owned(), "zimm".to_owned()])
    );
    assert_eq!(stems("nightfall"), None);
}
