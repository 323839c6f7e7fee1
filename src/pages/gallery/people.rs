//! Made-up people and what they write, so that the gallery draws without a backend.

use meadow_wire::{
    Alike, Hotspot, Note, NoteCard, PersonCard, PersonKind, Picture, PictureSource, Relationship, RoomCard,
    RoomStatus, Timestamp, Trait, Viewer,
};

use super::goods::{picture, product_card};
use crate::browser::time::now_ms;

/// The hours that an example lies back.
pub fn hours_ago(hours: i64) -> Timestamp {
    Timestamp::from_ms(now_ms() - hours * 3_600_000)
}

/// A person who buys, or who also sells.
pub fn person(name: &str, kind: PersonKind) -> PersonCard {
    PersonCard {
        id: "p-en-04".into(),
        name: name.to_owned(),
        avatar: Picture {
            sources: vec![PictureSource {
                url: "/media/avatars/avatar-15.webp".to_owned(),
                width: 160,
            }],
            width: 160,
            height: 160,
            thumbhash: "akkOFwL4R3h1eod9hId4h3iIl59H+XoD".to_owned(),
            alt: String::new(),
        },
        kind,
    }
}

/// What somebody tells about themselves.
pub fn traits() -> Vec<Trait> {
    [
        ("height_cm", "158"),
        ("foot_width", "wide"),
        ("noise", "quiet"),
        ("pets", "cat"),
    ]
    .map(|(key, value)| Trait {
        key: key.to_owned(),
        value: value.to_owned(),
    })
    .to_vec()
}

/// Followed and muted.
pub fn tied() -> Relationship {
    Relationship {
        following: true,
        followers: 1_213,
        muting: true,
    }
}

/// People with something in common.
pub fn alike() -> Vec<Alike> {
    let names = [
        ("Ruth Whitaker", PersonKind::Owner, 3),
        ("مريم الحداد", PersonKind::Buyer, 2),
        ("Maximiliane Sonnenschein-Leutheusser", PersonKind::Buyer, 1),
    ];
    names
        .map(|(name, kind, shared)| Alike {
            card: person(name, kind),
            shared: traits().into_iter().take(shared).collect(),
        })
        .to_vec()
}

/// The card of a note, paid for or not.
pub fn note(title: &str, paid: bool) -> NoteCard {
    NoteCard {
        id: "n-gallery".into(),
        title: title.to_owned(),
        cover: picture(
            "umbrella-mustard",
            "tecBDQJ/d5VzmGiJeKcXeQl6gKAX",
            "Umbrella in mustard",
        ),
        author: person("Ifeoma Okafor", PersonKind::Buyer),
        likes: 1_404,
        liked: paid,
        topics: vec!["rain".to_owned()],
        paid,
        product_count: 1,
        lang: "en".to_owned(),
        at: hours_ago(30),
    }
}

/// The card of a room.
pub fn room(status: RoomStatus) -> RoomCard {
    RoomCard {
        id: "r-gallery".into(),
        title: "Shoes that say nothing".to_owned(),
        cover: picture("umbrella-mustard", "tecBDQJ/d5VzmGiJeKcXeQl6gKAX", ""),
        host: person("Ruth Whitaker", PersonKind::Owner),
        status,
        viewers: 312,
        starts_at: hours_ago(-5),
        lang: "en".to_owned(),
    }
}

/// All of a note: two pictures with products in them, comments, a place.
pub fn whole_note(paid: bool) -> Note {
    let spot = |picture, x_permille, y_permille| Hotspot {
        picture,
        x_permille,
        y_permille,
        product: "g-gallery".into(),
    };
    let card = note("Forty notebooks, a kitchen table, and no more", paid);
    Note {
        text: "I bind them at night, when the house is asleep.\n\nForty is what one hand can do in a month."
            .to_owned(),
        pictures: vec![
            card.cover.clone(),
            picture(
                "notebook-berry-en",
                "a0gKBQLXiId39jhXdnRaeYGfevaX",
                "Berry-coloured notebook",
            ),
        ],
        hotspots: vec![spot(0, 420, 380), spot(1, 300, 610)],
        products: vec![product_card(9, true), product_card(0, true)],
        place: "Leipzig".to_owned(),
        collects: 40,
        collected: paid,
        card,
        ..Note::default()
    }
}

/// Somebody in a room.
pub fn viewer(name: &str) -> Viewer {
    let person = person(name, PersonKind::Buyer);
    Viewer {
        id: person.id,
        name: person.name,
        avatar: person.avatar,
    }
}
