//! Where the cards of the feed go. The server lays out the first cards by the same code, so that the wasm takes them
//! over without a shift. All lengths are CSS pixels; x and y count from the feed's top left corner.

pub use crate::text_width::title_lines;

/// The place of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placed {
    /// Which column, from 0 at the inline start.
    pub column: u32,
    /// From the inline start.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Of the card.
    pub width: u32,
    /// Of the card: picture and body.
    pub height: u32,
    /// Of the picture at the card's top.
    pub picture_height: u32,
}

/// Cards in columns, placed one after the other; a card once placed never moves.
#[derive(Debug, Clone)]
pub struct Masonry {
    column_width: u32,
    gap: u32,
    cards: Vec<Placed>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Default)]
struct Column {
    /// Where the next card starts.
    next_y: u32,
    /// Its cards from the top: tops and bottoms both grow.
    cards: Vec<usize>,
}

impl Masonry {
    /// Empty columns (at least one); [`columns_for`] tells the three numbers.
    pub fn new(columns: u32, column_width: u32, gap: u32) -> Self {
        Self {
            column_width,
            gap,
            cards: Vec::new(),
            columns: (0..columns.max(1)).map(|_| Column::default()).collect(),
        }
    }

    /// Places the next card in the shortest column, the first of equals. `body_height` is what is under the picture.
    pub fn push(&mut self, picture_width: u32, picture_height: u32, body_height: u32) -> Placed {
        let picture_height = picture_height_for(self.column_width, picture_width, picture_height);
        let mut placed = Placed {
            column: 0,
            x: 0,
            y: 0,
            width: self.column_width,
            height: picture_height.saturating_add(body_height),
            picture_height,
        };
        let shortest = (0u32..)
            .zip(&mut self.columns)
            .min_by_key(|(_, column)| column.next_y);
        if let Some((number, column)) = shortest {
            placed.column = number;
            placed.x = number.saturating_mul(self.column_width.saturating_add(self.gap));
            placed.y = column.next_y;
            column.next_y = column
                .next_y
                .saturating_add(placed.height)
                .saturating_add(self.gap);
            column.cards.push(self.cards.len());
        }
        self.cards.push(placed);
        placed
    }

    /// Where a card is, in the order of [`Masonry::push`].
    pub fn placed(&self, index: usize) -> Option<&Placed> {
        self.cards.get(index)
    }

    /// How many cards there are.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether there is no card.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// From the top to the bottom of the lowest card.
    pub fn height(&self) -> u32 {
        let lowest = self.columns.iter().map(|column| column.next_y).max();
        lowest.unwrap_or(0).saturating_sub(self.gap)
    }

    /// The cards of which some part is between `top` and `bottom`, in the order of [`Masonry::push`].
    ///
    /// Costs a binary search per column and the number of cards found, however many there are.
    pub fn visible(&self, top: u32, bottom: u32) -> Vec<usize> {
        let mut found = Vec::new();
        for column in &self.columns {
            let ends_above = |index: &usize| {
                self.placed(*index)
                    .is_some_and(|card| card.y.saturating_add(card.height) <= top)
            };
            let starts_above = |index: &&usize| self.placed(**index).is_some_and(|card| card.y < bottom);
            let first = column.cards.partition_point(ends_above);
            for index in column.cards.iter().skip(first).take_while(starts_above) {
                // A few dozen at most, so no sort: its code would weigh 3 KB in the browser.
                let place = found.partition_point(|known| known < index);
                found.insert(place, *index);
            }
        }
        found
    }
}

/// The height of a picture in a column: its own ratio, but at most 1.5 and at least 0.66 times the width, so that one
/// picture never fills a phone and never is a strip. A picture without a size is a square.
///
/// Rounded down: a browser draws the first cards with the exact ratio, and a picture of the app that was larger by a
/// fraction would count as a later largest paint.
fn picture_height_for(column_width: u32, width: u32, height: u32) -> u32 {
    let column = u64::from(column_width);
    let (width, height) = if width == 0 || height == 0 {
        (1, 1)
    } else {
        (u64::from(width), u64::from(height))
    };
    let own = column * height / width;
    let held = own.clamp(column * 66 / 100, column * 3 / 2);
    u32::try_from(held).unwrap_or(u32::MAX)
}

