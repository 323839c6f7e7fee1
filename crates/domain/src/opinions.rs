//! Many reviews together: what they say on the whole, and which of them are shown first.

use meadow_wire::{Outcome, Review, ReviewCounts};

/// What buyers say on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// How many gave one star, two, … five.
    pub by_stars: [usize; 5],
    /// How many kept it.
    pub kept: usize,
}

impl Spread {
    /// Of all reviews.
    pub fn of(reviews: &[Review]) -> Self {
        let mut spread = Self::default();
        for review in reviews {
            let stars = usize::from(review.stars.clamp(1, 5));
            if let Some(count) = spread.by_stars.get_mut(stars - 1) {
                *count += 1;
            }
            spread.kept += usize::from(review.outcome == Outcome::Kept);
        }
        spread
    }

    /// As the shop counted them, page after page.
    pub fn counted(counts: &ReviewCounts) -> Self {
        let whole = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        Self {
            by_stars: counts.by_stars.map(whole),
            kept: whole(counts.kept),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.by_stars.iter().sum()
    }

    /// The average in tenths of a star, rounded: 46 is 4.6. Nothing of nothing.
    pub fn tenths(&self) -> Option<usize> {
        let count = self.count();
        let stars: usize = (1..).zip(self.by_stars).map(|(stars, many)| stars * many).sum();
        (stars * 20 + count).checked_div(count * 2)
    }

    /// Which part gave so many stars, in whole per cent.
    pub fn percent(&self, stars: usize) -> usize {
        let many = self.by_stars.get(stars.wrapping_sub(1)).copied().unwrap_or(0);
        (many * 100).checked_div(self.count()).unwrap_or(0)
    }
}

/// What stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sorting {
    /// What was written last.
    #[default]
    Newest,
    /// Who used it longest.
    LongestUsed,
    /// Who liked it most.
    Best,
    /// Who liked it least.
    Worst,
}

/// Which reviews are shown, in which order; what is equal stays in the order in which it came.
pub fn shown(reviews: &[Review], sorting: Sorting, with_photos: bool) -> Vec<Review> {
    let mut shown: Vec<Review> = reviews
        .iter()
        .filter(|review| !with_photos || !review.photos.is_empty())
        .cloned()
        .collect();
    match sorting {
        Sorting::Newest => shown.sort_by_key(|review| std::cmp::Reverse(review.at.ms)),
        Sorting::LongestUsed => shown.sort_by_key(|review| std::cmp::Reverse(review.days_used)),
        Sorting::Best => shown.sort_by_key(|review| std::cmp::Reverse(review.stars)),
        Sorting::Worst => shown.sort_by_key(|review| review.stars),
    }
    shown
}

#[cfg(test)]
mod tests {
    use meadow_wire::{Photo, Timestamp};

    use super::*;

    fn review(id: &str, stars: u8, days_used: u32, at: i64) -> Review {
        Review {
            id: id.into(),
            stars,
            days_used,
            at: Timestamp::from_ms(at),
            ..Review::default()
        }
    }

    fn ids(reviews: &[Review]) -> Vec<&str> {
        reviews.iter().map(|review| review.id.as_str()).collect()
    }

    #[test]
    fn the_average_is_rounded_to_a_tenth_and_nothing_has_none() {
        let spread = Spread::of(&[review("a", 5, 1, 1), review("b", 5, 1, 1), review("c", 4, 1, 1)]);
        assert_eq!(spread.by_stars, [0, 0, 0, 1, 2]);
        assert_eq!(
            (spread.tenths(), spread.percent(5), spread.percent(1)),
            (Some(47), 66, 0)
        );
        assert_eq!(spread.kept, 3);
        let counts = ReviewCounts {
            by_stars: [0, 0, 0, 1, 2],
            kept: 3,
        };
        assert_eq!(Spread::counted(&counts), spread);
        assert_eq!(
            (Spread::default().tenths(), Spread::default().percent(5)),
            (None, 0)
        );
    }

    #[test]
    fn each_order_puts_something_else_first_and_photos_can_be_asked_for() {
        let mut all = vec![
            review("old", 5, 9, 1),
            review("new", 1, 2, 3),
            review("mid", 3, 40, 2),
        ];
        assert_eq!(ids(&shown(&all, Sorting::Newest, false)), ["new", "mid", "old"]);
        assert_eq!(
            ids(&shown(&all, Sorting::LongestUsed, false)),
            ["mid", "old", "new"]
        );
        assert_eq!(ids(&shown(&all, Sorting::Best, false)), ["old", "mid", "new"]);
        assert_eq!(ids(&shown(&all, Sorting::Worst, false)), ["new", "mid", "old"]);
        assert!(shown(&all, Sorting::Newest, true).is_empty());
        all[0].photos.push(Photo::default());
        assert_eq!(ids(&shown(&all, Sorting::Newest, true)), ["old"]);
    }
}
