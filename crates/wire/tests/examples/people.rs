//! People and sessions.

use meadow_wire::{Alike, Page, Person, PersonCard, PersonKind, Relationship, Session, SessionToken, Trait};

use super::{at, live, notes, person_id, picture, products};

pub fn person_card() -> PersonCard {
    PersonCard {
        id: person_id(),
        name: "Mira Lindqvist".to_owned(),
        avatar: picture("avatars/mira", (192, 192), "Mira, smiling, with short grey hair"),
        kind: PersonKind::Owner,
    }
}

pub fn buyer_card() -> PersonCard {
    PersonCard {
        id: "p-zh-11".into(),
        name: "小满".to_owned(),
        avatar: picture("avatars/xiaoman", (192, 192), ""),
        kind: PersonKind::Buyer,
    }
}

pub fn person_kinds() -> Vec<PersonKind> {
    let all = vec![PersonKind::Buyer, PersonKind::Owner];
    for kind in &all {
        match kind {
            PersonKind::Buyer | PersonKind::Owner => {}
        }
    }
    all
}

pub fn tell(key: &str, value: &str) -> Trait {
    Trait {
        key: key.to_owned(),
        value: value.to_owned(),
    }
}

pub fn person() -> Person {
    Person {
        card: person_card(),
        handle: "mira_makes_shoes".to_owned(),
        place: "Lund, Sweden".to_owned(),
        bio: "Cobbler. I make shoes for feet that shops call difficult.".to_owned(),
        lang: "en".to_owned(),
        traits: vec![tell("foot_width", "wide"), tell("noise", "silent")],
        shop_name: Some("Tyst".to_owned()),
        shop_about: Some("Leather shoes that nobody hears.".to_owned()),
        products: vec![products::product_card()],
        relationship: relationship(),
        rooms: vec![live::room_card()],
        alike: vec![alike()],
        notes: Page {
            items: vec![notes::note_card()],
            next: None,
        },
    }
}

pub fn relationship() -> Relationship {
    Relationship {
        following: true,
        followers: 213,
        muting: false,
    }
}

pub fn alike() -> Alike {
    Alike {
        card: buyer_card(),
        shared: vec![tell("noise", "silent")],
    }
}

/// Somebody who only buys has no shop.
pub fn buyer() -> Person {
    Person {
        card: buyer_card(),
        handle: "xiaoman".to_owned(),
        place: "杭州".to_owned(),
        bio: "一个人，一只猫，一张小桌子。".to_owned(),
        lang: "zh-Hans".to_owned(),
        ..Person::default()
    }
}

pub fn session_token() -> SessionToken {
    SessionToken("q0VJm3zPZkq2o1m8Qe5sB7uYt4RrXw6cLfNhAaDgEiI".to_owned())
}

/// The answer that made a guest's session.
pub fn session() -> Session {
    Session {
        token: Some(session_token()),
        person: PersonCard {
            id: "p-guest-81".into(),
            name: "Amber Heron".to_owned(),
            avatar: picture("avatars/heron", (192, 192), ""),
            kind: PersonKind::Buyer,
        },
        guest: true,
        expires_at: at(30 * 24 * 60),
    }
}

/// What is told later, without the token.
pub fn signed_in() -> Session {
    Session {
        token: None,
        person: person_card(),
        guest: false,
        expires_at: at(30 * 24 * 60),
    }
}
