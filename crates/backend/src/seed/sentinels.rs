//! Things of the demo town that fail on purpose, so that every failure can be seen by hand.

use std::time::Duration;

use super::words::{In, NoteWords, Town};

/// `GET /api/v1/notes/n-sentinel-500` answers 500.
pub const NOTE_500: &str = "n-sentinel-500";

/// `GET /api/v1/notes/n-sentinel-slow` answers after [`SLOW`].
pub const NOTE_SLOW: &str = "n-sentinel-slow";

/// A search for this answers 500.
pub const SEARCH_500: &str = "500";

/// How slow slow is.
pub const SLOW: Duration = Duration::from_secs(10);

/// The last product of each language is always sold out, whatever the words say: `g-en-40`.
pub const SOLD_OUT: &str = "-40";

/// The sentinel notes, written by the first person of the town; they can be opened but are not in the feed.
pub fn notes(town: &Town) -> Vec<In<NoteWords>> {
    let Some(author) = town.people.first() else {
        return Vec::new();
    };
    let note = |id: &str, title: &str, words: &str| In {
        lang: "en".to_owned(),
        it: NoteWords {
            id: id.to_owned(),
            author: author.it.id.clone(),
            cover: author.it.avatar.clone(),
            pictures: Vec::new(),
            title: title.to_owned(),
            text: words.to_owned(),
            topics: Vec::new(),
            products: Vec::new(),
            likes: 0,
            collects: 0,
            place: String::new(),
            days_ago: 30.0,
            paid: false,
            comments: Vec::new(),
        },
    };
    vec![
        note(NOTE_500, "This note always fails", "Nobody ever reads this."),
        note(
            NOTE_SLOW,
            "This note takes its time",
            "It arrived after ten seconds, on purpose.",
        ),
    ]
}
