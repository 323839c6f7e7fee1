//! Ten thousand cards, always the same, and one number for all their places: what the machine that runs the tests works
//! out, and what a browser does (`tests/parts/grid.rs`), must be the same.

use meadow_domain::masonry::{Masonry, TITLE_INSET, TITLE_PX, body_height, columns_for, title_lines};

/// How many cards.
pub const CARDS: u32 = 10_000;
/// All their places, by [`hash`]. Another number is another layout: then the first cards of the server's HTML move as well.
pub const PLACES: u64 = 0x1B56_B375_07EE_2D7C;

/// A picture's size and a title.
pub type Card = (u32, u32, String);

/// Words in several writings, wide and narrow letters, and none at all.
const WORDS: [&str; 8] = [
    "Leise",
    "wide feet, narrow world",
    "一个人的小桌子",
    "静かな靴",
    "iiii llll",
    "WWWW MMMM",
    "كرسي صغير",
    "",
];

/// The cards.
pub fn cards(count: u32) -> Vec<Card> {
    let mut state = 2_026_u64;
    // SplitMix64, https://prng.di.unimi.it/splitmix64.c
    let mut below = |limit: u64| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    };
    (0..count)
        .map(|_| {
            let words: Vec<&str> = (0..below(5))
                .map(|_| WORDS[below(WORDS.len() as u64) as usize])
                .collect();
            (below(4_000) as u32, below(4_000) as u32, words.join(" "))
        })
        .collect()
}

/// Lays them out for a feed of this width.
pub fn lay_out(width: u32, cards: &[Card]) -> Masonry {
    let (columns, column_width, gap) = columns_for(width);
    let mut masonry = Masonry::new(columns, column_width, gap);
    for (picture_width, picture_height, title) in cards {
        let lines = title_lines(title, TITLE_PX, column_width.saturating_sub(TITLE_INSET));
        masonry.push(*picture_width, *picture_height, body_height(lines));
    }
    masonry
}

/// One number for the places of all cards on phones, tablets and desks: FNV-1a,
/// http://www.isthe.com/chongo/tech/comp/fnv/
pub fn hash() -> u64 {
    let cards = cards(CARDS);
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for width in [320, 358, 768, 1_312] {
        let masonry = lay_out(width, &cards);
        for placed in (0..masonry.len()).filter_map(|index| masonry.placed(index)) {
            let numbers = [
                placed.column,
                placed.x,
                placed.y,
                placed.width,
                placed.height,
                placed.picture_height,
            ];
            for byte in numbers.into_iter().flat_map(u32::to_le_bytes) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            }
        }
    }
    hash
}
