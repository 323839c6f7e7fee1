//! What the goods of the town weigh, how they are taxed and which are cheaper by the dozen: by their kind, which the name
//! of their first picture tells.

use meadow_wire::{Currency, Money, QuantityBreak, TaxClass, Terms};

/// A word in the picture's name, and what one of this kind weighs in its parcel, in grams. The first word that fits counts:
/// a desk lamp is no desk.
const KINDS: &[(&str, u32)] = &[
    ("dormdesk", 21_000),
    ("desklamp", 1_700),
    ("floorlamp", 11_500),
    ("lamp", 1_300),
    ("shelf", 28_000),
    ("stool", 3_900),
    ("armchair", 20_500),
    ("chair", 7_600),
    ("cushion", 1_100),
    ("candle", 480),
    ("tent", 2_600),
    ("lantern", 520),
    ("umbrella", 560),
    ("plant", 3_400),
    ("bowls", 2_300),
    ("teacup", 320),
    ("teapot", 980),
    ("mug", 440),
    ("tote", 420),
    ("perfume", 260),
    ("ringbox", 190),
    ("notebook", 390),
    ("headphones", 480),
    ("sofa", 52_000),
    ("catbed", 1_400),
    ("backpack", 1_250),
    ("thermos", 490),
    ("casserole", 3_100),
    ("pan", 1_050),
    ("jacket", 1_150),
    ("suit", 1_250),
    ("dress", 620),
    ("hat", 420),
    ("loafer", 980),
    ("sneaker", 940),
    ("running-kids", 560),
    ("runkids", 560),
    ("soap", 260),
    ("serum", 190),
    ("guitar", 2_700),
    ("speaker", 1_250),
    ("skateboard", 3_100),
    ("board", 1_500),
    ("handbag", 820),
    ("sunglasses", 160),
    ("camera", 690),
    ("lipstick", 70),
    ("rug", 5_600),
    ("vase", 1_300),
];

/// Kinds of which people take several: two or more cost a tenth less, five or more a fifth.
const BY_THE_DOZEN: [&str; 5] = ["mug", "soap", "notebook", "candle", "teacup"];

/// What a kind that nobody thought of weighs.
const MIDDLING: u32 = 500;

/// The kind that a picture's file name tells.
pub fn kind(picture: &str) -> Option<&'static str> {
    KINDS
        .iter()
        .map(|(word, _)| *word)
        .find(|word| picture.contains(word))
}

/// What totals need to know of a variant with this picture and price.
pub fn terms(picture: &str, price: i64) -> Terms {
    let kind = kind(picture);
    let weighed = KINDS.iter().find(|(word, _)| Some(*word) == kind);
    let breaks = match kind {
        Some(kind) if BY_THE_DOZEN.contains(&kind) => vec![part_off(price, 2, 90), part_off(price, 5, 80)],
        _ => Vec::new(),
    };
    Terms {
        weight_grams: weighed.map_or(MIDDLING, |(_, grams)| *grams),
        tax_class: match kind {
            Some("plant") => TaxClass::Reduced,
            _ => TaxClass::Standard,
        },
        breaks,
    }
}

/// So many percent of the price, on full ten cents.
fn part_off(price: i64, from: u32, percent: i64) -> QuantityBreak {
    QuantityBreak {
        from,
        price: Money {
            minor: price * percent / 1_000 * 10,
            currency: Currency::Eur,
        },
    }
}
