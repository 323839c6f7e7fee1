//! Words as they will stand.

use meadow_wire::{NoteWords, PhotoUse};

use crate::{
    limits::{ALT_MAX, NOTE_MAX, PLACE_MAX, TITLE_MAX, TOPIC_MAX},
    manners::without_tricks,
    validate::longer_than,
};

/// The words as they will stand: without letters that nobody sees, without space around them, topics without their `#` and
/// each once. What is far too long stays as it is, to be refused.
pub fn tidied(words: &NoteWords) -> NoteWords {
    let mut topics: Vec<String> = Vec::new();
    for topic in &words.topics {
        let topic = line(topic, TOPIC_MAX);
        let topic = topic.trim_start_matches(['#', '＃']).trim();
        let known = |one: &String| one.to_lowercase() == topic.to_lowercase();
        if !topic.is_empty() && !topics.iter().any(known) {
            topics.push(topic.to_owned());
        }
    }
    NoteWords {
        title: line(&words.title, TITLE_MAX),
        text: paragraphs(&words.text),
        lang: words.lang.trim().to_owned(),
        topics,
        place: line(&words.place, PLACE_MAX),
        pictures: words
            .pictures
            .iter()
            .map(|one| PhotoUse {
                photo: one.photo.clone(),
                alt: line(&one.alt, ALT_MAX),
            })
            .collect(),
        ..words.clone()
    }
}

/// On one line, without tricks. Looks at no more than needed: what was typed may be huge, and invisible letters many.
fn line(text: &str, most: usize) -> String {
    if longer_than(text, most * 8) {
        return text.to_owned();
    }
    let words = without_tricks(text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without tricks, with at most one empty line at a time.
fn paragraphs(text: &str) -> String {
    if longer_than(text, NOTE_MAX * 8) {
        return text.to_owned();
    }
    let mut clean = without_tricks(text);
    while clean.contains("\n\n\n") {
        clean = clean.replace("\n\n\n", "\n\n");
    }
    clean.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_tidied_before_they_stand() {
        let typed = NoteWords {
            title: "  two \u{202E} lines\n of it ".to_owned(),
            text: "one\n\n\n\ntwo\n".to_owned(),
            topics: ["#Quiet", "quiet", " ＃ shoes ", "#"]
                .map(ToOwned::to_owned)
                .to_vec(),
            ..NoteWords::default()
        };
        let clean = tidied(&typed);
        assert_eq!(clean.title, "two lines of it");
        assert_eq!(clean.text, "one\n\ntwo");
        assert_eq!(clean.topics, ["Quiet", "shoes"]);
        assert_eq!(tidied(&clean), clean);
    }
}
