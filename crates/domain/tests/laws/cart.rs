//! The cart on the device and the server's.

use std::collections::HashSet;

use meadow_domain::cart::{PendingChange, Unconfirmed, coalesce, overlay};
use meadow_domain::pricing::price;
use meadow_wire::{Cart, CartChange, CartLine, ChangeId, Money};
use proptest::prelude::*;

const VARIANTS: [&str; 6] = ["boot", "mug", "lamp", "rug", "bag", "pen"];

fn line(variant: usize, quantity: u32) -> CartLine {
    CartLine {
        variant: VARIANTS[variant].into(),
        quantity,
        unit_price: Money {
            minor: 199 + i64::try_from(variant).expect("small"),
            ..Money::default()
        },
        ..CartLine::default()
    }
}

fn pending(number: usize, variant: usize, delta: i32) -> PendingChange {
    let change = CartChange {
        id: number.to_string().into(),
        variant: VARIANTS[variant].into(),
        delta,
    };
    (change, line(variant, 0))
}

fn numbered(changes: Vec<(usize, i32)>) -> Vec<PendingChange> {
    changes
        .into_iter()
        .enumerate()
        .map(|(number, (variant, delta))| pending(number, variant, delta))
        .collect()
}

/// A server as simple as can be: quantities by variant, and the order in which they came.
fn on_the_server(cart: &Cart, changes: &[PendingChange]) -> Vec<(String, i64)> {
    let mut rows: Vec<(String, i64)> = cart
        .lines
        .iter()
        .map(|line| (line.variant.to_string(), i64::from(line.quantity)))
        .collect();
    for (change, _) in changes {
        let variant = change.variant.to_string();
        if !rows.iter().any(|(known, _)| *known == variant) {
            rows.push((variant.clone(), 0));
        }
        for (known, quantity) in &mut rows {
            if *known == variant {
                *quantity = (*quantity + i64::from(change.delta)).clamp(0, 99);
            }
        }
        rows.retain(|(_, quantity)| *quantity > 0);
    }
    rows
}

/// A server that applies a change once, by its id; far from 0 and 99, where changes would be cut off.
#[derive(Default)]
struct Server {
    applied: HashSet<ChangeId>,
    sums: [i64; 6],
}

impl Server {
    fn hear(&mut self, asked: &[CartChange]) {
        for change in asked {
            if self.applied.insert(change.id.clone()) {
                self.sums[place(&change.variant.0)] += i64::from(change.delta);
            }
        }
    }
}

fn place(variant: &str) -> usize {
    VARIANTS
        .iter()
        .position(|known| *known == variant)
        .expect("a known variant")
}

fn ids(changes: &[CartChange]) -> Vec<ChangeId> {
    changes.iter().map(|change| change.id.clone()).collect()
}

/// What happens between a shopper, a page and a server.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Press(usize, i32),
    /// The request never arrives.
    Lost,
    /// The request arrives, its answer does not.
    AnswerLost,
    Answered,
    /// Another tab took over what waits; it sends it before anything else happens but presses.
    AnsweredElsewhere,
    /// The page is closed and opened again.
    Reload,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => (0..6usize, -2..=2i32).prop_map(|(variant, delta)| Happens::Press(variant, delta)),
        1 => Just(Happens::Lost),
        1 => Just(Happens::AnswerLost),
        1 => Just(Happens::Answered),
        1 => Just(Happens::AnsweredElsewhere),
        1 => Just(Happens::Reload),
    ]
}

#[test]
fn a_press_after_a_lost_answer_is_not_lost() {
    let (mut waiting, mut server) = (Unconfirmed::default(), Server::default());
    waiting.press(pending(1, 0, 1));
    server.hear(&waiting.ask(50));
    waiting.press(pending(2, 0, 1));
    let asked = waiting.ask(50);
    server.hear(&asked);
    waiting.settle(&ids(&asked));
    assert_eq!((server.sums[0], waiting.changes().len()), (2, 0));
}

#[test]
fn what_another_page_left_is_sent_under_its_own_ids_and_merged_with_nothing() {
    let mut waiting = Unconfirmed::default();
    waiting.press(pending(1, 0, 1));
    waiting.ask(50);
    waiting.press(pending(2, 0, 1));
    waiting.adopt(vec![pending(7, 0, 1), pending(1, 0, 1)]);
    waiting.press(pending(3, 0, 1));
    assert_eq!(
        waiting.changes(),
        [pending(1, 0, 1), pending(7, 0, 1), pending(2, 0, 2)]
    );
    assert_eq!(waiting.asked(), 2);
}

