//! Deals the feed: languages mixed, rooms early, products now and then, no picture twice in sight.

use std::collections::{BTreeMap, HashMap, VecDeque};

/// The same picture is shown again after this many other cards at the earliest.
pub const APART: usize = 40;
/// Rooms come at these places, and then every so often.
const FIRST_ROOM: usize = 4;
const EACH_ROOM: usize = 16;
/// A product comes every so often.
const EACH_PRODUCT: usize = 12;
const FIRST_PRODUCT: usize = 9;

/// A card to be dealt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// `note`, `room` or `product`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its language: they take turns.
    pub lang: String,
    /// The file of its picture.
    pub cover: String,
}

/// Small, fast and the same everywhere (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (end.max(1) as u64)).unwrap_or_default()
    }

    /// Brings things into another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

/// The feed in its first order. Rooms and products that find no place are left out; every note is in.
pub fn deal(notes: Vec<Card>, rooms: Vec<Card>, products: Vec<Card>, dice: &mut Dice) -> Vec<Card> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut piles: BTreeMap<String, Vec<Card>> = BTreeMap::new();
    for note in notes {
        *uses.entry(note.cover.clone()).or_default() += 1;
        piles.entry(note.lang.clone()).or_default().push(note);
    }
    let mut piles: Vec<Vec<Card>> = piles.into_values().collect();
    for pile in &mut piles {
        dice.shuffle(pile);
    }
    let mut products = products;
    dice.shuffle(&mut products);
    let mut rooms = rooms;
    let mut dealt: Vec<Card> = Vec::new();
    let mut recent: VecDeque<String> = VecDeque::new();
    let mut turn = 0;
    loop {
        let place = dealt.len();
        let left: usize = piles.iter().map(Vec::len).sum();
        if left == 0 {
            return dealt;
        }
        let extra = if place >= FIRST_ROOM && (place - FIRST_ROOM).is_multiple_of(EACH_ROOM) {
            take_unseen(&mut rooms, &recent)
        } else if place >= FIRST_PRODUCT && (place - FIRST_PRODUCT).is_multiple_of(EACH_PRODUCT) {
            take_unseen(&mut products, &recent)
        } else {
            None
        };
        let card = match extra {
            Some(card) => card,
            None => {
                // Nothing unseen is left only if a picture is used too often; a product then gives way first.
                let note = take_note(&mut piles, turn, &recent, &uses, left)
                    .or_else(|| take_unseen(&mut products, &recent))
                    .or_else(|| piles.iter_mut().find_map(Vec::pop));
                let Some(note) = note else { return dealt };
                turn += 1;
                if let Some(left) = uses.get_mut(&note.cover) {
                    *left = left.saturating_sub(1);
                }
                note
            }
        };
        recent.push_back(card.cover.clone());
        if recent.len() > APART {
            recent.pop_front();
        }
        dealt.push(card);
    }
}

fn take_unseen(cards: &mut Vec<Card>, recent: &VecDeque<String>) -> Option<Card> {
    let at = cards.iter().position(|card| !recent.contains(&card.cover))?;
    Some(cards.remove(at))
}

/// A note whose picture must be dealt now or will not fit any more; else the next of the language whose turn it is.
fn take_note(
    piles: &mut [Vec<Card>],
    turn: usize,
    recent: &VecDeque<String>,
    uses: &HashMap<String, usize>,
    left: usize,
) -> Option<Card> {
    let uses_of = |card: &Card| uses.get(&card.cover).copied().unwrap_or_default();
    let count = piles.len();
    for is_urgent in [true, false] {
        for step in 0..count {
            let pile = piles.get_mut((turn + step) % count)?;
            let at = pile.iter().position(|card| {
                !recent.contains(&card.cover)
                    && (!is_urgent || (uses_of(card) > 1 && uses_of(card) * (APART + 2) >= left))
            });
            if let Some(at) = at {
                return Some(pile.remove(at));
            }
        }
    }
    None
}
