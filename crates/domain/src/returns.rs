//! Sending goods back: what can go back, how a return moves, and what is paid back for it.

use meadow_wire::{
    FieldError, Money, Order, OrderLine, OrderState, Return, ReturnLine, ReturnReason, ReturnRequest,
    ReturnState,
};

use crate::{limits, money, order, validate::check_photos};

/// What can happen to a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReturnAction {
    /// The shop has the goods again.
    TakeBack,
    /// The shop does not take them.
    Refuse,
    /// The money was given back.
    Refund,
}

/// An action that a return's state does not allow; its words are for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.why())]
pub struct ReturnNotPossible {
    /// Where the return stands.
    pub state: ReturnState,
    /// What was asked.
    pub action: ReturnAction,
}

/// The state after an action: requested → taken back → refunded, or requested → refused.
pub fn next(state: ReturnState, action: ReturnAction) -> Result<ReturnState, ReturnNotPossible> {
    use ReturnAction as Do;
    use ReturnState as Is;
    match (state, action) {
        (Is::Requested, Do::TakeBack) => Ok(Is::TakenBack),
        (Is::Requested, Do::Refuse) => Ok(Is::Refused),
        (Is::TakenBack, Do::Refund) => Ok(Is::Refunded),
        _ => Err(ReturnNotPossible { state, action }),
    }
}

impl ReturnNotPossible {
    fn why(&self) -> &'static str {
        match (self.state, self.action) {
            (ReturnState::Requested, _) => "The goods of this return are not back yet.",
            (ReturnState::TakenBack, _) => "The goods of this return have been taken back already.",
            (ReturnState::Refunded, _) => "The money for this return has been paid back already.",
            (ReturnState::Refused, _) => "This return has been refused already.",
        }
    }
}

/// How many of a line are neither back nor on their way back.
pub fn left(order: &Order, line: &OrderLine) -> u32 {
    let gone = order
        .returns
        .iter()
        .filter(|one| one.state != ReturnState::Refused)
        .map(|one| count(&one.lines, line))
        .fold(0, u32::saturating_add);
    line.quantity.saturating_sub(gone)
}

/// How many of a line the shop has again.
pub fn came_back(order: &Order, line: &OrderLine) -> u32 {
    let is_there = |one: &&Return| matches!(one.state, ReturnState::TakenBack | ReturnState::Refunded);
    let back = order.returns.iter().filter(is_there);
    back.map(|one| count(&one.lines, line))
        .fold(0, u32::saturating_add)
}

/// Whether something of the order can be sent back now.
pub fn can_return(order: &Order) -> bool {
    order::next(order.state, order::OrderAction::RequestReturn).is_ok()
        && order.returns.len() < limits::RETURNS_MAX
        && order.lines.iter().any(|line| left(order, line) > 0)
}

/// What is wrong with a request in itself, whatever the order is like; empty if nothing.
pub fn check_words(request: &ReturnRequest) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field: String, detail: &str| {
        errors.push(FieldError {
            field,
            detail: detail.to_owned(),
        });
    };
    if request.lines.is_empty() {
        wrong("lines".to_owned(), "Choose what you want to send back.");
    }
    for (at, line) in request.lines.iter().enumerate() {
        let before = request.lines.iter().take(at);
        if line.quantity == 0 {
            wrong(format!("lines.{at}.quantity"), "Send back at least one of it.");
        }
        if before.into_iter().any(|earlier| earlier.variant == line.variant) {
            wrong(format!("lines.{at}.variant"), "Name each thing once.");
        }
    }
    let words = request.words.trim();
    if words.is_empty() && request.reason == ReturnReason::Other {
        wrong("words".to_owned(), "Please say in a few words why it goes back.");
    }
    if words.chars().nth(limits::WORDS_MAX).is_some() {
        wrong("words".to_owned(), "That is too long: 500 characters at most.");
    }
    errors.extend(check_photos(&request.photos));
    errors
}

/// What of a request the order does not have (any more), line by line; empty if it has it all.
pub fn check_lines(order: &Order, lines: &[ReturnLine]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (at, asked) in lines.iter().enumerate() {
        let bought = order.lines.iter().find(|line| line.variant == asked.variant);
        let detail = match bought.map(|line| (line, left(order, line))) {
            None => "This is not in the order.".to_owned(),
            Some((_, left)) if asked.quantity <= left => continue,
            Some((line, 0)) => format!("All of “{}” is on its way back already.", line.name),
            Some((line, left)) if left == line.quantity => {
                format!("You bought {left} of “{}”, not {}.", line.name, asked.quantity)
            }
            Some((line, left)) => format!("Of “{}” only {left} can still go back.", line.name),
        };
        errors.push(FieldError {
            field: format!("lines.{at}.quantity"),
            detail,
        });
    }
    errors
}

/// What is paid back when these goods are taken back now.
///
/// Of each line its share of what was paid, counted over all its pieces that are back, so that the shares of a whole line
/// are to the cent what was paid for it. Whatever else the order cost (the delivery) is paid back with the last piece.
pub fn refund(order: &Order, lines: &[ReturnLine]) -> Money {
    let is_back = |one: &&Return| matches!(one.state, ReturnState::TakenBack | ReturnState::Refunded);
    let (mut sum, mut is_whole) = (0_i64, true);
    for line in &order.lines {
        let before = order
            .returns
            .iter()
            .filter(is_back)
            .map(|one| count(&one.lines, line))
            .fold(0, u32::saturating_add);
        let after = before.saturating_add(count(lines, line)).min(line.quantity);
        is_whole &= after == line.quantity;
        sum = sum.saturating_add(share(line, after) - share(line, before));
    }
    let given = order.returns.iter().filter_map(|one| one.refund);
    let left = given.fold(order.totals.total, money::minus);
    Money {
        minor: if is_whole { left.minor } else { sum.min(left.minor) }.max(0),
        ..order.totals.total
    }
}

/// Where an order stands by its returns: it is delivered as long as something of it is kept, then it is as far as the
/// return that is least far. An order that was never delivered stays as it is.
pub fn standing(order: &Order) -> OrderState {
    use OrderState as Is;
    if !matches!(
        order.state,
        Is::Delivered | Is::ReturnRequested | Is::Returned | Is::Refunded
    ) {
        return order.state;
    }
    if order.lines.iter().any(|line| left(order, line) > 0) {
        return Is::Delivered;
    }
    let has = |state| order.returns.iter().any(|one| one.state == state);
    if has(ReturnState::Requested) {
        Is::ReturnRequested
    } else if has(ReturnState::TakenBack) {
        Is::Returned
    } else {
        Is::Refunded
    }
}

/// The share of what was paid for a line that so many of its pieces have, rounded down.
fn share(line: &OrderLine, pieces: u32) -> i64 {
    if line.quantity == 0 {
        return 0;
    }
    let share = i128::from(line.paid.minor) * i128::from(pieces) / i128::from(line.quantity);
    i64::try_from(share).unwrap_or(i64::MAX)
}

fn count(lines: &[ReturnLine], of: &OrderLine) -> u32 {
    lines
        .iter()
        .filter(|line| line.variant == of.variant)
        .map(|line| line.quantity)
        .fold(0, u32::saturating_add)
}

/// A reason in words.
pub fn reason_in_words(reason: ReturnReason) -> &'static str {
    match reason {
        ReturnReason::DoesNotFit => "It does not fit",
        ReturnReason::NotAsDescribed => "It is not as described",
        ReturnReason::Damaged => "It arrived damaged",
        ReturnReason::ChangedMind => "I changed my mind",
        ReturnReason::Other => "Something else",
    }
}
