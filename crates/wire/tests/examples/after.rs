//! After the order: returns, parcels, messages, the owner's side.

use meadow_wire::{
    AnswerTold, Carrier, Inbox, Message, MessageAbout, OrderState, Refusal, Return, ReturnLine, ReturnReason,
    ReturnRequest, ReturnState, ReturnStep, Shipment, Studio, StudioAct, StudioEntry, StudioMove,
    StudioOrder, Tracking, Unread,
};

use super::{
    at, change_id, comment_id, euros, message_id, note_id, order_id, people, return_id, reviews, shopping,
    variant_id,
};

pub fn line() -> ReturnLine {
    ReturnLine {
        variant: variant_id(),
        quantity: 1,
    }
}

pub fn request() -> ReturnRequest {
    ReturnRequest {
        key: change_id(),
        lines: vec![line()],
        reason: ReturnReason::DoesNotFit,
        words: "A size too small.".to_owned(),
        photos: vec![reviews::photo_use()],
    }
}

pub fn steps() -> Vec<ReturnStep> {
    let states = [ReturnState::Requested, ReturnState::TakenBack];
    states
        .into_iter()
        .zip([200, 300])
        .map(|(state, minute)| ReturnStep {
            state,
            at: at(minute),
        })
        .collect()
}

pub fn asked() -> Return {
    Return {
        id: return_id(),
        lines: vec![line()],
        reason: ReturnReason::DoesNotFit,
        words: "A size too small.".to_owned(),
        photos: vec![reviews::photo()],
        state: ReturnState::Requested,
        steps: steps().into_iter().take(1).collect(),
        answer: String::new(),
        refund: None,
    }
}

pub fn taken_back() -> Return {
    Return {
        state: ReturnState::TakenBack,
        steps: steps(),
        refund: Some(euros(17_010)),
        ..asked()
    }
}

pub fn refused() -> Return {
    Return {
        state: ReturnState::Refused,
        answer: "They have been worn in the rain.".to_owned(),
        ..asked()
    }
}

pub fn reasons() -> Vec<ReturnReason> {
    use ReturnReason::{ChangedMind, Damaged, DoesNotFit, NotAsDescribed, Other};
    let all = vec![DoesNotFit, NotAsDescribed, Damaged, ChangedMind, Other];
    for reason in &all {
        match reason {
            DoesNotFit | NotAsDescribed | Damaged | ChangedMind | Other => {}
        }
    }
    all
}

pub fn states() -> Vec<ReturnState> {
    use ReturnState::{Refunded, Refused, Requested, TakenBack};
    let all = vec![Requested, TakenBack, Refunded, Refused];
    for state in &all {
        match state {
            Requested | TakenBack | Refunded | Refused => {}
        }
    }
    all
}

pub fn carriers() -> Vec<Carrier> {
    use Carrier::{Dhl, Dpd, PostNord, Test, Ups};
    let all = vec![Test, Dhl, Dpd, PostNord, Ups];
    for carrier in &all {
        match carrier {
            Test | Dhl | Dpd | PostNord | Ups => {}
        }
    }
    all
}

pub fn tracking() -> Tracking {
    Tracking {
        carrier: Carrier::Test,
        number: "MEADOW-000123".to_owned(),
        url: "https://example.org/?parcel=MEADOW-000123".to_owned(),
    }
}

pub fn abouts() -> Vec<MessageAbout> {
    use MessageAbout::{Answered, Delivered, Paid, RefundGiven, ReturnAccepted, ReturnRefused, Shipped};
    let all = vec![
        Paid(euros(34_510)),
        Shipped(tracking()),
        Delivered,
        ReturnAccepted(euros(17_010)),
        ReturnRefused("They have been worn in the rain.".to_owned()),
        RefundGiven(euros(17_010)),
        Answered(answer_told()),
    ];
    for about in &all {
        match about {
            Paid(_) | Shipped(_) | Delivered | ReturnAccepted(_) | ReturnRefused(_) | RefundGiven(_)
            | Answered(_) => {}
        }
    }
    all
}

pub fn message() -> Message {
    Message {
        id: message_id(),
        order: Some(order_id()),
        number: "M-2026-000123".to_owned(),
        about: MessageAbout::Shipped(tracking()),
        at: at(90),
        read: false,
    }
}

pub fn answer_told() -> AnswerTold {
    AnswerTold {
        note: note_id(),
        comment: comment_id(),
        by: "Hamish Orr".to_owned(),
        text: "Felt, pressed twice.".to_owned(),
    }
}

pub fn answer_message() -> Message {
    Message {
        order: None,
        number: String::new(),
        about: MessageAbout::Answered(answer_told()),
        ..message()
    }
}

pub fn inbox() -> Inbox {
    Inbox {
        items: vec![message()],
        next: Some("aW5ib3g6MTc3Nzg5NzgwMDAwMDptLTE".to_owned()),
        unread: 3,
    }
}

pub fn unread() -> Unread {
    Unread { unread: 2 }
}

pub fn studio() -> Studio {
    Studio {
        owner: people::person_card(),
        moderator: false,
    }
}

pub fn entry() -> StudioEntry {
    StudioEntry {
        key: "meadow-studio-quietlast".to_owned(),
    }
}

pub fn studio_order() -> StudioOrder {
    StudioOrder {
        id: order_id(),
        number: "M-2026-000123".to_owned(),
        state: OrderState::Delivered,
        lines: vec![shopping::order_line()],
        others: 1,
        address: shopping::address(),
        tracking: Some(tracking()),
        returns: vec![asked()],
        placed_at: at(2),
    }
}

pub fn studio_move() -> StudioMove {
    StudioMove {
        key: change_id(),
        act: StudioAct::Ship(shipment()),
    }
}

pub fn acts() -> Vec<StudioAct> {
    let all = vec![
        StudioAct::Pack,
        StudioAct::Ship(shipment()),
        StudioAct::Deliver,
        StudioAct::TakeBack(return_id()),
        StudioAct::Refuse(refusal()),
    ];
    for act in &all {
        match act {
            StudioAct::Pack
            | StudioAct::Ship(_)
            | StudioAct::Deliver
            | StudioAct::TakeBack(_)
            | StudioAct::Refuse(_) => {}
        }
    }
    all
}

pub fn shipment() -> Shipment {
    Shipment {
        carrier: Carrier::Test,
        number: "MEADOW-000123".to_owned(),
    }
}

pub fn refusal() -> Refusal {
    Refusal {
        id: return_id(),
        why: "They have been worn in the rain.".to_owned(),
    }
}
