//! What of a town is dealt into the feed.

use meadow_wire::RoomStatus;

use super::{deal::Card, sentinels, words::Town};

/// All notes.
pub fn notes(town: &Town) -> Vec<Card> {
    let notes = town.notes.iter();
    notes
        .map(|note| card("note", &note.it.id, &note.lang, &note.it.cover))
        .collect()
}

/// All rooms, live ones first.
pub fn rooms(town: &Town) -> Vec<Card> {
    let mut rooms: Vec<_> = town.rooms.iter().collect();
    rooms.sort_by_key(|room| match room.it.state {
        RoomStatus::Live => 0,
        RoomStatus::Scheduled => 1,
        RoomStatus::Replay => 2,
    });
    let rooms = rooms.into_iter();
    rooms
        .map(|room| card("room", &room.it.id, &room.lang, &room.it.cover))
        .collect()
}

/// All products that can be bought.
pub fn products(town: &Town) -> Vec<Card> {
    town.products
        .iter()
        .filter(|product| !product.it.id.ends_with(sentinels::SOLD_OUT))
        .map(|product| {
            let cover = product.it.pictures.first().map_or("", String::as_str);
            card("product", &product.it.id, &product.lang, cover)
        })
        .collect()
}

fn card(kind: &'static str, id: &str, lang: &str, cover: &str) -> Card {
    Card {
        kind,
        id: id.to_owned(),
        lang: lang.to_owned(),
        cover: cover.to_owned(),
    }
}