/// Columns, their width and the gap between them, for a feed of `width` pixels.
///
/// A phone (below 600) has 2 columns and a gap of 8; wider feeds have about one column per 252 pixels, 3 to 6, and a
/// gap of 16. Widths are whole pixels rounded down: what is left (less than one pixel per column) stays empty at the
/// inline end.
pub fn columns_for(width: u32) -> (u32, u32, u32) {
    let (columns, gap) = if width < 600 {
        (2, 8)
    } else {
        ((width / 252).clamp(3, 6), 16)
    };
    let column_width = width.saturating_sub(gap * (columns - 1)) / columns;
    (columns, column_width, gap)
}

/// The size of a card's title in CSS pixels, as `style/features/note_card.css` draws it.
pub const TITLE_PX: u32 = 15;
/// What a card's padding takes from the width of its title, in CSS pixels.
pub const TITLE_INSET: u32 = 24;

/// The height of a card's body whose title has this many lines, as `style/features/note_card.css` draws it:
/// padding 12, lines of 20, gap 8, the author's row of 24, padding 12.
pub fn body_height(lines: u32) -> u32 {
    lines.saturating_mul(20).saturating_add(12 + 8 + 24 + 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_goes_to_the_shortest_column_and_the_first_of_equals() {
        let mut masonry = Masonry::new(2, 100, 8);
        let places: Vec<(u32, u32, u32)> = [(100, 100), (100, 150), (100, 70), (100, 100)]
            .into_iter()
            .map(|(width, height)| masonry.push(width, height, 50))
            .map(|placed| (placed.column, placed.x, placed.y))
            .collect();
        assert_eq!(places, [(0, 0, 0), (1, 108, 0), (0, 0, 158), (1, 108, 208)]);
        assert_eq!(masonry.height(), 358);
    }

    #[test]
    fn a_picture_keeps_its_ratio_within_bounds() {
        for (width, height, tall) in [
            (480, 640, 300),
            (3, 2, 150),
            (1000, 10, 148),
            (10, 1000, 337),
            (0, 9, 225),
        ] {
            assert_eq!(picture_height_for(225, width, height), tall, "{width}:{height}");
        }
    }

    #[test]
    fn a_picture_is_never_taller_than_its_ratio() {
        // 176 · 4 / 3 is 234.67.
        assert_eq!(picture_height_for(176, 480, 640), 234);
    }

    #[test]
    fn only_cards_that_show_are_visible() {
        let mut masonry = Masonry::new(1, 100, 10);
        for _ in 0..5 {
            masonry.push(1, 1, 0);
        }
        assert!(masonry.visible(0, 0).is_empty());
        assert_eq!(masonry.visible(100, 111), [1]);
        assert_eq!(masonry.visible(99, 110), [0]);
        assert_eq!(masonry.visible(0, u32::MAX), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn an_empty_feed_has_no_height() {
        let masonry = Masonry::new(0, 0, 16);
        assert!(masonry.is_empty() && masonry.height() == 0 && masonry.visible(0, 100).is_empty());
    }

    #[test]
    fn a_phone_has_two_columns_and_a_desk_up_to_six() {
        assert_eq!(columns_for(396), (2, 194, 8));
        assert_eq!(columns_for(700), (3, 222, 16));
        assert_eq!(columns_for(1_280), (5, 243, 16));
        assert_eq!(columns_for(4_000), (6, 653, 16));
        assert_eq!(columns_for(0), (2, 0, 8));
    }

    #[test]
    fn a_body_grows_by_twenty_pixels_a_line() {
        assert_eq!((body_height(1), body_height(2)), (76, 96));
    }
}
