//! Made-up names for guests: friendly, in the language of their browser, and theirs for as long as the session lives.

use meadow_wire::{PersonCard, PersonId, PersonKind};

use crate::{clock, seed::pictures::catalogue};

const ENGLISH: (&[&str], &[&str]) = (
    &[
        "Quiet",
        "Early",
        "Brave",
        "Gentle",
        "Curious",
        "Merry",
        "Patient",
        "Sunny",
        "Wandering",
        "Thrifty",
    ],
    &[
        "Heron", "Fox", "Otter", "Wren", "Hare", "Badger", "Robin", "Finch", "Lark", "Hedgehog",
    ],
);
const GERMAN: (&[&str], &[&str]) = (
    &[
        "Leiser",
        "Früher",
        "Mutiger",
        "Sanfter",
        "Neugieriger",
        "Froher",
        "Geduldiger",
        "Flinker",
        "Wandernder",
        "Wacher",
    ],
    &[
        "Reiher",
        "Fuchs",
        "Otter",
        "Zaunkönig",
        "Hase",
        "Dachs",
        "Spatz",
        "Fink",
        "Igel",
        "Star",
    ],
);
const CHINESE: (&[&str], &[&str]) = (
    &[
        "安静的",
        "早起的",
        "勇敢的",
        "温柔的",
        "好奇的",
        "快活的",
        "耐心的",
        "晒太阳的",
        "散步的",
        "路过的",
    ],
    &[
        "白鹭",
        "狐狸",
        "水獭",
        "麻雀",
        "野兔",
        "獾",
        "知更鸟",
        "云雀",
        "刺猬",
        "鹿",
    ],
);

/// A new guest. `languages` is the browser's `Accept-Language`.
pub fn guest(languages: &str) -> PersonCard {
    let lang = ["zh", "de"]
        .into_iter()
        .find(|lang| languages.trim_start().to_ascii_lowercase().starts_with(lang))
        .unwrap_or("en");
    let (manners, animals) = match lang {
        "zh" => CHINESE,
        "de" => GERMAN,
        _ => ENGLISH,
    };
    let space = if lang == "zh" { "" } else { " " };
    let [manner, animal, portrait, ..] = clock::random_bytes::<4>();
    let avatars = catalogue().avatars();
    PersonCard {
        id: PersonId(clock::random_id("guest")),
        name: format!("{}{space}{}", pick(manners, manner), pick(animals, animal)),
        avatar: catalogue().picture(pick(&avatars, portrait), lang),
        kind: PersonKind::Buyer,
    }
}

fn pick<'a>(from: &[&'a str], random: u8) -> &'a str {
    from.get(usize::from(random) % from.len().max(1))
        .copied()
        .unwrap_or_default()
}
