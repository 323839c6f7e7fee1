//! What changed about the lines of a cart since the shopper saw them: nobody should find out at the till.

use meadow_wire::{CartLine, Money, VariantId};

/// What is new about a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineNews {
    /// Whose line.
    pub variant: VariantId,
    /// What one cost when the shopper saw it last, if that was another price.
    pub price_was: Option<Money>,
    /// How many could be bought then, if that was enough and is not any more, or the other way round.
    pub stock_was: Option<u32>,
}

/// The news after the server's word: `known` are those that the shopper has not seen off yet, `seen` the lines as they
/// stood on the page, `now` as they are. A price that is back where it was is no news any more.
pub fn news(known: &[LineNews], seen: &[CartLine], now: &[CartLine]) -> Vec<LineNews> {
    now.iter()
        .filter_map(|line| {
            let before = known.iter().find(|news| news.variant == line.variant);
            let seen = seen.iter().find(|seen| seen.variant == line.variant);
            let price_was = before
                .and_then(|news| news.price_was)
                .or_else(|| seen.map(|seen| seen.unit_price))
                .filter(|was| *was != line.unit_price);
            let stock_was = before
                .and_then(|news| news.stock_was)
                .or_else(|| seen.map(|seen| seen.stock))
                .filter(|was| is_enough(*was, line) != is_enough(line.stock, line));
            (price_was.is_some() || stock_was.is_some()).then(|| LineNews {
                variant: line.variant.clone(),
                price_was,
                stock_was,
            })
        })
        .collect()
}

fn is_enough(stock: u32, line: &CartLine) -> bool {
    stock >= line.quantity
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(price: i64, stock: u32) -> CartLine {
        CartLine {
            variant: "mug".into(),
            quantity: 2,
            unit_price: Money {
                minor: price,
                ..Money::default()
            },
            stock,
            ..CartLine::default()
        }
    }

    fn prices(news: &[LineNews]) -> Vec<Option<i64>> {
        news.iter()
            .map(|news| news.price_was.map(|was| was.minor))
            .collect()
    }

    #[test]
    fn what_stays_as_it_was_is_no_news() {
        assert_eq!(news(&[], &[line(100, 9)], &[line(100, 3)]), []);
        assert_eq!(news(&[], &[], &[line(100, 0)]), []);
        assert_eq!(news(&[], &[line(100, 9)], &[]), []);
    }

    #[test]
    fn a_price_is_compared_with_the_one_that_the_shopper_saw() {
        let first = news(&[], &[line(100, 9)], &[line(120, 9)]);
        assert_eq!(prices(&first), [Some(100)]);
        let second = news(&first, &[line(120, 9)], &[line(130, 9)]);
        assert_eq!(prices(&second), [Some(100)]);
        assert_eq!(news(&second, &[line(130, 9)], &[line(100, 9)]), []);
    }

    #[test]
    fn stock_is_news_when_it_is_not_enough_any_more_and_when_it_is_again() {
        let short = news(&[], &[line(100, 9)], &[line(100, 1)]);
        assert_eq!(short.first().and_then(|news| news.stock_was), Some(9));
        assert_eq!(news(&short, &[line(100, 1)], &[line(100, 4)]), []);
        let back = news(&[], &[line(100, 0)], &[line(100, 5)]);
        assert_eq!(back.first().and_then(|news| news.stock_was), Some(0));
    }
}
