//! The cart on the device: pending changes shown at once on top of what the server confirmed.

use meadow_wire::{Cart, CartChange, CartLine, ChangeId};

use crate::pricing::settle;

/// The most of one variant that a cart can hold.
pub const MAX_QUANTITY: u32 = 99;

/// A change and what its variant looks like: a line, whose quantity is ignored, to show before the server has answered.
pub type PendingChange = (CartChange, CartLine);

/// How many there are after a change, held within 0 to [`MAX_QUANTITY`].
pub fn changed_quantity(now: u32, delta: i32) -> u32 {
    now.saturating_add_signed(delta).min(MAX_QUANTITY)
}

/// The cart as it will be when the server has applied the pending changes, in order; keeps the confirmed version.
///
/// The server applies changes by the same rule: a line at 0 goes, an unknown variant is appended. Totals and coupons are
/// the server's too, to the cent; a coupon whose minimum is reached, or not any more, changes sides at once.
pub fn overlay(confirmed: &Cart, pending: &[PendingChange]) -> Cart {
    let mut cart = confirmed.clone();
    for (change, template) in pending {
        apply(&mut cart.lines, change, template);
    }
    settle(&mut cart);
    cart
}

fn apply(lines: &mut Vec<CartLine>, change: &CartChange, template: &CartLine) {
    let Some(line) = lines.iter_mut().find(|line| line.variant == change.variant) else {
        let quantity = changed_quantity(0, change.delta);
        if quantity > 0 {
            lines.push(CartLine {
                variant: change.variant.clone(),
                quantity,
                ..template.clone()
            });
        }
        return;
    };
    line.quantity = changed_quantity(line.quantity, change.delta);
    if line.quantity == 0 {
        lines.retain(|line| line.variant != change.variant);
    }
}

/// What the server has not confirmed yet, oldest first.
///
/// A change that was sent once is never touched again, also when its answer was lost: the server may have applied it, and
/// skips its id from then on. What is pressed afterwards becomes a change of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unconfirmed {
    changes: Vec<PendingChange>,
    /// How many of them, from the front, were ever sent.
    asked: usize,
}

impl Unconfirmed {
    /// Takes over what another page left and may have sent; changes that are here already are left alone.
    pub fn adopt(&mut self, left: Vec<PendingChange>) {
        let mut left = left;
        left.retain(|(change, _)| self.changes.iter().all(|(known, _)| known.id != change.id));
        let (at, count) = (self.asked, left.len());
        self.changes.splice(at..at, left);
        self.asked += count;
    }

    /// Another page took these over and may have sent them: from now on they never change again.
    pub fn taken(&mut self, ids: &[ChangeId]) {
        let unsent = self.changes.split_off(self.asked.min(self.changes.len()));
        let (taken, unsent): (Vec<_>, Vec<_>) = unsent
            .into_iter()
            .partition(|pending| ids.contains(&pending.0.id));
        self.changes.extend(taken);
        self.asked = self.changes.len();
        self.changes.extend(unsent);
    }

    /// Changes that were never sent.
    pub fn unsent(changes: Vec<PendingChange>) -> Self {
        Self { changes, asked: 0 }
    }

    /// All of them.
    pub fn changes(&self) -> &[PendingChange] {
        &self.changes
    }

    /// How many of them, from the front, were ever sent.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Whether the server may have applied some of them.
    pub fn may_be_applied(&self) -> bool {
        self.asked > 0
    }

    /// Adds a change; merges it into an unsent one of the same variant.
    pub fn press(&mut self, next: PendingChange) {
        coalesce(&mut self.changes, self.asked, next);
    }

    /// The first `most` of them, to be sent.
    pub fn ask(&mut self, most: usize) -> Vec<CartChange> {
        let count = self.changes.len().min(most);
        self.asked = self.asked.max(count);
        self.changes
            .iter()
            .take(count)
            .map(|(change, _)| change.clone())
            .collect()
    }

    /// These are settled: the server applied them, or never will. Gives back those that were here. They go by their
    /// ids, because another page may settle some of them while this one waits for its own answer.
    pub fn settle(&mut self, ids: &[ChangeId]) -> Vec<PendingChange> {
        let asked = self.asked;
        let mut settled = Vec::new();
        let mut index = 0;
        self.changes.retain(|pending| {
            let stays = !ids.contains(&pending.0.id);
            if !stays {
                settled.push(pending.clone());
                self.asked -= usize::from(index < asked);
            }
            index += 1;
            stays
        });
        settled
    }
}

