//! What nobody has to read, in live rooms and under notes alike: one rule for both.

use crate::validate::turns;

/// Why a text is not taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unkind {
    /// A word that is only there to hurt.
    #[error("Somebody would be hurt by a word in this. Say it in another way.")]
    Word,
    /// More than [`LINKS_MAX`] addresses of the web.
    #[error("That is too many links: two at most.")]
    Links,
}

/// So many addresses of the web are a hint; more are an advertisement.
pub const LINKS_MAX: usize = 2;

/// A short list: it stops the worst before anybody reads it, whatever else is meant is for people to judge.
const WORDS: [&str; 16] = [
    "cunt",
    "faggot",
    "kill yourself",
    "kys",
    "nigger",
    "retard",
    "tranny",
    "fotze",
    "hurensohn",
    "kanake",
    "missgeburt",
    "操你妈",
    "傻逼",
    "去死吧",
    "婊子",
    "死全家",
];

/// What is wrong with a text's manners, if anything is.
pub fn unkind(text: &str) -> Option<Unkind> {
    let small = text.to_lowercase();
    if WORDS.iter().any(|word| has_word(&small, word)) {
        return Some(Unkind::Word);
    }
    let links = small.matches("http://").count()
        + small.matches("https://").count()
        // `https://www.…` is one.
        + small.matches("www.").count()
        - small.matches("://www.").count();
    (links > LINKS_MAX).then_some(Unkind::Links)
}

/// Not inside another word: Scunthorpe is a town. Chinese has no spaces between its words.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !word.is_ascii() || ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// The text without letters that nobody sees: those that turn the reading direction around, and those that only part a
/// word so that it is not found. They come along with copied text, so nobody is blamed. The joiners that Persian, Hindi
/// and composed emoji need stay between the letters that they join.
pub fn without_tricks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            JOINER | NON_JOINER => {
                let joins =
                    |letter: Option<char>| letter.is_some_and(|one| !one.is_ascii() && !is_unseen(one));
                if joins(out.chars().next_back()) && joins(letters.peek().copied()) {
                    out.push(letter);
                }
            }
            letter if is_unseen(letter) => {}
            letter => out.push(letter),
        }
    }
    out
}

const NON_JOINER: char = '\u{200C}';
const JOINER: char = '\u{200D}';

fn is_unseen(letter: char) -> bool {
    turns(letter)
        || letter.is_control()
        || letter.is_whitespace() && matches!(letter, '\u{2028}' | '\u{2029}')
        || matches!(
            letter,
            '\u{AD}'
                | '\u{34F}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{180B}'..='\u{180E}'
                | '\u{200B}'..='\u{200D}'
                | '\u{2060}'..='\u{2065}'
                | '\u{206A}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E001F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_hurts_is_found_alone_and_not_inside_another() {
        for unkind_text in ["You CUNT!", "kys", "just kill yourself, ok", "你这个傻逼东西"] {
            assert_eq!(unkind(unkind_text), Some(Unkind::Word), "{unkind_text}");
        }
        for kind in [
            "Greetings from Scunthorpe",
            "fire retardant",
            "skys above",
            "去世",
        ] {
            assert_eq!(unkind(kind), None, "{kind}");
        }
    }

    #[test]
    fn two_links_are_a_hint_and_three_are_an_advertisement() {
        assert_eq!(unkind("https://www.a.example and www.b.example"), None);
        assert_eq!(
            unkind("https://www.a.example www.b.example http://c.example"),
            Some(Unkind::Links)
        );
    }

    #[test]
    fn letters_that_nobody_sees_go_and_those_that_join_stay() {
        for (typed, kept) in [
            ("f\u{200B}ree \u{202E}gold\u{202C}", "free gold"),
            ("a\u{AD}b\u{FEFF}c\u{2060}d\u{3164}", "abcd"),
            ("k\u{200D}y\u{200C}s", "kys"),
            ("one\ttwo\r\nthree\u{7}", "one two\nthree"),
            ("👩🏽\u{200D}🌾 می\u{200C}خواهم", "👩🏽\u{200D}🌾 می\u{200C}خواهم"),
            ("\u{200D}👩\u{200D}", "👩"),
            (
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            ),
        ] {
            assert_eq!(without_tricks(typed), kept, "{typed:?}");
        }
    }
}
