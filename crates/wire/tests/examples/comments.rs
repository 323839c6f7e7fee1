//! Comments, reports and what moderators do.

use meadow_wire::{
    Answered, Case, CaseAct, CaseId, CaseLine, CaseMove, CaseState, Comment, CommentLikes, CommentPlace,
    CommentRequest, CommentSort, CommentState, Comments, Mention, ReasonCount, ReportMade, ReportReason,
    ReportRequest, ReportTaken, Reported,
};

use super::{at, change_id, comment_id, note_id, people};

pub fn mention() -> Mention {
    Mention {
        handle: "hamish.lasts".to_owned(),
        person: "p-en-01".into(),
    }
}

pub fn answered() -> Answered {
    Answered {
        id: "m-en-07-3".into(),
        name: "Hamish Orr".to_owned(),
    }
}

pub fn reply() -> Comment {
    Comment {
        id: "m-en-07-4".into(),
        author: people::person_card(),
        has_page: true,
        by_author: true,
        text: "Felt, pressed twice. @hamish.lasts renews it.".to_owned(),
        mentions: vec![mention()],
        likes: 4,
        at: at(-4_000),
        root: Some(comment_id()),
        to: Some(answered()),
        ..Comment::default()
    }
}

pub fn comment() -> Comment {
    Comment {
        id: comment_id(),
        author: people::buyer_card(),
        has_page: true,
        bought: true,
        text: "What is the sole made of?".to_owned(),
        likes: 9,
        liked: true,
        pinned: true,
        at: at(-4_100),
        replies: vec![reply()],
        reply_count: 5,
        replies_next: Some("cmVwbGllczox".to_owned()),
        ..Comment::default()
    }
}

pub fn withdrawn() -> Comment {
    Comment {
        id: "m-en-07-1".into(),
        state: CommentState::Withdrawn,
        at: at(-4_200),
        ..Comment::default()
    }
}

pub fn comments() -> Comments {
    Comments {
        items: vec![comment()],
        next: Some("YmVzdDox".to_owned()),
        total: 14,
        may_pin: false,
    }
}

pub fn sorts() -> Vec<CommentSort> {
    let all = vec![CommentSort::Best, CommentSort::Newest];
    for sort in &all {
        match sort {
            CommentSort::Best | CommentSort::Newest => {}
        }
    }
    all
}

pub fn states() -> Vec<CommentState> {
    let all = vec![
        CommentState::Shown,
        CommentState::Withdrawn,
        CommentState::Removed,
    ];
    for state in &all {
        match state {
            CommentState::Shown | CommentState::Withdrawn | CommentState::Removed => {}
        }
    }
    all
}

pub fn request() -> CommentRequest {
    CommentRequest {
        key: change_id(),
        text: "Felt?".to_owned(),
        parent: Some(comment_id()),
    }
}

pub fn place() -> CommentPlace {
    CommentPlace {
        note: note_id(),
        root: comment(),
    }
}

pub fn likes() -> CommentLikes {
    CommentLikes {
        liked: true,
        likes: 10,
    }
}

pub fn reasons() -> Vec<ReportReason> {
    use ReportReason::{Hurtful, Illegal, Misleading, Other, Private, Spam};
    let all = vec![Spam, Hurtful, Misleading, Private, Illegal, Other];
    for reason in &all {
        match reason {
            Spam | Hurtful | Misleading | Private | Illegal | Other => {}
        }
    }
    all
}

pub fn report_request() -> ReportRequest {
    ReportRequest {
        reason: ReportReason::Misleading,
        words: "The shop paid for this and does not say so.".to_owned(),
    }
}

pub fn report_taken() -> ReportTaken {
    ReportTaken {
        detail: "Thank you. A moderator will look at it.".to_owned(),
    }
}

pub fn report_made() -> ReportMade {
    ReportMade {
        about: Reported::Note(note_id()),
        reason: ReportReason::Misleading,
        words: report_request().words,
        at: at(-10),
    }
}

pub fn reported() -> Vec<Reported> {
    let all = vec![Reported::Note(note_id()), Reported::Comment(comment_id())];
    for one in &all {
        match one {
            Reported::Note(_) | Reported::Comment(_) => {}
        }
    }
    all
}

pub fn acts() -> Vec<CaseAct> {
    let all = vec![
        CaseAct::Remove("Insults its author.".to_owned()),
        CaseAct::Restore,
        CaseAct::Dismiss,
    ];
    for act in &all {
        match act {
            CaseAct::Remove(_) | CaseAct::Restore | CaseAct::Dismiss => {}
        }
    }
    all
}

pub fn case_states() -> Vec<CaseState> {
    let all = vec![CaseState::Open, CaseState::Removed, CaseState::Dismissed];
    for state in &all {
        match state {
            CaseState::Open | CaseState::Removed | CaseState::Dismissed => {}
        }
    }
    all
}

pub fn case_id() -> CaseId {
    "case-1".into()
}

pub fn case() -> Case {
    Case {
        id: case_id(),
        about: Reported::Comment(comment_id()),
        note: note_id(),
        title: "Three weeks in shoes nobody hears".to_owned(),
        author: people::buyer_card(),
        text: "Buy followers at …".to_owned(),
        state: CaseState::Removed,
        reasons: vec![reason_count()],
        words: vec!["The same under every note.".to_owned()],
        acts: vec![line()],
        at: at(-10),
    }
}

pub fn reason_count() -> ReasonCount {
    ReasonCount {
        reason: ReportReason::Spam,
        count: 3,
    }
}

pub fn line() -> CaseLine {
    CaseLine {
        act: CaseAct::Remove("Advertising.".to_owned()),
        by: "Joan Castle".to_owned(),
        at: at(-5),
    }
}

pub fn case_move() -> CaseMove {
    CaseMove {
        key: change_id(),
        act: CaseAct::Remove("Advertising.".to_owned()),
    }
}