#[test]
fn refused_changes_go_and_the_others_stay_as_they_were() {
    let mut waiting = Unconfirmed::default();
    for variant in 0..3 {
        waiting.press(pending(variant, variant, 1));
    }
    let asked = ids(&waiting.ask(2));
    assert_eq!(waiting.settle(&asked[1..]), [pending(1, 1, 1)]);
    waiting.press(pending(3, 0, 1));
    waiting.press(pending(4, 2, 1));
    assert_eq!(
        waiting.changes(),
        [pending(0, 0, 1), pending(2, 2, 2), pending(3, 0, 1)]
    );
}

proptest! {
    #[test]
    fn every_press_counts_once_whatever_the_network_does(
        story in prop::collection::vec(happens(), 0..60),
        most in 1..4usize,
    ) {
        let (mut waiting, mut server) = (Unconfirmed::default(), Server::default());
        let mut wanted = [0_i64; 6];
        let mut taken: Option<Vec<CartChange>> = None;
        for (number, happens) in story.into_iter().enumerate() {
            if !matches!(happens, Happens::Press(..)) && let Some(left) = taken.take() {
                server.hear(&left);
                waiting.settle(&ids(&left));
            }
            match happens {
                Happens::Press(variant, delta) => {
                    wanted[variant] += i64::from(delta);
                    waiting.press(pending(number, variant, delta));
                }
                Happens::Lost => drop(waiting.ask(most)),
                Happens::AnswerLost => server.hear(&waiting.ask(most)),
                Happens::Answered => {
                    let asked = waiting.ask(most);
                    server.hear(&asked);
                    waiting.settle(&ids(&asked));
                }
                Happens::AnsweredElsewhere => {
                    // Another tab takes over what waits, and this one hears of it before it is sent.
                    let left: Vec<CartChange> =
                        waiting.changes().iter().take(most).map(|(change, _)| change.clone()).collect();
                    waiting.taken(&ids(&left));
                    taken = Some(left);
                }
                Happens::Reload => {
                    let left = waiting.changes().to_vec();
                    waiting = Unconfirmed::default();
                    waiting.adopt(left);
                }
            }
        }
        let rest = waiting.ask(usize::MAX);
        server.hear(&rest);
        server.hear(&taken.unwrap_or_default());
        prop_assert_eq!(server.sums, wanted);
    }

    #[test]
    fn what_is_shown_is_what_the_server_will_make_of_it(
        held in prop::collection::vec(1..=99u32, 0..5),
        changes in prop::collection::vec((0..6usize, -120..120i32), 0..20),
    ) {
        let lines = held.iter().enumerate().map(|(variant, quantity)| line(variant, *quantity)).collect();
        let confirmed = Cart { version: 3, lines, ..Cart::default() };
        let changes = numbered(changes);
        let shown = overlay(&confirmed, &changes);
        let rows: Vec<_> =
            shown.lines.iter().map(|line| (line.variant.to_string(), i64::from(line.quantity))).collect();
        prop_assert_eq!(rows, on_the_server(&confirmed, &changes));
        prop_assert_eq!(shown.version, 3);
        prop_assert_eq!(shown.totals, price(&shown).totals);
    }

    #[test]
    fn merged_changes_show_the_same_cart(
        changes in prop::collection::vec(
            prop_oneof![(0..3usize, -2..=2i32), (3..6usize, 1..=2i32)],
            0..20,
        ),
        asked in 0..5usize,
    ) {
        // Far from 0 and 99, where changes would be cut off.
        let lines = (0..3).map(|variant| line(variant, 50)).collect();
        let confirmed = Cart { lines, ..Cart::default() };
        let changes = numbered(changes);
        let mut merged: Vec<PendingChange> = changes.iter().take(asked).cloned().collect();
        for change in changes.iter().skip(asked) {
            coalesce(&mut merged, asked, change.clone());
        }
        prop_assert_eq!(overlay(&confirmed, &merged), overlay(&confirmed, &changes));
    }

    #[test]
    fn merging_leaves_one_waiting_change_a_variant_and_what_was_sent_alone(
        changes in prop::collection::vec((0..6usize, -99..=99i32), 0..40),
        asked in 0..5usize,
    ) {
        let changes = numbered(changes);
        let mut merged: Vec<PendingChange> = changes.iter().take(asked).cloned().collect();
        let untouched = merged.clone();
        for change in changes.iter().skip(asked) {
            coalesce(&mut merged, asked, change.clone());
        }
        prop_assert_eq!(&merged[..untouched.len()], &untouched[..]);
        let waiting = &merged[untouched.len()..];
        for (at, (change, _)) in waiting.iter().enumerate() {
            prop_assert!(change.delta != 0 && change.delta.abs() <= 99);
            prop_assert!(!waiting[..at].iter().any(|(other, _)| other.variant == change.variant));
        }
    }
}
