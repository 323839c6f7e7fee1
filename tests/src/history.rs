//! The checker: what was said and bought, against what the database has and what everybody saw.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A message is known by its text alone, `who` and `number`, so that the checker trusts no key of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// Which speaker.
    pub who: u32,
    /// The speaker's first message is 1.
    pub number: u32,
}

impl Message {
    /// As it is said.
    pub fn text(self) -> String {
        format!("speaker {} says {}", self.who, self.number)
    }

    /// What was said, if a speaker of ours said it.
    pub fn of(text: &str) -> Option<Self> {
        let (who, number) = text.strip_prefix("speaker ")?.split_once(" says ")?;
        Some(Self {
            who: who.parse().ok()?,
            number: number.parse().ok()?,
        })
    }
}

/// What is wrong with a history. All zero is a perfect one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Said and not stored.
    pub lost: usize,
    /// Stored more than once, beyond the first.
    pub doubled: usize,
    /// Stored behind a later one of the same speaker.
    pub inverted: usize,
    /// Stored, but not seen by somebody who was in the room.
    pub unseen: usize,
    /// Seen out of order or twice by somebody.
    pub confused: usize,
}

impl Verdict {
    /// Nothing is wrong.
    pub const PERFECT: Self = Self {
        lost: 0,
        doubled: 0,
        inverted: 0,
        unseen: 0,
        confused: 0,
    };
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            lost,
            doubled,
            inverted,
            unseen,
            confused,
        } = self;
        write!(
            out,
            "{lost} lost, {doubled} doubled, {inverted} inverted, {unseen} unseen, {confused} confused"
        )
    }
}

/// A stored event that is a message of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Its number in the log.
    pub seq: u64,
    /// What it says.
    pub message: Message,
}

/// What one watcher took, in the order in which it was taken.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    /// The position after the first snap: nothing before it was promised.
    pub from: u64,
    /// The last position.
    pub to: u64,
    /// The numbers of the events taken that are messages of ours.
    pub seqs: Vec<u64>,
}

/// Judges a room.
pub fn judge(said: &[Message], stored: &[Stored], watchers: &[Watched]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut times: BTreeMap<Message, usize> = BTreeMap::new();
    for row in stored {
        *times.entry(row.message).or_default() += 1;
    }
    verdict.lost = said.iter().filter(|message| !times.contains_key(message)).count();
    verdict.doubled = times.values().map(|count| count - 1).sum();
    verdict.inverted = inverted(stored);
    for watcher in watchers {
        let seen: BTreeSet<u64> = watcher.seqs.iter().copied().collect();
        let promised = stored
            .iter()
            .map(|row| row.seq)
            .filter(|seq| (watcher.from + 1..=watcher.to).contains(seq));
        verdict.unseen += promised.filter(|seq| !seen.contains(seq)).count();
        verdict.confused += watcher.seqs.windows(2).filter(|pair| pair[0] >= pair[1]).count();
    }
    verdict
}

/// How many messages stand behind a later one of the same speaker. A second copy is doubled, not inverted.
fn inverted(stored: &[Stored]) -> usize {
    let mut newest: BTreeMap<u32, u32> = BTreeMap::new();
    let mut met = BTreeSet::new();
    let first_copies = stored.iter().filter(|row| met.insert(row.message));
    first_copies
        .filter(|row| {
            let newest = newest.entry(row.message.who).or_default();
            let behind = row.message.number < *newest;
            *newest = row.message.number.max(*newest);
            behind
        })
        .count()
}

/// What is wrong with the orders. All zero is a perfect shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderVerdict {
    /// Answered with an order that is not in the database.
    pub lost: usize,
    /// More orders than purchases.
    pub doubled: usize,
    /// Things that left the shelf without an order, or orders without a thing that left the shelf.
    pub stock_off_by: i64,
}

