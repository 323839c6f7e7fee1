//! The way of an order: which state follows which.

use meadow_wire::OrderState;

/// What can happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderAction {
    /// The payment came in.
    Pay,
    /// The shop wrapped it.
    Pack,
    /// The shop gave it to the carrier.
    Ship,
    /// It arrived.
    Deliver,
    /// The shopper or the shop gives it up.
    Cancel,
    /// The shopper wants to send it back, whole.
    RequestReturn,
    /// The shop does not take it back, or not all of it.
    RefuseReturn,
    /// The shop has the goods again.
    TakeBack,
    /// The money goes back.
    Refund,
}

/// An action that an order's state does not allow; its words are for shoppers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.why())]
pub struct NotPossible {
    /// Where the order stands.
    pub state: OrderState,
    /// What was asked.
    pub action: OrderAction,
}

/// The state after an action.
///
/// placed → paid → packed → shipped → delivered → return requested → returned → refunded; cancelled before it is shipped. The
/// last three are about the whole order; as long as something of it is kept it stays delivered (`returns::standing`).
pub fn next(state: OrderState, action: OrderAction) -> Result<OrderState, NotPossible> {
    use OrderAction as Do;
    use OrderState as Is;
    match (state, action) {
        (Is::Placed, Do::Pay) => Ok(Is::Paid),
        (Is::Paid, Do::Pack) => Ok(Is::Packed),
        (Is::Packed, Do::Ship) => Ok(Is::Shipped),
        (Is::Shipped, Do::Deliver) => Ok(Is::Delivered),
        (Is::Placed | Is::Paid | Is::Packed, Do::Cancel) => Ok(Is::Cancelled),
        (Is::Delivered, Do::RequestReturn) => Ok(Is::ReturnRequested),
        (Is::ReturnRequested, Do::RefuseReturn) => Ok(Is::Delivered),
        (Is::ReturnRequested, Do::TakeBack) => Ok(Is::Returned),
        (Is::Returned, Do::Refund) => Ok(Is::Refunded),
        _ => Err(NotPossible { state, action }),
    }
}

/// Whether an order can still be cancelled: until it is shipped.
pub fn can_cancel(state: OrderState) -> bool {
    next(state, OrderAction::Cancel).is_ok()
}

impl NotPossible {
    /// One sentence: where the order stands, then when the action would be possible.
    fn why(&self) -> String {
        let mut words = String::from(stands(self.state));
        words.push_str(possible(self.action));
        words
    }
}

fn stands(state: OrderState) -> &'static str {
    match state {
        OrderState::Placed => "This order is not paid yet",
        OrderState::Paid => "This order is paid",
        OrderState::Packed => "This order is packed",
        OrderState::Shipped => "This order is on its way",
        OrderState::Delivered => "This order has been delivered",
        OrderState::Cancelled => "This order is cancelled",
        OrderState::ReturnRequested => "A return of all of this order has been asked for",
        OrderState::Returned => "This order has been sent back",
        OrderState::Refunded => "The money for this order has been paid back",
    }
}

fn possible(action: OrderAction) -> &'static str {
    match action {
        OrderAction::Pay => "; only a new order can be paid.",
        OrderAction::Pack => "; only a paid order can be packed.",
        OrderAction::Ship => "; only a packed order can be shipped.",
        OrderAction::Deliver => "; only an order on its way can be delivered.",
        OrderAction::Cancel => "; only an order that is not shipped yet can be cancelled.",
        OrderAction::RequestReturn => "; only a delivered order can be sent back.",
        OrderAction::RefuseReturn => "; only a return that was asked for can be refused.",
        OrderAction::TakeBack => "; only goods whose return was asked for can be taken back.",
        OrderAction::Refund => "; only what was sent back can be refunded.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_goes_all_the_way_and_back() {
        use OrderAction::*;
        let way = [Pay, Pack, Ship, Deliver, RequestReturn, TakeBack, Refund];
        let end = way
            .into_iter()
            .try_fold(OrderState::Placed, next)
            .expect("each step follows the one before");
        assert_eq!(end, OrderState::Refunded);
    }

    #[test]
    fn an_order_can_be_cancelled_until_it_is_shipped() {
        assert!(
            can_cancel(OrderState::Placed) && can_cancel(OrderState::Paid) && can_cancel(OrderState::Packed)
        );
        assert!(!can_cancel(OrderState::Shipped) && !can_cancel(OrderState::Cancelled));
    }

    #[test]
    fn a_refusal_says_where_the_order_stands_and_what_would_be_possible() {
        let refusal = next(OrderState::Shipped, OrderAction::Cancel).expect_err("shipped");
        assert_eq!(
            refusal.to_string(),
            "This order is on its way; only an order that is not shipped yet can be cancelled."
        );
    }
}
