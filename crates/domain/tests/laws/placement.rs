//! Masonry.

use meadow_domain::masonry::{Masonry, Placed, body_height, columns_for, title_lines};
use proptest::prelude::*;

use crate::ten_thousand::{PLACES, hash};

type Card = (u32, u32, u32);

fn cards(most: usize) -> impl Strategy<Value = Vec<Card>> {
    prop::collection::vec((0..2_000u32, 0..2_000u32, 0..200u32), 0..most)
}

fn laid_out(columns: u32, width: u32, gap: u32, cards: &[Card]) -> (Masonry, Vec<Placed>) {
    let mut masonry = Masonry::new(columns, width, gap);
    let placed = cards
        .iter()
        .map(|(w, h, body)| masonry.push(*w, *h, *body))
        .collect();
    (masonry, placed)
}

proptest! {
    #[test]
    fn cards_of_a_column_are_a_gap_apart_and_in_order(
        columns in 1..7u32, width in 1..400u32, gap in 0..20u32, cards in cards(80),
    ) {
        let (masonry, placed) = laid_out(columns, width, gap, &cards);
        for column in 0..columns {
            let mut next_y = 0;
            for card in placed.iter().filter(|card| card.column == column) {
                prop_assert_eq!((card.x, card.y, card.width), (column * (width + gap), next_y, width));
                next_y = card.y + card.height + gap;
            }
        }
        let lowest = placed.iter().map(|card| card.y + card.height).max().unwrap_or(0);
        prop_assert_eq!(masonry.height(), lowest);
    }

    #[test]
    fn columns_are_filled_evenly(columns in 1..7u32, cards in cards(80)) {
        let (_, placed) = laid_out(columns, 240, 16, &cards);
        let tallest = placed.iter().map(|card| card.height).max().unwrap_or(0) + 16;
        let ends: Vec<u32> = (0..columns)
            .map(|column| {
                placed.iter().filter(|card| card.column == column).map(|card| card.y + card.height + 16).max().unwrap_or(0)
            })
            .collect();
        prop_assert!(ends.iter().max().unwrap() - ends.iter().min().unwrap() <= tallest);
    }

    #[test]
    fn what_is_visible_is_what_a_look_at_every_card_finds(
        columns in 1..7u32, cards in cards(120), top in 0..9_000u32, window in 0..3_000u32,
    ) {
        let (masonry, placed) = laid_out(columns, 200, 12, &cards);
        let bottom = top + window;
        let naive: Vec<usize> = placed
            .iter()
            .enumerate()
            .filter(|(_, card)| card.y < bottom && card.y + card.height > top)
            .map(|(index, _)| index)
            .collect();
        prop_assert_eq!(masonry.visible(top, bottom), naive);
    }

    #[test]
    fn more_cards_never_move_the_earlier_ones(columns in 1..7u32, cards in cards(60), cut in 0..60usize) {
        let (grown, placed) = laid_out(columns, 200, 12, &cards);
        let (_, earlier) = laid_out(columns, 200, 12, &cards[..cut.min(cards.len())]);
        prop_assert_eq!(&placed[..earlier.len()], &earlier[..]);
        for (index, card) in placed.iter().enumerate() {
            prop_assert_eq!(grown.placed(index), Some(card));
        }
    }

    #[test]
    fn pictures_stay_between_a_strip_and_two_to_three(width in 1..800u32, w: u32, h: u32) {
        let placed = Masonry::new(1, width, 0).push(w, h, 0);
        prop_assert!(placed.picture_height <= width * 3 / 2);
        prop_assert!(placed.picture_height >= width * 66 / 100);
    }

    #[test]
    fn columns_fill_the_width_to_less_than_a_pixel_each(width in 300..4_000u32) {
        let (columns, column_width, gap) = columns_for(width);
        let used = columns * column_width + (columns - 1) * gap;
        prop_assert!(used <= width && width - used < columns);
    }

    #[test]
    fn a_longer_title_never_takes_fewer_lines(title in "\\PC{0,40}", more in "\\PC{0,10}", width in 0..400u32) {
        let longer = format!("{}x", format!("{title}{more}").trim());
        let (before, after) = (title_lines(&title, 15, width), title_lines(&longer, 15, width));
        prop_assert!(before <= after);
        prop_assert!(body_height(after) <= body_height(2));
    }
}

#[test]
fn ten_thousand_cards_are_searched_without_looking_at_all() {
    let cards: Vec<Card> = (0..10_000).map(|n| (480, 400 + n % 300, 96)).collect();
    let (masonry, _) = laid_out(2, 194, 8, &cards);
    for top in (0..masonry.height()).step_by(100) {
        assert!(masonry.visible(top, top + 900).len() <= 12);
    }
}

#[test]
fn ten_thousand_cards_stand_where_a_browser_puts_them() {
    assert_eq!(hash(), PLACES, "{:#x}", hash());
}
