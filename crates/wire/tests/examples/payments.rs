//! Ways to pay, and payments under way.

use meadow_wire::{
    ConfirmStep, NextAction, Payment, PaymentCode, PaymentKind, PaymentMethod, PaymentState, RedirectStep,
    TestCard,
};

use super::{at, change_id, order_id, order_key};

pub fn test_cards() -> Vec<TestCard> {
    let all = vec![
        TestCard::Succeeds,
        TestCard::Declined,
        TestCard::Slow,
        TestCard::SecondStep,
        TestCard::TimesOut,
        TestCard::PaysLater,
        TestCard::TwiceWebhook,
        TestCard::EarlyWebhook,
    ];
    for card in &all {
        match card {
            TestCard::Succeeds
            | TestCard::Declined
            | TestCard::Slow
            | TestCard::SecondStep
            | TestCard::TimesOut
            | TestCard::PaysLater
            | TestCard::TwiceWebhook
            | TestCard::EarlyWebhook => {}
        }
    }
    all
}

pub fn payment_methods() -> Vec<PaymentMethod> {
    let all = vec![PaymentMethod::Test(TestCard::Succeeds), PaymentMethod::Redirect];
    for method in &all {
        match method {
            PaymentMethod::Test(_) | PaymentMethod::Redirect => {}
        }
    }
    all
}

pub fn payment_kinds() -> Vec<PaymentKind> {
    let all = vec![PaymentKind::Test, PaymentKind::Redirect];
    for kind in &all {
        match kind {
            PaymentKind::Test | PaymentKind::Redirect => {}
        }
    }
    all
}

pub fn payment() -> Payment {
    Payment {
        key: order_key(),
        state: PaymentState::Open(NextAction::Confirm(confirm_step())),
        until: at(20),
    }
}

pub fn payment_states() -> Vec<PaymentState> {
    let all = vec![
        PaymentState::Open(NextAction::Wait),
        PaymentState::Paid(order_id()),
        PaymentState::Declined,
        PaymentState::Expired,
    ];
    for state in &all {
        match state {
            PaymentState::Open(_)
            | PaymentState::Paid(_)
            | PaymentState::Declined
            | PaymentState::Expired => {}
        }
    }
    all
}

pub fn next_actions() -> Vec<NextAction> {
    let all = vec![
        NextAction::Confirm(confirm_step()),
        NextAction::Redirect(redirect_step()),
        NextAction::Wait,
    ];
    for next in &all {
        match next {
            NextAction::Confirm(_) | NextAction::Redirect(_) | NextAction::Wait => {}
        }
    }
    all
}

pub fn confirm_step() -> ConfirmStep {
    ConfirmStep { tries_left: 3 }
}

pub fn redirect_step() -> RedirectStep {
    RedirectStep {
        url: "https://checkout.example/c/pay/cs_test_a1".to_owned(),
    }
}

pub fn payment_code() -> PaymentCode {
    PaymentCode {
        id: change_id(),
        code: "123456".to_owned(),
    }
}