/// Judges purchases: `answered` maps a purchase to the order that the shop answered with; `stored` has every order of the
/// database with its purchase; `sold` is how many things left the shelf, one per purchase.
pub fn judge_orders(answered: &[(u32, String)], stored: &[(u32, String)], sold: i64) -> OrderVerdict {
    let ids: BTreeSet<&String> = stored.iter().map(|(_, id)| id).collect();
    let purchases: BTreeSet<u32> = stored.iter().map(|(purchase, _)| *purchase).collect();
    let told_twice = answered.iter().collect::<BTreeSet<_>>().len();
    let purchases_answered = answered
        .iter()
        .map(|(purchase, _)| *purchase)
        .collect::<BTreeSet<_>>()
        .len();
    OrderVerdict {
        lost: answered.iter().filter(|(_, id)| !ids.contains(id)).count(),
        doubled: stored.len() - purchases.len() + (told_twice - purchases_answered),
        stock_off_by: sold - i64::try_from(stored.len()).unwrap_or(i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(who: u32, number: u32) -> Message {
        Message { who, number }
    }

    fn log(messages: &[(u32, u32)]) -> Vec<Stored> {
        (1..)
            .zip(messages)
            .map(|(seq, (who, number))| Stored {
                seq,
                message: message(*who, *number),
            })
            .collect()
    }

    #[test]
    fn a_message_is_known_by_its_text() {
        assert_eq!(Message::of(&message(3, 17).text()), Some(message(3, 17)));
        assert_eq!(Message::of("what a lovely lamp"), None);
    }

    #[test]
    fn each_kind_of_wrong_is_counted_as_itself() {
        let said = [message(1, 1), message(1, 2), message(2, 1)];
        let judged = |rows: &[(u32, u32)]| judge(&said, &log(rows), &[]);
        assert_eq!(judged(&[(1, 1), (2, 1), (1, 2)]), Verdict::PERFECT);
        assert_eq!(
            judged(&[(1, 1), (1, 2)]),
            Verdict {
                lost: 1,
                ..Verdict::PERFECT
            }
        );
        assert_eq!(
            judged(&[(1, 1), (2, 1), (1, 2), (1, 1)]),
            Verdict {
                doubled: 1,
                ..Verdict::PERFECT
            }
        );
        assert_eq!(
            judged(&[(1, 2), (2, 1), (1, 1)]),
            Verdict {
                inverted: 1,
                ..Verdict::PERFECT
            }
        );
    }

    #[test]
    fn a_watcher_must_see_everything_after_its_snap_once_and_in_order() {
        let rows = log(&[(1, 1), (1, 2), (1, 3)]);
        let said = [message(1, 1), message(1, 2), message(1, 3)];
        let watched = |seqs: &[u64]| Watched {
            from: 1,
            to: 3,
            seqs: seqs.to_vec(),
        };
        assert_eq!(judge(&said, &rows, &[watched(&[2, 3])]), Verdict::PERFECT);
        assert_eq!(
            judge(&said, &rows, &[watched(&[3])]),
            Verdict {
                unseen: 1,
                ..Verdict::PERFECT
            }
        );
        assert_eq!(
            judge(&said, &rows, &[watched(&[3, 2])]),
            Verdict {
                confused: 1,
                ..Verdict::PERFECT
            }
        );
    }

    #[test]
    fn an_order_must_be_there_once_with_its_thing() {
        let order = |purchase: u32, id: &str| (purchase, id.to_owned());
        let answered = [order(1, "a"), order(2, "b")];
        assert_eq!(
            judge_orders(&answered, &[order(1, "a"), order(2, "b")], 2),
            OrderVerdict::default()
        );
        assert_eq!(
            judge_orders(&answered, &[order(1, "a")], 2),
            OrderVerdict {
                lost: 1,
                stock_off_by: 1,
                doubled: 0
            }
        );
        let twice = [order(1, "a"), order(1, "c"), order(2, "b")];
        assert_eq!(
            judge_orders(&answered, &twice, 3),
            OrderVerdict {
                doubled: 1,
                ..OrderVerdict::default()
            }
        );
    }
}
