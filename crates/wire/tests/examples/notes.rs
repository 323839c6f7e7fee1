//! Notes and the feed.

use meadow_wire::{FeedItem, Hotspot, Marks, Note, NoteCard, NoteRequest, NoteWords, OwnNote, Place, Places};

use super::{at, comments, live, note_id, people, picture, product_id, products, reviews};

pub fn note_card() -> NoteCard {
    NoteCard {
        id: note_id(),
        title: "Three weeks in shoes nobody hears".to_owned(),
        cover: picture(
            "covers/quiet-hours-en",
            (480, 640),
            "Black shoes beside a library shelf",
        ),
        author: people::buyer_card(),
        likes: 128,
        liked: false,
        topics: vec!["shoes".to_owned(), "office".to_owned(), "quiet".to_owned()],
        paid: false,
        product_count: 1,
        lang: "en".to_owned(),
        at: at(-4_320),
    }
}

pub fn hotspot() -> Hotspot {
    Hotspot {
        picture: 0,
        x_permille: 412,
        y_permille: 655,
        product: product_id(),
    }
}

pub fn note() -> Note {
    Note {
        card: note_card(),
        text: "I work in a reading room.\n\nFor years I walked on tiptoe.".to_owned(),
        pictures: vec![note_card().cover],
        hotspots: vec![hotspot()],
        products: vec![products::product_card()],
        place: "Lund University Library".to_owned(),
        traits: vec![people::tell("noise", "quiet")],
        edited_at: Some(at(-4_000)),
        own: Some(OwnNote {
            photos: vec![reviews::photo().id],
        }),
        relationship: people::relationship(),
        collects: 41,
        collected: true,
        comments: comments::comments(),
    }
}

pub fn note_request() -> NoteRequest {
    let note = note();
    NoteRequest {
        key: "nk-5f1c".into(),
        words: NoteWords {
            title: note.card.title,
            text: note.text,
            lang: note.card.lang,
            topics: note.card.topics,
            place: note.place,
            paid: false,
            traits: note.traits,
            pictures: reviews::review_request().words.photos,
            hotspots: note.hotspots,
        },
    }
}

pub fn marks() -> Marks {
    Marks {
        liked: true,
        likes: 129,
        collected: true,
        collects: 41,
    }
}

pub fn feed_items() -> Vec<FeedItem> {
    let all = vec![
        FeedItem::Note(note_card()),
        FeedItem::Room(live::room_card()),
        FeedItem::Product(products::mug_card()),
    ];
    for item in &all {
        match item {
            FeedItem::Note(_) | FeedItem::Room(_) | FeedItem::Product(_) => {}
        }
    }
    all
}

pub fn place() -> Place {
    Place {
        name: "Lund".to_owned(),
        notes: 12,
    }
}

pub fn places() -> Places {
    Places {
        items: vec![
            place(),
            Place {
                name: "杭州".to_owned(),
                notes: 3,
            },
        ],
    }
}
