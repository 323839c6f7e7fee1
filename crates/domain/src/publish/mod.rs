//! What can be published as a note.

mod tidy;

use meadow_wire::{FieldError, Hotspot, NoteWords, PhotoUse};

use crate::{
    limits::{
        ALT_MAX, HOTSPOTS_MAX, LANG_MAX, NOTE_MAX, PICTURES_MAX, PLACE_MAX, TITLE_MAX, TOPIC_MAX, TOPICS_MAX,
    },
    manners::unkind,
    review::are_offered,
    validate::{error, longer_than},
};

pub use tidy::tidied;

/// A whole: where a hotspot is, is told in thousandths of the picture.
const WHOLE_PERMILLE: u32 = 1_000;

/// What is wrong with tidied words, in the order of the fields; empty if nothing.
pub fn check_note(words: &NoteWords) -> Vec<FieldError> {
    let mut errors = Vec::new();
    pictures(&words.pictures, &mut errors);
    let mut must = |is_right: bool, field: &str, detail: &str| {
        if !is_right {
            errors.push(error(field, detail));
        }
    };
    must(
        !words.title.is_empty(),
        "title",
        "Give it a title: people see it first.",
    );
    must(
        !longer_than(&words.title, TITLE_MAX),
        "title",
        "That is too long: 80 characters at most.",
    );
    must(
        !longer_than(&words.text, NOTE_MAX),
        "text",
        "That is too long: 5000 characters at most. What is more becomes a second note.",
    );
    must(
        is_tag(&words.lang),
        "lang",
        "Say which language it is, such as en.",
    );
    must(
        words.topics.len() <= TOPICS_MAX,
        "topics",
        "Choose ten topics at most.",
    );
    must(
        words.topics.iter().all(|topic| !longer_than(topic, TOPIC_MAX)),
        "topics",
        "A topic has 30 characters at most.",
    );
    must(
        !longer_than(&words.place, PLACE_MAX),
        "place",
        "Say where in 100 characters at most.",
    );
    must(
        are_offered(&words.traits),
        "traits",
        "Choose from what is offered, each once.",
    );
    must(
        words.hotspots.len() <= HOTSPOTS_MAX,
        "hotspots",
        "Show thirty places at most.",
    );
    must(
        words
            .hotspots
            .iter()
            .all(|spot| lies_in(spot, words.pictures.len())),
        "hotspots",
        "A product has its place within one of the pictures.",
    );
    for (field, said) in [
        ("title", &words.title),
        ("text", &words.text),
        ("topics", &words.topics.join(" ")),
        ("place", &words.place),
    ] {
        if let Some(refusal) = unkind(said) {
            errors.push(error(field, &refusal.to_string()));
        }
    }
    errors
}

fn pictures(pictures: &[PhotoUse], errors: &mut Vec<FieldError>) {
    let twice =
        |index: usize, one: &PhotoUse| pictures.iter().take(index).any(|other| other.photo == one.photo);
    let detail = if pictures.is_empty() {
        "Add a picture: notes are found by it."
    } else if pictures.len() > PICTURES_MAX {
        "Choose eighteen pictures at most."
    } else if pictures.iter().enumerate().any(|(index, one)| twice(index, one)) {
        "Show each picture once."
    } else if pictures.iter().any(|one| longer_than(&one.alt, ALT_MAX)) {
        "Describe a picture in 200 characters at most."
    } else if let Some(refusal) = pictures.iter().find_map(|one| unkind(&one.alt)) {
        return errors.push(error("pictures", &refusal.to_string()));
    } else {
        return;
    };
    errors.push(error("pictures", detail));
}

fn lies_in(spot: &Hotspot, pictures: usize) -> bool {
    (spot.picture as usize) < pictures
        && spot.x_permille <= WHOLE_PERMILLE
        && spot.y_permille <= WHOLE_PERMILLE
}

/// The form of a BCP 47 tag: parts of letters and digits, the first of two or three letters.
fn is_tag(lang: &str) -> bool {
    let mut parts = lang.split('-');
    let first = parts.next().unwrap_or_default();
    lang.len() <= LANG_MAX
        && (2..=3).contains(&first.len())
        && first.bytes().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(id: &str) -> PhotoUse {
        PhotoUse {
            photo: id.into(),
            alt: String::new(),
        }
    }

    /// Good words with a change.
    fn but(change: impl FnOnce(&mut NoteWords)) -> NoteWords {
        let mut words = NoteWords {
            title: "A lamp that hums".to_owned(),
            lang: "en".to_owned(),
            pictures: vec![picture("ph-1")],
            ..NoteWords::default()
        };
        change(&mut words);
        words
    }

    fn wrong(words: &NoteWords) -> Vec<String> {
        let errors = check_note(&tidied(words));
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn each_field_is_checked_and_named() {
        assert_eq!(check_note(&but(|_| ())), []);
        let spot = |picture, x_permille| Hotspot {
            picture,
            x_permille,
            ..Hotspot::default()
        };
        let many = |count: u32| (0..count).map(|n| n.to_string());
        for (words, field) in [
            (but(|words| words.title = " \u{200B}\u{3164}".to_owned()), "title"),
            (but(|words| words.title = "好".repeat(81)), "title"),
            (but(|words| words.text = "好".repeat(50_000)), "text"),
            (but(|words| words.text = "just kill yourself".to_owned()), "text"),
            (but(|words| words.lang = "<b>".to_owned()), "lang"),
            (but(|words| words.lang.clear()), "lang"),
            (but(|words| words.topics = many(11).collect()), "topics"),
            (but(|words| words.topics = vec!["x".repeat(31)]), "topics"),
            (but(|words| words.place = "x".repeat(101)), "place"),
            (but(|words| words.traits = vec![Default::default()]), "traits"),
            (but(|words| words.pictures.clear()), "pictures"),
            (
                but(|words| words.pictures = many(19).map(|id| picture(&id)).collect()),
                "pictures",
            ),
            (but(|words| words.pictures = vec![picture("a"); 2]), "pictures"),
            (but(|words| words.hotspots = vec![spot(1, 0)]), "hotspots"),
            (but(|words| words.hotspots = vec![spot(0, 1_001)]), "hotspots"),
            (but(|words| words.hotspots = vec![spot(0, 0); 31]), "hotspots"),
        ] {
            assert_eq!(wrong(&words), [field], "{words:?}");
        }
    }

    #[test]
    fn what_people_may_write_is_taken() {
        for title in ["🪴🪴🪴", "سجادة هادئة", "C# & <b>", "静かな靴"] {
            assert_eq!(
                wrong(&but(|words| words.title = title.to_owned())),
                [""; 0],
                "{title}"
            );
        }
        for lang in ["en", "zh-Hans", "de-CH-1996", "haw"] {
            assert_eq!(
                wrong(&but(|words| words.lang = lang.to_owned())),
                [""; 0],
                "{lang}"
            );
        }
    }
}
