//! Links that want something put into the cart: `/cart?add=mug:blue*2,lamp&code=SPRING`.

use meadow_wire::VariantId;

use crate::limits::{MAX_QUANTITY, VARIANT_ID_MAX};

/// The most kinds of things that one link can ask for.
pub const LINK_LINES_MAX: usize = 20;

/// What a link asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Each variant once, with how many of it, in the link's order.
    pub lines: Vec<(VariantId, u32)>,
    /// Whether parts of the link could not be read, or were too many.
    pub broken: bool,
}

/// Reads what stands behind `add=`: variants with commas between, each with `*` and how many if it is not one.
pub fn wanted(text: &str) -> Wanted {
    let mut wanted = Wanted::default();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let Some((variant, quantity)) = read(part.trim()) else {
            wanted.broken = true;
            continue;
        };
        let full = wanted.lines.len() == LINK_LINES_MAX;
        match wanted.lines.iter_mut().find(|(known, _)| *known == variant) {
            Some((_, known)) => *known = known.saturating_add(quantity).min(MAX_QUANTITY),
            None if full => wanted.broken = true,
            None => wanted.lines.push((variant, quantity)),
        }
    }
    wanted
}

fn read(part: &str) -> Option<(VariantId, u32)> {
    let (variant, quantity) = match part.rsplit_once('*') {
        Some((variant, quantity)) => (variant, quantity.parse().ok()?),
        None => (part, 1),
    };
    let fits = (1..=VARIANT_ID_MAX).contains(&variant.len()) && (1..=MAX_QUANTITY).contains(&quantity);
    fits.then(|| (VariantId(variant.to_owned()), quantity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(String, u32)> {
        let lines = wanted(text).lines.into_iter();
        lines.map(|(variant, quantity)| (variant.0, quantity)).collect()
    }

    #[test]
    fn variants_come_once_with_all_that_is_asked_of_them() {
        let read = lines("g-1:blue*2, lamp,g-1:blue");
        assert_eq!(read, [("g-1:blue".to_owned(), 3), ("lamp".to_owned(), 1)]);
        assert_eq!(lines("mug*60,mug*60"), [("mug".to_owned(), 99)]);
    }

    #[test]
    fn what_makes_no_sense_is_left_out_and_said() {
        for broken in ["mug*0", "mug*100", "mug*-1", "mug*two", "*3", &"x".repeat(129)] {
            let read = wanted(&format!("lamp,{broken}"));
            assert!(read.broken && read.lines.len() == 1, "{broken}: {read:?}");
        }
        assert_eq!(wanted(""), Wanted::default());
        assert_eq!(wanted(" , "), Wanted::default());
    }

    #[test]
    fn a_link_asks_for_twenty_kinds_at_most() {
        let many: Vec<String> = (0..30).map(|number| format!("v-{number}")).collect();
        let read = wanted(&many.join(","));
        assert!(read.broken && read.lines.len() == LINK_LINES_MAX);
    }
}