/// Adds a change; merges it into one of the same variant that was never sent (index ≥ `asked`), which keeps its id.
///
/// A merged change of 0 is removed. The quantities stay what they were, as long as no change in between ran against 0 or
/// [`MAX_QUANTITY`]; the buttons that make changes are disabled there.
pub fn coalesce(changes: &mut Vec<PendingChange>, asked: usize, next: PendingChange) {
    let waiting = changes
        .iter()
        .enumerate()
        .skip(asked)
        .rposition(|(_, (change, _))| change.variant == next.0.variant)
        .map(|position| position + asked);
    let Some((position, (change, template))) =
        waiting.and_then(|at| changes.get_mut(at).map(|pending| (at, pending)))
    else {
        if next.0.delta != 0 {
            changes.push(next);
        }
        return;
    };
    let most = MAX_QUANTITY.cast_signed();
    change.delta = change.delta.saturating_add(next.0.delta).clamp(-most, most);
    *template = next.1;
    if change.delta == 0 {
        changes.remove(position);
    }
}

/// The newer of two answers of the server: the higher version, or the second of two equal ones.
pub fn newer(old: Cart, new: Cart) -> Cart {
    if old.version > new.version { old } else { new }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meadow_wire::Money;

    fn line(variant: &str, quantity: u32) -> CartLine {
        CartLine {
            variant: variant.into(),
            quantity,
            unit_price: Money {
                minor: 250,
                ..Money::default()
            },
            ..CartLine::default()
        }
    }

    fn pending(id: &str, variant: &str, delta: i32) -> PendingChange {
        let change = CartChange {
            id: id.into(),
            variant: variant.into(),
            delta,
        };
        (change, line(variant, 0))
    }

    fn cart(version: u64, lines: &[CartLine]) -> Cart {
        let mut cart = Cart {
            version,
            lines: lines.to_vec(),
            ..Cart::default()
        };
        settle(&mut cart);
        cart
    }

    #[test]
    fn a_quantity_stays_within_0_and_99() {
        assert_eq!(changed_quantity(3, -5), 0);
        assert_eq!(changed_quantity(98, 5), 99);
        assert_eq!(changed_quantity(u32::MAX, i32::MAX), 99);
        assert_eq!(changed_quantity(0, i32::MIN), 0);
    }

    #[test]
    fn adding_a_variant_twice_raises_its_quantity() {
        let shown = overlay(
            &Cart::default(),
            &[pending("1", "mug", 1), pending("2", "mug", 2)],
        );
        assert_eq!(shown.lines, [line("mug", 3)]);
        assert_eq!((shown.totals.items, shown.totals.total.minor), (3, 750));
    }

    #[test]
    fn pending_changes_are_shown_on_the_confirmed_version() {
        let confirmed = cart(7, &[line("mug", 1), line("lamp", 2)]);
        let shown = overlay(
            &confirmed,
            &[
                pending("1", "mug", -1),
                pending("2", "bag", 1),
                pending("3", "rug", -1),
            ],
        );
        assert_eq!(shown, cart(7, &[line("lamp", 2), line("bag", 1)]));
    }

    #[test]
    fn fifty_presses_are_one_change_with_the_first_id() {
        let mut changes = Vec::new();
        for press in 0..50 {
            coalesce(&mut changes, 0, pending(&press.to_string(), "mug", 1));
        }
        assert_eq!(changes, [pending("0", "mug", 50)]);
    }

    #[test]
    fn a_change_that_was_sent_is_not_touched() {
        let mut changes = vec![pending("1", "mug", 1)];
        coalesce(&mut changes, 1, pending("2", "mug", 1));
        coalesce(&mut changes, 1, pending("3", "mug", 1));
        assert_eq!(changes, [pending("1", "mug", 1), pending("2", "mug", 2)]);
    }

    #[test]
    fn a_change_and_its_opposite_leave_nothing_to_send() {
        let mut changes = vec![pending("1", "lamp", 1)];
        coalesce(&mut changes, 0, pending("2", "mug", 2));
        coalesce(&mut changes, 0, pending("3", "mug", -2));
        coalesce(&mut changes, 0, pending("4", "bag", 0));
        assert_eq!(changes, [pending("1", "lamp", 1)]);
    }

    #[test]
    fn the_higher_version_wins_and_the_second_of_equals() {
        let (one, two) = (cart(1, &[line("mug", 1)]), cart(2, &[]));
        assert_eq!(newer(two.clone(), one.clone()), two);
        assert_eq!(newer(one.clone(), two.clone()), two);
        let again = cart(1, &[line("mug", 2)]);
        assert_eq!(newer(one, again.clone()), again);
    }
}
